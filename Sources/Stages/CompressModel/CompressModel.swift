import Foundation
import ImageCompression
import ImageQuality
import LearnedCodecs
import ModelCompression
import NeuralNetworks
import PictureFiles
import Pipeline
import Tensors

/// Stores the decoder half of a codec by each of several schemes, reads it back, and measures what that costs: bytes of the model against
/// the error and the classes of the images that it decodes.
///
/// The codes are those of the whole model, by one of its quantizers: senders need not know what receivers have.
enum CompressModel: StageKind {
    static let name = "compress-model"
    static let summary = "stores a codec's decoder in fewer bytes and measures what its images lose"
    static let sourceFolder = "CompressModel"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Which of the model's quantizers, from 0.
        let quantizer: Int
        let schemes: [WeightScheme]
        /// How many images, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("encoder"), .one("decoder"), .one("images"), .one("labels"), .one("classifier")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        for scheme in parameters.schemes {
            if let problem = scheme.problem { throw UnusableInput("schemes: \(problem)") }
        }
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let imageFile = try context.input("images")
        let classifier = try ModelFile.read(context.input("classifier").url)
        let set = try LabelledImages(
            images: imageFile.url, labels: context.input("labels").url, first: parameters.firstImages,
            for: classifier.architecture)
        let decoderFile = try Data(contentsOf: context.input("decoder").url)
        let published = try DecoderHalf(decoding: decoderFile)
        try expect("quantizer", parameters.quantizer, in: 0...published.quantizers.count - 1)
        let quantizer = published.quantizers[parameters.quantizer]
        let whole = DecoderHalf(network: published.network, quantizers: [quantizer], tile: published.tile)
        let encoder = try EncoderHalf(
            decoding: Data(contentsOf: context.input("encoder").url), for: fingerprint(ofDecoderHalf: decoderFile))
        guard encoder.network.inputs == set.images.columns, published.tile.samples == set.images.columns else {
            throw UnusableInput(
                "\(imageFile.producer): expected images of \(published.tile.samples) pixels, as the model takes, found "
                    + "\(set.images.columns)")
        }
        let levels = try quantizer.levels(of: encoder.network.outputs(for: set.images, using: kernels))
        var measurements = StageMeasurements(of: context.stage, on: imageFile)
        measurements.add(
            "multiplications", of: "decoder", Double(whole.network.architecture.multiplications),
            unit: MeasurementUnit.count)
        for (index, scheme) in parameters.schemes.enumerated() {
            let bytes = try CompressedModel(whole, by: scheme, seed: context.seed).encoded()
            // What is measured is what a receiver has.
            let half = try CompressedModel(decoding: bytes).decoderHalf()
            let decoded = try ByteMatrix(
                reconstructions: half.network.outputs(for: half.quantizers[0].codes(ofLevels: levels), using: kernels))
            let error = ReconstructionError(of: decoded, against: set.images).mean
            let answers = Classification(of: decoded, labels: set.labels, by: classifier, using: kernels)
            let subject = scheme.name
            measurements.add("fileBytes", of: subject, Double(bytes.count), unit: MeasurementUnit.bytes)
            measurements.add(
                "meanSquaredError", of: subject, error, unit: MeasurementUnit.meanSquaredError, split: .test)
            measurements.add(
                "peakSignalToNoiseRatio", of: subject, peakSignalToNoiseRatio(ofMeanSquaredError: error),
                unit: MeasurementUnit.decibels, split: .test)
            measurements.add(
                "accuracy", of: subject, answers.accuracy(), unit: MeasurementUnit.fraction, split: .test)
            context.report(
                StageProgress(completed: index + 1, total: parameters.schemes.count, detail: scheme.name))
        }
        try measurements.write(in: context)
    }
}
