import Files
import Foundation
import Pipeline

/// One run of a stage that trains: it keeps what is trained in the stage's checkpoints, with the measurements made so far as their note.
///
/// The extension has by name what `CheckpointKeeper` asks for, so a run that conforms to both writes none of it. The two are not joined
/// here, since that would put the kernels into the keys of data sets and tables.
protocol StageKeeper: AnyObject {
    var context: StageContext { get }
    var measurements: StageMeasurements { get set }
    /// Tells a stage's checkpoints apart where it has several.
    var checkpointName: String { get }
}

extension StageKeeper {
    var checkpointName: String { "training" }

    private var checkpointFile: URL {
        context.checkpointDirectory.appending(path: "\(checkpointName).safetensors")
    }

    func savedCheckpoint() throws -> Data? {
        guard FileManager.default.fileExists(atPath: checkpointFile.path) else { return nil }
        let sealed = try readFile(checkpointFile)
        let checkpoint = sealed.dropLast(digestSize)
        guard sealed.suffix(digestSize).elementsEqual(Digest(of: checkpoint).bytes) else { throw ChangedCheckpoint() }
        return Data(checkpoint)
    }

    /// Its digest follows the checkpoint: a training from one with a changed bit would end well, with other numbers.
    func save(_ checkpoint: Data) throws {
        try writeAtomically(checkpoint + Digest(of: checkpoint).bytes, to: checkpointFile, durable: false)
    }

    private var digestSize: Int { 32 }

    var note: String { measurements.note }
    func resume(from note: String) throws { try measurements.resume(from: note) }
    func log(_ line: String) { context.log(line) }

    /// Whether a network is measured after an epoch, counted from 1: the first, each multiple of `interval`, and the last.
    func isMeasured(_ epoch: Int, of epochs: Int, each interval: Int) -> Bool {
        epoch == 1 || epoch == epochs || epoch % interval == 0
    }
}

/// A checkpoint that is not as it was written.
private struct ChangedCheckpoint: Error, CustomStringConvertible {
    var description: String { "its content does not have the digest that was written with it" }
}
