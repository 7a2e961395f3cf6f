import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Sets ever more of an autoencoder's weights to zero, and measures what that costs.
///
/// Reconstructions are measured and classified as `reconstruct-images` would write them, rounded to 8 bits: with no weight pruned, the rows
/// are those of `classify-images`.
enum PruneAutoencoder: StageKind {
    static let name = "prune-autoencoder"
    static let summary = "measures error and classes of reconstructions as an autoencoder's smallest weights go"
    static let sourceFolder = "PruneAutoencoder"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Shares of the weights to zero.
        let percents: [Int]
        /// How many images to measure on, from the first.
        let firstImages: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("encoder"), .one("decoder"), .one("classifier"), .one("images"), .one("labels")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let classifier = try ModelFile.read(context.input("classifier").url)
        let file = try context.input("images")
        let chosen = try LabelledImages(
            images: file.url, labels: context.input("labels").url, first: parameters.firstImages,
            for: classifier.architecture)
        let (encoder, decoder) = try (context.input("encoder"), context.input("decoder"))
        try expect("percents", parameters.percents, in: 0...100)
        var measurements = StageMeasurements(of: context.stage, on: file)
        for (index, percent) in parameters.percents.enumerated() {
            // Pruning changes the networks, so each share begins with the files.
            let halves = try AutoencoderHalves(
                encoder: encoder.url, decoder: decoder.url, encoderName: encoder.name, decoderName: decoder.name,
                pixels: chosen.images.columns)
            let result = MagnitudePruning.prune([halves.encoder, halves.decoder], percent: percent)
            let rebuilt = try ByteMatrix(
                reconstructions: halves.reconstructions(of: chosen.images, using: kernels))
            let subject = "pruned-\(percent)"
            measurements.add(
                "nonzeroWeights", of: subject, Double(result.kept), unit: MeasurementUnit.count)
            measurements.add(
                "meanSquaredError", of: subject, ReconstructionError(of: rebuilt, against: chosen.images).mean,
                unit: MeasurementUnit.meanSquaredError, split: .test)
            let answers = Classification(of: rebuilt, labels: chosen.labels, by: classifier, using: kernels)
            measurements.add(
                "accuracy", of: subject, answers.accuracy(), unit: MeasurementUnit.fraction, split: .test)
            context.report(
                StageProgress(completed: index + 1, total: parameters.percents.count, detail: "\(percent) %"))
        }
        try measurements.write(in: context)
    }
}
