import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Trains a classifier of images and writes it, with its losses and accuracies along the way.
enum TrainClassifier: StageKind {
    static let name = "train-classifier"
    static let summary = "trains a classifier of images; resumes from its last checkpoint"
    static let sourceFolder = "TrainClassifier"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        let network: ClassifierArchitecture
        let initializer: Initializer
        let optimizer: OptimizerConfiguration
        let batchSize: Int
        let epochs: Int
        /// Images set aside from the front of the training file.
        let validationImages: Int
        /// The validation and test images are classified after the first epoch, each multiple of this, and the last.
        let measureEvery: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("images"), .one("labels"), .one("testImages"), .one("testLabels")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [OutputDeclaration("classifier", fileName: "classifier.safetensors"), measurementsOutput]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try parameters.check()
        try ClassifierRun(parameters, in: context).finish()
    }
}

extension TrainClassifier.Parameters {
    /// What the types alone do not rule out.
    fileprivate func check() throws {
        try expect("batchSize", batchSize, in: 1...)
        try expect("epochs", epochs, in: 1...)
        try expect("measureEvery", measureEvery, in: 1...)
        try expect("validationImages", validationImages, in: 0...)
    }
}
