import Datasets
import Foundation
import ImageRestoration
import NeuralNetworks
import Pipeline
import Tensors

/// One training of a restorer from its first step, or its last checkpoint, to its outputs.
final class RestorerRun {
    private let parameters: TrainRestorer.Parameters
    let context: StageContext
    private let kernels: CompiledKernels
    private let architecture: NetworkArchitecture
    private let patches: RestorationPatches
    private let validation: RestorationValidation
    var measurements: StageMeasurements
    /// Of the last time that the validation pictures were measured, by quality.
    private var gains: [Int: Double] = [:]

    init(_ parameters: TrainRestorer.Parameters, in context: StageContext) throws {
        self.parameters = parameters
        self.context = context
        kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        architecture = try parameters.network.architecture(side: parameters.patches.side)
        // Refused before the training, not after.
        _ = try Restorer(Network(architecture), output: parameters.output, highestQuality: 0)
        let file = try context.input("pictures")
        let training = try IDXFile(contentsOf: file.url).pictures(file: file.url.path)
        guard !training.isEmpty, training.allSatisfy({ $0.channels == 3 && parameters.patches.places(in: $0) > 0 })
        else {
            throw UnusableInput(
                "\(file.producer).\(file.output): expected pictures in colour of at least "
                    + "\(parameters.patches.side) × \(parameters.patches.side)")
        }
        patches = RestorationPatches(
            of: training, parameters.patches, output: parameters.output,
            count: parameters.batchSize * parameters.stepsPerEpoch)
        let held = try context.input("validationPictures")
        let heldPictures = try IDXFile(contentsOf: held.url).pictures(file: held.url.path)
        guard parameters.validationPictures <= heldPictures.count else {
            throw UnusableInput(
                "validationPictures: expected from 1 to the \(heldPictures.count) pictures that there are, found "
                    + "\(parameters.validationPictures)")
        }
        validation = RestorationValidation(
            pictures: Array(heldPictures.prefix(parameters.validationPictures)),
            qualities: parameters.validationQualities, subsampling: parameters.patches.subsampling)
        measurements = StageMeasurements(of: context.stage, on: file)
    }

    /// Trains to the end and writes the outputs.
    ///
    /// - Throws: ``TrainingDiverged``, or ``RestorerError``.
    func finish() throws {
        var training = ResumableTraining(epochs: parameters.epochs, keeper: self, fresh: freshTrainer)
        try training.finish(on: patches, keeper: self)
        let network = training.trainer.network
        // A training that was killed after its last epoch has its measurements, and not what they said.
        let gains = try self.gains.isEmpty ? validation.gains(of: restorer(network), using: kernels) : self.gains
        let restorer = try Restorer(
            network, output: parameters.output,
            highestQuality: validation.highestQuality(gaining: parameters.leastGain, of: gains))
        measurements.add(
            "parameterCount", of: "network", Double(architecture.parameterCount), unit: MeasurementUnit.count)
        measurements.add(
            "highestRestoredQuality", of: "network", Double(restorer.highestQuality), unit: "JPEG quality",
            split: .validation)
        try restorer.encoded().write(to: context.output("restorer"))
        try measurements.write(in: context)
    }

    private func freshTrainer() -> Trainer {
        let configuration = TrainingConfiguration(
            initializer: parameters.initializer, optimizer: parameters.optimizer, loss: .meanSquaredError,
            batchSize: parameters.batchSize, schedule: parameters.schedule)
        let trainer = Trainer(configuration, architecture: architecture, seed: context.seed, kernels: kernels)
        guard parameters.zeroInitializedOutput else { return trainer }
        // The optimizer has seen no number yet, only shapes.
        let last = "layers.\(architecture.layers.count - 1)."
        trainer.network.updateParameters { parameter in
            if parameter.name.hasPrefix(last) { parameter.value = Tensor(parameter.value.shape) }
        }
        return trainer
    }

    private func restorer(_ network: Network) throws -> Restorer {
        try Restorer(network, output: parameters.output, highestQuality: 100)
    }

    private func measure(_ network: Network, after epoch: Int) throws {
        gains = try validation.gains(of: restorer(network), using: kernels)
        for (quality, gain) in gains.sorted(by: { $0.key < $1.key }) {
            measurements.add(
                "gain", of: "quality-\(quality)", gain, unit: "dB, mean over images", split: .validation,
                step: epoch * parameters.stepsPerEpoch)
        }
    }
}

extension RestorerRun: StageKeeper, TrainingKeeper {
    func epochEnded(_ summary: EpochSummary, network: Network) {
        let step = summary.epoch * parameters.stepsPerEpoch
        measurements.add(
            "meanSquaredError", of: "epoch-mean", summary.meanMinibatchLoss, unit: MeasurementUnit.meanSquaredError,
            split: .train, step: step)
        if summary.epoch == parameters.epochs || summary.epoch % parameters.measureEvery == 0 {
            do {
                try measure(network, after: summary.epoch)
            } catch {
                preconditionFailure("a network of this kind's own is no restorer: \(error)")
            }
        }
        context.report(
            StageProgress(
                completed: step, total: parameters.steps, detail: String(format: "loss %.6f", summary.meanMinibatchLoss)
            ))
    }
}
