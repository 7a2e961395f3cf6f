import Foundation

/// Who keeps the checkpoints of trainings, one after the other or one alone, and a note in each.
package protocol CheckpointKeeper: AnyObject {
    /// The newest checkpoint of an earlier attempt, where there is one.
    func savedCheckpoint() throws -> Data?
    /// Puts a checkpoint in the place of the one before.
    func save(_ checkpoint: Data) throws
    /// What the keeper has taken down so far, kept with each checkpoint.
    var note: String { get }
    /// Takes up the note of a checkpoint.
    func resume(from note: String) throws
    /// One line about where the training starts.
    func log(_ line: String)
}

extension CheckpointKeeper {
    /// A training at its last usable checkpoint, or at its first epoch.
    ///
    /// An unreadable checkpoint is logged and left out: the work is only repeated.
    /// - Parameter fresh: makes the training at its first epoch; called again where a checkpoint turns out unusable half-way.
    package func resumedTraining<Training: CheckpointedTraining>(
        fresh: () throws -> Training
    ) rethrows -> Training {
        var training = try fresh()
        do {
            guard let checkpoint = try savedCheckpoint() else { return training }
            try resume(from: training.restore(checkpoint))
            return training
        } catch {
            log("starts afresh, since its checkpoint cannot be read: \(error)")
        }
        return try fresh()
    }
}

/// A training whose state fits into a file, from which it goes on to the same bits.
package protocol CheckpointedTraining {
    /// The state from which ``restore(_:)`` goes on, and a note of the caller's.
    func checkpoint(note: String) throws -> Data
    /// Takes over a checkpoint, and returns the note in it.
    mutating func restore(_ checkpoint: Data) throws -> String
}

extension Trainer: CheckpointedTraining {}
extension ContrastiveDivergence: CheckpointedTraining {}
