import Files
import Foundation
import Pipeline

/// What a stage keeps of its work while it trains: the state of what is trained, with the measurements made so far as its note.
struct StageCheckpoint {
    private let url: URL
    private let context: StageContext

    /// - Parameter name: Tells a stage's checkpoints apart where it has several.
    init(_ name: String, in context: StageContext) {
        url = context.checkpointDirectory.appending(path: "\(name).safetensors")
        self.context = context
    }

    /// The newest state of an earlier attempt, where there is one.
    func content() throws -> Data? {
        FileManager.default.fileExists(atPath: url.path) ? try Data(contentsOf: url) : nil
    }

    /// Puts a state in the place of the one before.
    func save(_ state: Data) throws { try writeAtomically(state, to: url, durable: false) }

    /// - Parameter state: Makes the file of the state, with a note in it.
    func save(_ measurements: StageMeasurements, _ state: (_ note: String) throws -> Data) throws {
        try save(state(measurements.note))
    }

    enum Outcome: Equatable {
        case absent, resumed
        /// Reported and left out: the work is only repeated. The state may be half restored.
        case unreadable
    }

    /// Takes up measurements and state where there is a checkpoint.
    ///
    /// - Parameter restore: Takes over the file of the state, and returns the note in it.
    func resume(_ measurements: inout StageMeasurements, _ restore: (Data) throws -> String) -> Outcome {
        do {
            guard let state = try content() else { return .absent }
            try measurements.resume(from: restore(state))
            return .resumed
        } catch {
            context.log("starts afresh, since its checkpoint cannot be read: \(error)")
            return .unreadable
        }
    }
}
