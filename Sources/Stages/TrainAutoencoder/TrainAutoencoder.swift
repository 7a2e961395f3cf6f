import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Trains an autoencoder and writes its two halves, with the losses along the way.
enum TrainAutoencoder: StageKind {
    static let name = "train-autoencoder"
    static let summary = "trains an autoencoder; resumes from its last checkpoint"
    static let sourceFolder = "TrainAutoencoder"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        let network: AutoencoderArchitecture
        /// Of a network that starts from random numbers; left out where the input `initial` gives them.
        let initializer: Initializer?
        let optimizer: OptimizerConfiguration
        /// Constant when left out.
        let schedule: LearningRateSchedule?
        let loss: Loss
        /// Added to the loss; layers count from the encoder's first.
        let penalties: [ActivationPenalty]?
        /// Added to the input in training alone; the target stays clean.
        let noise: ImageNoise?
        let batchSize: Int
        /// May be 0 where the input `initial` gives the numbers: they are measured and parted into halves.
        let epochs: Int
        /// Images set aside from the front of the training file.
        let validationImages: Int
        /// How many of those that follow are trained on; all when left out.
        let trainingImages: Int?
        /// How many of the test images, from the first, are measured on; all when left out.
        let testImages: Int?
        /// The validation and test images are measured before the first epoch where the input `initial` gives the numbers, and after the
        /// first, each multiple of this, and the last.
        let measureEvery: Int
        /// Whether to measure, at the same epochs, the length of the loss's gradient by each parameter in the epoch's last step, without
        /// the optimizer's weight decay.
        let measureGradients: Bool?
    }

    /// `initial` is the model file of a network whose numbers the training starts from.
    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("images"), .one("testImages"), .optional("initial")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("encoder", fileName: "encoder.safetensors"),
            OutputDeclaration("decoder", fileName: "decoder.safetensors"),
            measurementsOutput,
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try parameters.check(startsFromInput: !context.inputs("initial").isEmpty)
        let run = try TrainingRun(parameters, in: context)
        try run.finish()
    }
}

extension TrainAutoencoder.Parameters {
    var configuration: TrainingConfiguration {
        TrainingConfiguration(
            initializer: initializer ?? .zero, optimizer: optimizer, loss: loss, batchSize: batchSize,
            schedule: schedule ?? .constant, penalties: penalties ?? [])
    }

    /// What the types alone do not rule out.
    fileprivate func check(startsFromInput: Bool) throws {
        guard startsFromInput == (initializer == nil) else {
            throw UnusableInput(
                "initializer: expected either it or the input initial, found \(startsFromInput ? "both" : "neither")")
        }
        guard loss != .softmaxCrossEntropy else {
            throw UnusableInput("loss: expected one of pixels, found \(loss.rawValue), which is one of classes")
        }
        try expect("batchSize", batchSize, in: 1...)
        try expect("epochs", epochs, in: (startsFromInput ? 0 : 1)...)
        try expect("measureEvery", measureEvery, in: 1...)
        try expect("validationImages", validationImages, in: 0...)
        if let trainingImages { try expect("trainingImages", trainingImages, in: 1...) }
        if let testImages { try expect("testImages", testImages, in: 1...) }
        let architecture = network.network
        for penalty in penalties ?? [] where !architecture.trainedLayers.contains(penalty.layer) {
            throw UnusableInput(
                "penalties: layer \(penalty.layer) is none of the network's, or has nothing to train before it; expected one of "
                    + "\(architecture.trainedLayers)")
        }
    }
}
