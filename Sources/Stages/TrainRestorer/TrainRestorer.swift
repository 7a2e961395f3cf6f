import Foundation
import ImageCompression
import ImageRestoration
import Images
import NeuralNetworks
import Pipeline
import Tensors

/// Trains a network that takes JPEG's traces out of pictures, and finds up to which quality it gains on the validation pictures.
enum TrainRestorer: StageKind {
    static let name = "train-restorer"
    static let summary = "trains a network that restores JPEG pictures; resumes from its last checkpoint"
    static let sourceFolder = "TrainRestorer"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        let network: DnCNN
        /// What the network gives: the artefact (residual learning), or the picture.
        let output: RestorationOutput
        let patches: PatchRecipe
        let initializer: Initializer
        /// Whether the last layer starts from zero, and with it the whole network's answer.
        let zeroInitializedOutput: Bool
        let optimizer: OptimizerConfiguration
        /// Counts epochs of `stepsPerEpoch`.
        let schedule: LearningRateSchedule
        let batchSize: Int
        let steps: Int
        /// After so many steps the learning rate changes, and a checkpoint may be saved.
        let stepsPerEpoch: Int
        /// Of the validation file, from its front.
        let validationPictures: Int
        /// JPEG qualities that the validation pictures are restored from.
        let validationQualities: [Int]
        /// Decibels. The network is used up to the last quality before the first that gains less than this on the validation pictures.
        let leastGain: Double
        /// The validation pictures are measured after each multiple of this many epochs, and the last.
        let measureEvery: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("pictures"), .one("validationPictures")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [OutputDeclaration("restorer", fileName: "restorer.safetensors"), measurementsOutput]
    }

    static func libraries() -> [String: String] { ["libjpeg-turbo": JPEG.libraryIdentity] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try parameters.check()
        try RestorerRun(parameters, in: context).finish()
    }
}

extension TrainRestorer.Parameters {
    var epochs: Int { steps / stepsPerEpoch }

    /// What the types alone do not rule out.
    fileprivate func check() throws {
        for (name, value) in [
            ("batchSize", batchSize), ("steps", steps), ("stepsPerEpoch", stepsPerEpoch),
            ("validationPictures", validationPictures), ("measureEvery", measureEvery),
        ] {
            try expect(name, value, in: 1...)
        }
        guard steps % stepsPerEpoch == 0 else {
            throw UnusableInput("steps: expected a multiple of stepsPerEpoch, \(stepsPerEpoch), found \(steps)")
        }
        if case .cosine(let scheduled) = schedule, scheduled != epochs {
            throw UnusableInput(
                "schedule: expected a cosine over the training's \(epochs) epochs of \(stepsPerEpoch) steps, found \(scheduled)"
            )
        }
        if let fault = patches.fault { throw UnusableInput("patches: \(fault)") }
        try expect("validationQualities", validationQualities, in: 1...100)
    }
}
