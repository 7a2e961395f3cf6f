import NeuralNetworks
import Tensors

/// A model of a paper, as its training step is measured. The peers have it under its name and batch size.
struct TrainingModel {
    /// What the network is trained on.
    enum Examples {
        /// Images to give back.
        case images
        case labelledImages(classes: Int)
        /// Inputs and targets that differ.
        case pairs
    }

    let name: String
    let architecture: NetworkArchitecture
    let configuration: TrainingConfiguration
    let examples: Examples
    /// Few for a model whose step is long.
    let stepsPerEpoch: Int

    private init(
        _ name: String, _ architecture: NetworkArchitecture, _ optimizer: OptimizerConfiguration,
        _ loss: Loss = .meanSquaredError, batchSize: Int, on examples: Examples = .images, stepsPerEpoch: Int = 8
    ) {
        (self.name, self.architecture, self.examples) = (name, architecture, examples)
        self.stepsPerEpoch = stepsPerEpoch
        configuration = TrainingConfiguration(
            initializer: .pyTorchDefault, optimizer: optimizer, loss: loss, batchSize: batchSize)
    }

    static var all: [TrainingModel] {
        let deepAutoencoder = dense([784, 256, 128, 64, 128, 256, 784], .rectifier)
        return [
            TrainingModel(
                "dbn_finetune", dense([784, 1000, 500, 196, 500, 1000, 784], .sigmoid), .adam(), .binaryCrossEntropy,
                batchSize: 100),
            TrainingModel("ddcae", deepAutoencoder, .adam(), batchSize: 32),
            TrainingModel("ddcae", deepAutoencoder, .adam(), batchSize: 128),
            TrainingModel(
                "ercan64", dense([784, 128, 64, 128, 784], .sigmoid), .rmsprop(learningRate: 0.01),
                batchSize: 256),
            TrainingModel("feng_cnn_ae", fengConvolutional, .adam(), batchSize: 64),
            TrainingModel("feng_ann", dense([784, 400, 784], .sigmoid), .sgd(learningRate: 0.1), batchSize: 64),
            TrainingModel("feng_shared", fengTied, .sgd(learningRate: 0.1), batchSize: 64),
            TrainingModel(
                "feng_classifier_plain", fengClassifier, .sgd(learningRate: 0.01, momentum: 0.5), .softmaxCrossEntropy,
                batchSize: 64, on: .labelledImages(classes: 10)),
            TrainingModel("dncnn8", dncnn(depth: 8), .adam(), batchSize: 32, on: .pairs, stepsPerEpoch: 1),
            TrainingModel("dncnn17", dncnn(depth: 17), .adam(), batchSize: 32, on: .pairs, stepsPerEpoch: 1),
        ]
    }

    /// Dense layers of these widths, the last of them sigmoid.
    private static func dense(_ widths: [Int], _ hidden: Activation) -> NetworkArchitecture {
        let layers = zip(widths, widths.dropFirst()).enumerated().map { index, pair in
            LayerArchitecture.dense(
                inputs: pair.0, outputs: pair.1, activation: index == widths.count - 2 ? .sigmoid : hidden)
        }
        return NetworkArchitecture(known: layers)
    }

    private static var fengTied: NetworkArchitecture {
        NetworkArchitecture(known: [
            .dense(inputs: 784, outputs: 400, activation: .sigmoid), .tiedDense(layer: 0, activation: .sigmoid),
        ])
    }

    private static var fengConvolutional: NetworkArchitecture {
        NetworkArchitecture(
            known: [
                .convolution(filters: 25, kernel: 3, stride: 3, padding: 1, activation: .rectifier),
                .maximumPooling(window: 2, stride: 2),
                .convolution(filters: 10, kernel: 3, stride: 2, padding: 1, activation: .rectifier),
                .maximumPooling(window: 2, stride: 1),
                .transposedConvolution(filters: 25, kernel: 3, stride: 2, activation: .rectifier),
                .transposedConvolution(filters: 10, kernel: 5, stride: 3, padding: 1, activation: .rectifier),
                .transposedConvolution(filters: 1, kernel: 2, stride: 2, padding: 1, activation: .hyperbolicTangent),
            ], input: [28, 28, 1])
    }

    private static var fengClassifier: NetworkArchitecture {
        NetworkArchitecture(
            known: [
                .convolution(filters: 10, kernel: 5, activation: .rectifier), .maximumPooling(window: 2, stride: 2),
                .convolution(filters: 20, kernel: 5, activation: .rectifier), .maximumPooling(window: 2, stride: 2),
                .dense(inputs: 320, outputs: 10, activation: .identity),
            ], input: [28, 28, 1])
    }

    private static func dncnn(depth: Int) -> NetworkArchitecture {
        let middle: [LayerArchitecture] = [
            .convolution(filters: 64, kernel: 3, padding: 1, hasBias: false),
            .batchNormalization(activation: .rectifier),
        ]
        return NetworkArchitecture(
            known: [.convolution(filters: 64, kernel: 3, padding: 1, activation: .rectifier)]
                + (2..<depth).flatMap { _ in middle } + [.convolution(filters: 3, kernel: 3, padding: 1)],
            input: [50, 50, 3])
    }
}
