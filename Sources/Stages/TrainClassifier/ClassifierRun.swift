import Datasets
import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// One training of a classifier from its first epoch, or its last checkpoint, to its outputs.
final class ClassifierRun {
    private let parameters: TrainClassifier.Parameters
    let context: StageContext
    private let kernels: CompiledKernels
    private let training: LabelledImages
    private let validation: LabelledImages
    private let test: LabelledImages
    var measurements: StageMeasurements

    init(_ parameters: TrainClassifier.Parameters, in context: StageContext) throws {
        self.parameters = parameters
        self.context = context
        kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let set = try LabelledImages(
            images: context.input("images").url, labels: context.input("labels").url, for: parameters.network.network)
        test = try LabelledImages(
            images: context.input("testImages").url, labels: context.input("testLabels").url,
            for: parameters.network.network)
        guard parameters.validationImages < set.count else {
            throw UnusableInput(
                "validationImages: \(parameters.validationImages) of \(set.count) images leave none to train on")
        }
        validation = set[0..<parameters.validationImages]
        training = set[parameters.validationImages..<set.count]
        // The labels name the data set: they are its own, also where the images are reconstructions of it.
        measurements = StageMeasurements(of: context.stage, on: try context.input("labels"))
    }

    /// Trains to the end and writes the outputs.
    ///
    /// - Throws: ``TrainingDiverged``.
    func finish() throws {
        var training = ResumableTraining(epochs: parameters.epochs, keeper: self) {
            Trainer(
                TrainingConfiguration(
                    initializer: parameters.initializer, optimizer: parameters.optimizer, loss: .softmaxCrossEntropy,
                    batchSize: parameters.batchSize),
                architecture: parameters.network.network, seed: context.seed, kernels: kernels)
        }
        try training.finish(on: self.training, keeper: self)
        let network = training.trainer.network
        measurements.add(
            "parameterCount", of: "network", Double(network.architecture.parameterCount), unit: MeasurementUnit.count)
        try ModelFile.encode(network).write(to: context.output("classifier"))
        try measurements.write(in: context)
    }

    private func measure(_ network: Network, after epoch: Int) {
        for (split, set) in [(StageMeasurements.Split.validation, validation), (.test, test)] where set.count > 0 {
            let classification = Classification(of: set.images, labels: set.labels, by: network, using: kernels)
            measurements.add(
                "accuracy", of: "network", classification.accuracy(), unit: MeasurementUnit.fraction, split: split,
                step: epoch)
            measurements.add(
                "softmaxCrossEntropy", of: "network", classification.crossEntropy(),
                unit: MeasurementUnit.classCrossEntropy, split: split, step: epoch)
        }
    }
}

extension ClassifierRun: StageKeeper, TrainingKeeper {
    func epochEnded(_ summary: EpochSummary, network: Network) {
        measurements.addLoss(
            "softmaxCrossEntropy", ofLastMinibatch: summary.lastMinibatchLoss, epochMean: summary.meanMinibatchLoss,
            unit: MeasurementUnit.classCrossEntropy, epoch: summary.epoch)
        if isMeasured(summary.epoch, of: parameters.epochs, each: parameters.measureEvery) {
            measure(network, after: summary.epoch)
        }
        context.report(
            StageProgress(
                completed: summary.epoch, total: parameters.epochs,
                detail: String(format: "loss %.5f", summary.meanMinibatchLoss)))
    }
}
