import ImageCompression
import ImageQuality
import Measurements
import NeuralNetworks
import Tensors

extension TrainingRun {
    /// The epoch's losses added up, as a program prints them that does not divide by the minibatches; and the gradients.
    func recordSum(_ summary: EpochSummary, of network: Network) {
        measurements.add(
            parameters.loss.rawValue, of: "epoch-sum", summary.summedMinibatchLoss,
            unit: "sum over minibatches, \(parameters.loss.unit)", split: .train, step: summary.epoch)
        if parameters.penalties != nil {
            measurements.add(
                "penalty", of: "epoch-mean", summary.meanMinibatchPenalty, unit: parameters.loss.unit, split: .train,
                step: summary.epoch)
        }
        guard parameters.measureGradients ?? false else { return }
        for parameter in network.parameters {
            let square = parameter.gradient.elements.reduce(0.0) { $0 + Double($1) * Double($1) }
            measurements.add(
                "gradientNorm", of: parameter.name, square.squareRoot(), unit: MeasurementUnit.gradient, split: .train,
                step: summary.epoch)
        }
    }

    /// Both errors, whichever of them is trained on, of the images as they are.
    func measure(_ network: Network, after epoch: Int) {
        for (images, split) in [(validation, Measurement.Split.validation), (test, .test)] where images.rows > 0 {
            let reconstructions = network.outputs(for: images, using: kernels)
            let error = ReconstructionError(of: reconstructions, against: images).mean
            measurements.add(
                "meanSquaredError", of: "network", error, unit: MeasurementUnit.meanSquaredError, split: split,
                step: epoch)
            measurements.add(
                "peakSignalToNoiseRatio", of: "network", peakSignalToNoiseRatio(ofMeanSquaredError: error),
                unit: MeasurementUnit.decibels, split: split, step: epoch)
            measurements.add(
                "binaryCrossEntropy", of: "network",
                meanBinaryCrossEntropy(of: reconstructions, against: images, using: kernels),
                unit: MeasurementUnit.crossEntropy, split: split, step: epoch)
        }
    }

    /// Counts, and the bytes of their numbers alone: headers of files are charged where files are measured.
    func recordSizes(of trainer: Trainer) {
        let half = parameters.network.encoderLayers
        let network = trainer.network
        let parts = [network.part(0..<half), network.part(half..<network.architecture.layers.count)]
        for (subject, part) in zip(["network", "encoder", "decoder"], [network] + parts) {
            let count = part.architecture.parameterCount
            measurements.add("parameterCount", of: subject, Double(count), unit: MeasurementUnit.count)
            measurements.add("modelBytes", of: "\(subject)-float32", Double(count * 4), unit: MeasurementUnit.bytes)
        }
        measurements.add(
            "weightCount", of: "network", Double(network.architecture.weightCount), unit: MeasurementUnit.count)
        let state = trainer.optimizer.state.reduce(network.architecture.parameterCount) {
            $0 + $1.tensor.elements.count
        }
        measurements.add(
            "modelBytes", of: "checkpoint-with-optimizer", Double(state * 4), unit: MeasurementUnit.bytes)
    }
}

extension Loss {
    /// The unit that its values are given in.
    var unit: String {
        switch self {
        case .meanSquaredError: MeasurementUnit.meanSquaredError
        case .binaryCrossEntropy: MeasurementUnit.crossEntropy
        case .softmaxCrossEntropy: MeasurementUnit.classCrossEntropy
        }
    }
}
