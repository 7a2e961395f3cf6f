import Foundation
import ImageCompression
import ImageQuality
import Measurements
import Pipeline
import Tensors

/// Adds Gaussian noise to images, runs them through an autoencoder, and measures how far the clean image is from what comes out, and from
/// what went in.
enum EvaluateDenoising: StageKind {
    static let name = "evaluate-denoising"
    static let summary = "measures what an autoencoder makes of noisy images"
    static let sourceFolder = "EvaluateDenoising"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Standard deviations of the noise on the scale 0…255, each a whole number. Each image's noise is the same for all of them, but for
        /// its size.
        let noise: [Int]
        /// How many of the images, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("encoder"), .one("decoder"), .one("images")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let file = try context.input("images")
        let images = try ByteMatrix(images: file.url).first(parameters.firstImages, named: "firstImages")
        let (encoder, decoder) = try (context.input("encoder"), context.input("decoder"))
        let halves = try AutoencoderHalves(
            encoder: encoder.url, decoder: decoder.url, encoderName: encoder.name, decoderName: decoder.name,
            pixels: images.columns)
        var measurements = StageMeasurements(of: context.stage, on: file)
        for (index, deviation) in parameters.noise.enumerated() {
            guard ImageNoise.isUsable(Double(deviation)) else {
                throw UnusableInput("noise: expected standard deviations from 0 to 255, found \(deviation)")
            }
            let noise = ImageNoise(standardDeviation: Double(deviation), draw: .once)
            let noisy = NoisyImages(images, noise: noise, seed: context.seed).inputs(using: kernels)
            measurements.addError(
                of: halves.reconstructions(of: noisy, using: kernels), named: "output", against: images, deviation)
            measurements.addError(of: noisy, named: "noisy-input", against: images, deviation)
            measurements.addError(of: noisy.clipped(), named: "noisy-input-clipped", against: images, deviation)
            context.report(
                StageProgress(completed: index + 1, total: parameters.noise.count, detail: "noise \(deviation)"))
        }
        try measurements.write(in: context)
    }
}

extension StageMeasurements {
    /// The error of images under noise of a standard deviation, which stands in the rows' step.
    fileprivate mutating func addError(
        of found: Tensor, named subject: String, against images: ByteMatrix, _ deviation: Int
    ) {
        let error = ReconstructionError(of: found, against: images).mean
        add(
            "meanSquaredError", of: subject, error, unit: MeasurementUnit.meanSquaredError, split: .test,
            step: deviation)
        add(
            "peakSignalToNoiseRatio", of: subject, peakSignalToNoiseRatio(ofMeanSquaredError: error),
            unit: MeasurementUnit.decibels, split: .test, step: deviation)
    }
}

extension Tensor {
    /// The same numbers, those outside of [0, 1] moved to its ends.
    fileprivate func clipped() -> Tensor {
        Tensor(shape, elements: elements.map { min(max($0, 0), 1) })
    }
}
