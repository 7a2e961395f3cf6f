import Files
import Foundation
import Measurements
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

    /// - Parameter state: Makes the file of the state, with a note in it.
    func save(_ measurements: StageMeasurements, _ state: (_ note: String) throws -> Data) throws {
        try writeAtomically(state(MeasurementFile.content(of: measurements.rows)), to: url, durable: false)
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
        guard FileManager.default.fileExists(atPath: url.path) else { return .absent }
        do {
            let note = try restore(Data(contentsOf: url))
            measurements.resume(from: try MeasurementFile.measurements(in: note.utf8, path: url.path))
            return .resumed
        } catch {
            context.log("starts afresh, since its checkpoint cannot be read: \(error)")
            return .unreadable
        }
    }
}
