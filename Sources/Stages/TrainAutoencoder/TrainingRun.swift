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
    var trainer: Trainer
    var measurements: StageMeasurements
    private let context: StageContext
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
        trainer = try Self.freshTrainer(parameters, in: context, kernels)
        measurements = StageMeasurements(of: context.stage, on: try context.input("images"))
    }

    /// Trains to the end and writes the outputs.
    ///
    /// - Throws: ``TrainingDiverged`` as soon as a loss is not finite, or for the last step's parameters.
    func finish() throws {
        try resume()
        if trainer.epoch == 0, parameters.initializer == nil { measure(after: 0) }
        if let noise = parameters.noise {
            try train(on: NoisyImages(training, noise: noise, seed: context.seed))
        } else {
            try train(on: training)
        }
        try trainer.checkParameters()
        recordSizes()
        let (half, layers) = (parameters.network.encoderLayers, trainer.network.architecture.layers.count)
        try ModelFile.encode(trainer.network.part(0..<half)).write(to: context.output("encoder"))
        try ModelFile.encode(trainer.network.part(half..<layers)).write(to: context.output("decoder"))
        try measurements.write(in: context)
    }

    private func train(on examples: some TrainingSet) throws {
        while trainer.epoch < parameters.epochs {
            let summary = trainer.runEpoch(on: examples)
            guard summary.meanMinibatchLoss.isFinite else { throw TrainingDiverged.loss(epoch: summary.epoch) }
            record(summary)
            if isMeasured(summary.epoch) {
                recordSum(summary)
                measure(after: summary.epoch)
            }
            if summary.epoch % Self.epochsPerCheckpoint == 0 {
                try checkpoint.save(measurements) { try trainer.checkpoint(note: $0) }
            }
            context.report(
                StageProgress(
                    completed: summary.epoch, total: parameters.epochs,
                    detail: String(format: "loss %.5f", summary.meanMinibatchLoss)))
        }
    }

    private func isMeasured(_ epoch: Int) -> Bool {
        epoch == 1 || epoch == parameters.epochs || epoch % parameters.measureEvery == 0
    }
}

extension TrainingRun {
    private static let epochsPerCheckpoint = 5

    private var checkpoint: StageCheckpoint { StageCheckpoint("training", in: context) }

    /// Goes on from the checkpoint where there is one.
    private func resume() throws {
        switch checkpoint.resume(&measurements, { try trainer.restore($0) }) {
        case .absent: break
        case .resumed: context.log("goes on after epoch \(trainer.epoch)")
        case .unreadable: trainer = try Self.freshTrainer(parameters, in: context, kernels)
        }
    }

    private static func freshTrainer(
        _ parameters: TrainAutoencoder.Parameters, in context: StageContext, _ kernels: any Kernels
    ) throws -> Trainer {
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
