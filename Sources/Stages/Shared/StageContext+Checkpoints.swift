import Files
import Foundation
import Pipeline

/// The one checkpoint of a training stage, from which an attempt goes on after a kill.
extension StageContext {
    private var checkpoint: URL { checkpointDirectory.appending(path: "training.safetensors") }

    /// The checkpoint of an earlier attempt, where there is one.
    func savedCheckpoint() throws -> Data? {
        FileManager.default.fileExists(atPath: checkpoint.path) ? try Data(contentsOf: checkpoint) : nil
    }

    /// Puts a checkpoint in the place of the one before.
    func save(checkpoint data: Data) throws { try writeAtomically(data, to: checkpoint, durable: false) }
}
