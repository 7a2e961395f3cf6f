import Foundation
import ImageCompression
import ImageQuality
import Measurements
import NeuralNetworks
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
        let halves = try ["encoder", "decoder"].map {
            try ModelFile.decode(Safetensors(decoding: Data(contentsOf: context.input($0).url)))
        }
        let file = try context.input("images")
        let images = try ByteMatrix(images: file.url).first(parameters.firstImages, named: "firstImages")
        guard halves[0].inputs == images.columns, halves[0].outputCount == halves[1].inputs,
            halves[1].outputCount == images.columns
        else {
            throw UnusableInput(
                "\(try context.input("encoder").producer): expected halves that lead from \(images.columns) pixels back to as many, "
                    + "found \(halves[0].inputs) to \(halves[0].outputCount) and \(halves[1].inputs) to \(halves[1].outputCount)"
            )
        }
        var measurements = StageMeasurements(of: context.stage, on: file)
        for (index, deviation) in parameters.noise.enumerated() {
            guard ImageNoise.isUsable(Double(deviation)) else {
                throw UnusableInput("noise: expected standard deviations from 0 to 255, found \(deviation)")
            }
            let noise = ImageNoise(standardDeviation: Double(deviation), draw: .once)
            let noisy = NoisyImages(images, noise: noise, seed: context.seed).inputs(using: kernels)
            let codes = halves[0].outputs(for: noisy, using: kernels)
            measurements.addError(
                of: halves[1].outputs(for: codes, using: kernels), named: "output", against: images, deviation)
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
