import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Trains a dense autoencoder and writes its two halves, with the losses along the way.
enum TrainAutoencoder: StageKind {
    static let name = "train-autoencoder"
    static let summary = "trains a dense autoencoder; resumes from its last checkpoint"
    static let sourceFolder = "TrainAutoencoder"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Widths from the pixels through the code and back.
        let layers: [Int]
        let activation: Activation
        let initializer: Initializer
        let optimizer: OptimizerConfiguration
        let loss: Loss
        let batchSize: Int
        let epochs: Int
        /// Images set aside from the front of the training file.
        let validationImages: Int
        /// The validation and test images are measured after the first epoch, each multiple of this, and the last.
        let measureEvery: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images"), .one("testImages")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("encoder", fileName: "encoder.safetensors"),
            OutputDeclaration("decoder", fileName: "decoder.safetensors"),
            measurementsOutput,
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try parameters.check()
        let run = try TrainingRun(parameters, in: context)
        try run.finish()
    }
}

extension TrainAutoencoder.Parameters {
    /// What the types alone do not rule out.
    fileprivate func check() throws {
        guard DenseAutoencoder.isValid(widths: layers) else {
            throw UnusableInput("layers: expected an odd number of widths that end as they begin, found \(layers)")
        }
        for (name, value) in [("batchSize", batchSize), ("epochs", epochs), ("measureEvery", measureEvery)]
        where value < 1 {
            throw UnusableInput("\(name): expected at least 1, found \(value)")
        }
        guard validationImages >= 0 else {
            throw UnusableInput("validationImages: expected at least 0, found \(validationImages)")
        }
    }
}
