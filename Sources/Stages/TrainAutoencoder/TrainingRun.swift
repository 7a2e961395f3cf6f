import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// One training from its first epoch, or its last checkpoint, to its outputs.
final class TrainingRun {
    private let parameters: TrainAutoencoder.Parameters
    private let context: StageContext
    private let kernels: CompiledKernels
    private let autoencoder: DenseAutoencoder
    private let training: ByteMatrix
    private let validation: ByteMatrix
    private let test: ByteMatrix
    private var measurements: StageMeasurements

    init(_ parameters: TrainAutoencoder.Parameters, in context: StageContext) throws {
        self.parameters = parameters
        self.context = context
        kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        autoencoder = DenseAutoencoder(widths: parameters.layers, activation: parameters.activation)
        let images = try ByteMatrix(images: context.input("images").url)
        test = try ByteMatrix(images: context.input("testImages").url)
        guard parameters.validationImages < images.rows else {
            throw UnusableInput(
                "validationImages: \(parameters.validationImages) of \(images.rows) images leave none to train on")
        }
        for set in [images, test] where set.columns != autoencoder.widths[0] {
            throw UnusableInput(
                "layers: the network takes \(autoencoder.widths[0]) pixels, the images have \(set.columns)")
        }
        validation = images[0..<parameters.validationImages]
        training = images[parameters.validationImages..<images.rows]
        measurements = StageMeasurements(of: context.stage, on: try context.input("images"))
    }

    /// Trains to the end and writes the outputs.
    ///
    /// - Throws: ``TrainingDiverged``.
    func finish() throws {
        var training = ResumableTraining(epochs: parameters.epochs, keeper: self) {
            Trainer(
                TrainingConfiguration(
                    initializer: parameters.initializer, optimizer: parameters.optimizer, loss: parameters.loss,
                    batchSize: parameters.batchSize),
                architecture: autoencoder.architecture, seed: context.seed, kernels: kernels)
        }
        try training.finish(on: self.training, keeper: self)
        let trainer = training.trainer
        recordSizes(of: trainer)
        let half = autoencoder.encoderLayers
        try ModelFile.encode(trainer.network.part(0..<half)).write(to: context.output("encoder"))
        try ModelFile.encode(trainer.network.part(half..<2 * half)).write(to: context.output("decoder"))
        try measurements.write(in: context)
    }

    private func record(_ summary: EpochSummary) {
        for (subject, value) in [
            ("last-minibatch", summary.lastMinibatchLoss), ("epoch-mean", summary.meanMinibatchLoss),
        ] {
            measurements.add(
                parameters.loss.rawValue, of: subject, value, unit: parameters.loss.unit, split: .train,
                step: summary.epoch)
        }
    }

    private func isMeasured(_ epoch: Int) -> Bool {
        epoch == 1 || epoch == parameters.epochs || epoch % parameters.measureEvery == 0
    }

    private func measure(_ network: Network, after epoch: Int) {
        if validation.rows > 0 {
            measurements.add(
                "meanSquaredError", of: "network", meanSquaredError(of: network, on: validation),
                unit: MeasurementUnit.meanSquaredError, split: .validation, step: epoch)
        }
        measurements.add(
            "meanSquaredError", of: "network", meanSquaredError(of: network, on: test),
            unit: MeasurementUnit.meanSquaredError,
            split: .test, step: epoch)
    }

    private func meanSquaredError(of network: Network, on images: ByteMatrix) -> Double {
        ReconstructionError(of: network.outputs(for: images, using: kernels), against: images).mean
    }

    /// Counts, and the bytes of their numbers alone: headers of files are charged where files are measured.
    private func recordSizes(of trainer: Trainer) {
        let half = autoencoder.encoderLayers
        let network = trainer.network
        let (encoder, decoder) = (network.part(0..<half), network.part(half..<2 * half))
        for (subject, part) in [("network", network), ("encoder", encoder), ("decoder", decoder)] {
            let count = part.parameters.reduce(0) { $0 + $1.value.elements.count }
            measurements.add("parameterCount", of: subject, Double(count), unit: MeasurementUnit.count)
            measurements.add("modelBytes", of: "\(subject)-float32", Double(count * 4), unit: MeasurementUnit.bytes)
        }
        measurements.add("weightCount", of: "network", Double(autoencoder.weightCount), unit: MeasurementUnit.count)
        let state = trainer.optimizer.state.reduce(network.parameters.reduce(0) { $0 + $1.value.elements.count }) {
            $0 + $1.tensor.elements.count
        }
        measurements.add(
            "modelBytes", of: "checkpoint-with-optimizer", Double(state * 4), unit: MeasurementUnit.bytes)
    }
}

extension TrainingRun: TrainingKeeper {
    func savedCheckpoint() throws -> Data? { try context.savedCheckpoint() }
    func save(_ checkpoint: Data) throws { try context.save(checkpoint: checkpoint) }
    var note: String { measurements.note }
    func resume(from note: String) throws { try measurements.resume(from: note) }
    func log(_ line: String) { context.log(line) }

    func epochEnded(_ summary: EpochSummary, network: Network) throws {
        record(summary)
        if isMeasured(summary.epoch) { measure(network, after: summary.epoch) }
        context.report(
            StageProgress(
                completed: summary.epoch, total: parameters.epochs,
                detail: String(format: "loss %.5f", summary.meanMinibatchLoss)))
    }
}

extension Loss {
    /// The unit that its values are given in.
    fileprivate var unit: String {
        switch self {
        case .meanSquaredError: MeasurementUnit.meanSquaredError
        case .binaryCrossEntropy, .softmaxCrossEntropy: MeasurementUnit.crossEntropy
        }
    }
}
