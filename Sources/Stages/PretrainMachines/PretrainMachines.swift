import NeuralNetworks
import Pipeline
import Tensors

/// Trains a stack of Boltzmann machines, each on what the one below makes of the images, and unrolls it into an autoencoder.
enum PretrainMachines: StageKind {
    static let name = "pretrain-machines"
    static let summary = "trains a stack of Boltzmann machines; resumes from its last checkpoint"
    static let sourceFolder = "PretrainMachines"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// From the pixels to the code: the visible units of the first machine, then the hidden units of each.
        let widths: [Int]
        let machine: ContrastiveDivergence.Configuration
        /// Of each machine.
        let epochs: Int
        /// How many images, from the first; all when left out.
        let trainingImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images")] }

    /// `network` is the model file of the whole autoencoder: what `train-autoencoder` takes as `initial`.
    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [OutputDeclaration("network", fileName: "network.safetensors"), measurementsOutput]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try parameters.check()
        try PretrainingRun(parameters, in: context).finish()
    }
}

extension PretrainMachines.Parameters {
    /// What the types alone do not rule out.
    fileprivate func check() throws {
        guard widths.count >= 2, widths.allSatisfy({ (1...1 << 16).contains($0) }) else {
            throw UnusableInput("widths: expected two or more, each from 1 to \(1 << 16), found \(widths)")
        }
        try expect("epochs", epochs, in: 1...)
    }
}
