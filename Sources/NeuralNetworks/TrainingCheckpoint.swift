import Foundation
import Randomness
import Tensors

extension Trainer {
    /// The state from which ``restore(_:)`` goes on: parameters, optimizer, epoch and a note of the caller's.
    package func checkpoint(note: String) throws -> Data {
        try ModelFile.encode(
            network, extraTensors: optimizer.state,
            extraMetadata: ["epoch": String(epoch), "step": String(optimizer.stepCount), "note": note])
    }

    /// Takes over a checkpoint of a training with the same configuration.
    ///
    /// - Returns: the caller's note.
    /// - Throws: ``SafetensorsError``, ``ModelFileError`` or ``CheckpointError``.
    package mutating func restore(_ checkpoint: Data) throws -> String {
        let file = try Safetensors(decoding: checkpoint)
        let saved = try ModelFile.decode(file)
        guard saved.architecture == network.architecture else { throw CheckpointError.otherArchitecture }
        guard let epoch = file.metadata["epoch"].flatMap(Int.init), let step = file.metadata["step"].flatMap(Int.init),
            let note = file.metadata["note"], RandomStream.epochs.contains(epoch),
            (0...epoch * RandomStream.steps.upperBound).contains(step)
        else { throw CheckpointError.noProgress }
        let slots = Dictionary(file.tensors.map { ($0.name, $0.tensor) }) { first, _ in first }
        if let missing = optimizer.restore(slots, stepCount: step) { throw CheckpointError.missingState(missing) }
        network.copyTensors(of: saved)
        self.epoch = epoch
        return note
    }
}

/// A checkpoint that belongs to another training.
package enum CheckpointError: Error, Equatable {
    case otherArchitecture
    case noProgress
    case missingState(String)
}

extension CheckpointError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .otherArchitecture: "the checkpoint is of a network with another architecture"
        case .noProgress: "the checkpoint does not say after which epoch and step it was taken"
        case .missingState(let name): "the checkpoint lacks the optimizer's state “\(name)”"
        }
    }
}
