import CodecTraining
import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Trains an autoencoder for rate and distortion together and writes its two halves.
enum TrainCodec: StageKind {
    static let name = "train-codec"
    static let summary = "trains an autoencoder for rate and distortion together"
    static let sourceFolder = "TrainCodec"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        let network: AutoencoderArchitecture
        let initializer: Initializer
        let optimizer: OptimizerConfiguration
        let schedule: LearningRateSchedule
        let batchSize: Int
        let epochs: Int
        /// λ of D + λ·R: squared error per pixel, of pixels in [0, 1], that a bit per pixel is worth.
        let rateWeight: Double
        let relaxation: Relaxation
        /// Widths that codes are cut to in training, drawn for each image, so that their first units are codes of their own; whole when left
        /// out.
        let nestedWidths: [Int]?
        /// How many images are trained on, from the first; all when left out.
        let trainingImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("encoder", fileName: "encoder.safetensors"),
            OutputDeclaration("decoder", fileName: "decoder.safetensors"),
            measurementsOutput,
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try expect("batchSize", parameters.batchSize, in: 1...)
        try expect("epochs", parameters.epochs, in: 1...)
        guard parameters.rateWeight >= 0, parameters.rateWeight.isFinite else {
            throw UnusableInput("rateWeight: expected a number of 0 or more, found \(parameters.rateWeight)")
        }
        guard case .adam = parameters.optimizer else {
            throw UnusableInput("optimizer: expected adam, whose steps do not depend on the gradient's length")
        }
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let imageFile = try context.input("images")
        let images = try ByteMatrix(images: imageFile.url).first(parameters.trainingImages, named: "trainingImages")
        guard images.columns == parameters.network.pixels else {
            throw UnusableInput(
                "network: it takes \(parameters.network.pixels) pixels, the images have \(images.columns)")
        }
        var trainer = RateDistortionTrainer(
            RateDistortionRecipe(
                initializer: parameters.initializer, optimizer: parameters.optimizer, schedule: parameters.schedule,
                batchSize: parameters.batchSize, rateWeight: parameters.rateWeight, relaxation: parameters.relaxation,
                nesting: try parameters.nesting()),
            network: parameters.network.network, encoderLayers: parameters.network.encoderLayers, seed: context.seed,
            kernels: kernels)
        var measurements = StageMeasurements(of: context.stage, on: imageFile)
        while trainer.epoch < parameters.epochs {
            let summary = trainer.runEpoch(on: images)
            guard summary.distortion.isFinite, summary.bitsPerPixel.isFinite else {
                throw UnusableInput(
                    "the training diverged in epoch \(summary.epoch); lower optimizer.adam.learningRate")
            }
            measurements.add(
                "meanSquaredError", of: "epoch-mean", summary.distortion, unit: MeasurementUnit.meanSquaredError,
                split: .train, step: summary.epoch)
            measurements.add(
                "bitsPerPixel", of: "epoch-mean", summary.bitsPerPixel, unit: "bits per pixel", split: .train,
                step: summary.epoch)
            context.report(
                StageProgress(
                    completed: summary.epoch, total: parameters.epochs,
                    detail: String(format: "%.5f at %.3f bpp", summary.distortion, summary.bitsPerPixel)))
            context.log(
                String(
                    format: "epoch %d: error %.5f at %.3f bits per pixel", summary.epoch, summary.distortion,
                    summary.bitsPerPixel))
        }
        try ModelFile.encode(trainer.encoder).write(to: context.output("encoder"))
        try ModelFile.encode(trainer.decoder).write(to: context.output("decoder"))
        try measurements.write(in: context)
    }
}

extension TrainCodec.Parameters {
    fileprivate func nesting() throws(UnusableInput) -> NestedDropout? {
        guard let nestedWidths else { return nil }
        guard let nesting = NestedDropout(widths: nestedWidths, codeWidth: network.codeWidth) else {
            throw UnusableInput(
                "nestedWidths: expected widths that rise from 1 or more to at most \(network.codeWidth), found \(nestedWidths)"
            )
        }
        return nesting
    }
}
