import Foundation
import Randomness
import Tensors

extension ContrastiveDivergence {
    private static let names = ["weights", "visibleBias", "hiddenBias"]

    /// The state from which ``restore(_:)`` goes on: the machine, its velocities, the epoch and a note of the caller's.
    package func checkpoint(note: String) -> Data {
        let tensors = zip(Self.names, machine.tensors).map { (name: $0, tensor: $1) }
        let velocities = zip(Self.names, velocities).map { (name: "velocity.\($0)", tensor: $1) }
        return Safetensors(tensors: tensors + velocities, metadata: ["epoch": String(epoch), "note": note]).encoded()
    }

    /// Takes over a checkpoint of a training of a machine of this size.
    ///
    /// - Returns: the caller's note.
    /// - Throws: ``SafetensorsError`` or ``CheckpointError``.
    package mutating func restore(_ checkpoint: Data) throws -> String {
        let file = try Safetensors(decoding: checkpoint)
        guard let epoch = file.metadata["epoch"].flatMap(Int.init), let note = file.metadata["note"],
            RandomStream.epochs.contains(epoch)
        else { throw CheckpointError.noProgress }
        func tensors(_ prefix: String) throws(CheckpointError) -> [Tensor] {
            var found: [Tensor] = []
            for (name, like) in zip(Self.names, machine.tensors) {
                guard let tensor = file[prefix + name], tensor.shape == like.shape else {
                    throw .missingState(prefix + name)
                }
                found.append(tensor)
            }
            return found
        }
        let (parameters, velocities) = (try tensors(""), try tensors("velocity."))
        machine = BinaryRBM(weights: parameters[0], visibleBias: parameters[1], hiddenBias: parameters[2])
        (self.velocities, self.epoch) = (velocities, epoch)
        return note
    }
}
