import Files
import Foundation
import ImageCompression
import Measurements
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
    private var trainer: Trainer
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
        trainer = Self.freshTrainer(parameters, autoencoder, seed: context.seed, kernels)
        measurements = StageMeasurements(of: context.stage, on: try context.input("images"))
    }

    /// Trains to the end and writes the outputs.
    ///
    /// - Throws: ``TrainingDiverged`` as soon as a loss is not finite, or for the last step's parameters.
    func finish() throws {
        try resume()
        while trainer.epoch < parameters.epochs {
            let summary = trainer.runEpoch(on: training)
            guard summary.meanMinibatchLoss.isFinite else { throw TrainingDiverged.loss(epoch: summary.epoch) }
            record(summary)
            if isMeasured(summary.epoch) { measure(after: summary.epoch) }
            if summary.epoch % Self.epochsPerCheckpoint == 0 { try saveCheckpoint() }
            context.report(
                StageProgress(
                    completed: summary.epoch, total: parameters.epochs,
                    detail: String(format: "loss %.5f", summary.meanMinibatchLoss)))
        }
        try checkParameters()
        recordSizes()
        let half = autoencoder.encoderLayers
        try ModelFile.encode(trainer.network.part(0..<half)).write(to: context.output("encoder"))
        try ModelFile.encode(trainer.network.part(half..<2 * half)).write(to: context.output("decoder"))
        try measurements.write(in: context)
    }

    /// The last step moves parameters after the last loss is taken.
    private func checkParameters() throws {
        for parameter in trainer.network.parameters {
            if let index = parameter.value.elements.firstIndex(where: { !$0.isFinite }) {
                throw TrainingDiverged.parameter(
                    parameter.name, index: index, value: parameter.value.elements[index], epoch: trainer.epoch)
            }
        }
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

    private func measure(after epoch: Int) {
        if validation.rows > 0 {
            measurements.add(
                "meanSquaredError", of: "network", meanSquaredError(on: validation),
                unit: MeasurementUnit.meanSquaredError, split: .validation, step: epoch)
        }
        measurements.add(
            "meanSquaredError", of: "network", meanSquaredError(on: test), unit: MeasurementUnit.meanSquaredError,
            split: .test, step: epoch)
    }

    private func meanSquaredError(on images: ByteMatrix) -> Double {
        ReconstructionError(of: trainer.network.outputs(for: images, using: kernels), against: images).mean
    }

    /// Counts, and the bytes of their numbers alone: headers of files are charged where files are measured.
    private func recordSizes() {
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

extension TrainingRun {
    private static let epochsPerCheckpoint = 5

    private var checkpoint: URL { context.checkpointDirectory.appending(path: "training.safetensors") }

    private func saveCheckpoint() throws {
        let note = MeasurementFile.content(of: measurements.rows)
        try writeAtomically(trainer.checkpoint(note: note), to: checkpoint, durable: false)
    }

    /// Goes on from the checkpoint where there is one. An unreadable one is reported and left out: the work is only repeated.
    private func resume() throws {
        guard FileManager.default.fileExists(atPath: checkpoint.path) else { return }
        do {
            let note = try trainer.restore(Data(contentsOf: checkpoint))
            measurements.resume(from: try MeasurementFile.measurements(in: note.utf8, path: checkpoint.path))
            context.log("goes on after epoch \(trainer.epoch)")
        } catch {
            context.log("starts afresh, since its checkpoint cannot be read: \(error)")
            trainer = Self.freshTrainer(parameters, autoencoder, seed: context.seed, kernels)
        }
    }

    private static func freshTrainer(
        _ parameters: TrainAutoencoder.Parameters, _ autoencoder: DenseAutoencoder, seed: UInt64, _ kernels: any Kernels
    ) -> Trainer {
        Trainer(
            TrainingConfiguration(
                initializer: parameters.initializer, optimizer: parameters.optimizer, loss: parameters.loss,
                batchSize: parameters.batchSize),
            architecture: autoencoder.architecture, seed: seed, kernels: kernels)
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

/// A loss or a parameter that is no longer a finite number.
enum TrainingDiverged: Error, CustomStringConvertible {
    case loss(epoch: Int)
    /// The first of the parameter's numbers that is not finite, after an epoch.
    case parameter(String, index: Int, value: Float, epoch: Int)

    var description: String {
        let place =
            switch self {
            case .loss(let epoch): "the loss of epoch \(epoch) is not finite"
            case .parameter(let name, let index, let value, let epoch):
                "number \(index) of the parameter “\(name)” is \(value) after epoch \(epoch)"
            }
        return "the training diverged: \(place); lower the optimizer's learningRate"
    }
}
