import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// One training from its first epoch, or its last checkpoint, to its outputs.
final class TrainingRun {
    let parameters: TrainAutoencoder.Parameters
    let kernels: CompiledKernels
    let validation: ByteMatrix
    let test: ByteMatrix
    var measurements: StageMeasurements
    let context: StageContext
    private let training: ByteMatrix

    init(_ parameters: TrainAutoencoder.Parameters, in context: StageContext) throws {
        self.parameters = parameters
        self.context = context
        kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let images = try ByteMatrix(images: context.input("images").url)
        let testImages = try ByteMatrix(images: context.input("testImages").url)
        for set in [images, testImages] where set.columns != parameters.network.pixels {
            throw UnusableInput(
                "network: it takes \(parameters.network.pixels) pixels, the images have \(set.columns)")
        }
        guard parameters.validationImages < images.rows else {
            throw UnusableInput(
                "validationImages: \(parameters.validationImages) of \(images.rows) images leave none to train on")
        }
        validation = images[0..<parameters.validationImages]
        training = try images[parameters.validationImages..<images.rows]
            .first(parameters.trainingImages, named: "trainingImages")
        test = try testImages.first(parameters.testImages, named: "testImages")
        measurements = StageMeasurements(of: context.stage, on: try context.input("images"))
    }

    /// Trains to the end and writes the outputs.
    ///
    /// - Throws: ``TrainingDiverged``.
    func finish() throws {
        var training = try ResumableTraining(epochs: parameters.epochs, keeper: self, fresh: freshTrainer)
        if training.trainer.epoch == 0, parameters.initializer == nil {
            measure(training.trainer.network, after: 0)
        }
        if let noise = parameters.noise {
            try training.finish(on: NoisyImages(self.training, noise: noise, seed: context.seed), keeper: self)
        } else {
            try training.finish(on: self.training, keeper: self)
        }
        let network = training.trainer.network
        recordSizes(of: training.trainer)
        let (half, layers) = (parameters.network.encoderLayers, network.architecture.layers.count)
        try ModelFile.encode(network.part(0..<half)).write(to: context.output("encoder"))
        try ModelFile.encode(network.part(half..<layers)).write(to: context.output("decoder"))
        try measurements.write(in: context)
    }

    private func freshTrainer() throws -> Trainer {
        let architecture = parameters.network.network
        guard let initial = try context.inputs("initial").first else {
            return Trainer(
                parameters.configuration, architecture: architecture, seed: context.seed, kernels: kernels)
        }
        let network = Network(architecture)
        try ModelFile.restore(network, from: Safetensors(decoding: Data(contentsOf: initial.url)))
        return Trainer(parameters.configuration, startingFrom: network, seed: context.seed, kernels: kernels)
    }
}

extension TrainingRun: StageKeeper, TrainingKeeper {
    func epochEnded(_ summary: EpochSummary, network: Network) {
        measurements.addLoss(
            parameters.loss.rawValue, ofLastMinibatch: summary.lastMinibatchLoss, epochMean: summary.meanMinibatchLoss,
            unit: parameters.loss.unit, epoch: summary.epoch)
        if isMeasured(summary.epoch, of: parameters.epochs, each: parameters.measureEvery) {
            recordSum(summary, of: network)
            measure(network, after: summary.epoch)
        }
        context.report(
            StageProgress(
                completed: summary.epoch, total: parameters.epochs,
                detail: String(format: "loss %.5f", summary.meanMinibatchLoss)))
    }
}
