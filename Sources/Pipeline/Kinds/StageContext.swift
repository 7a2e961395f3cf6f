import Files
import Foundation

/// What a running stage knows of the world: its name, its seed, its files.
package struct StageContext: Sendable {
    package let stage: StageName
    /// For all of the stage's randomness; it depends on the root seed and the stage's name alone.
    package let seed: UInt64
    private let checkpointFolder: URL
    private let inputFiles: [String: [InputFile]]
    private let outputFiles: [String: URL]
    private let reporter: any StageReporter

    package init(
        stage: StageName, seed: UInt64, checkpointDirectory: URL, inputs: [String: [InputFile]],
        outputs: [String: URL], reporter: any StageReporter
    ) {
        self.stage = stage
        self.seed = seed
        checkpointFolder = checkpointDirectory
        inputFiles = inputs
        outputFiles = outputs
        self.reporter = reporter
    }

    /// Kept across attempts at the same work, and removed once the stage has succeeded. It is made when it is asked for, as most stages have no
    /// use for it; where that fails, the log says why, and writing to it fails.
    package var checkpointDirectory: URL {
        do {
            try createDirectory(checkpointFolder)
        } catch {
            log("\(error)")
        }
        return checkpointFolder
    }

    /// The one artifact of an input.
    ///
    /// - Throws: ``MissingInput`` for an optional input that was left out.
    /// - Precondition: The kind declares the input.
    package func input(_ name: String) throws -> InputFile {
        guard let file = try inputs(name).first else { throw MissingInput(stage: stage, input: name) }
        return file
    }

    /// All artifacts of an input, in the order of the declaration; none for an optional input that was left out.
    ///
    /// - Precondition: The kind declares the input.
    package func inputs(_ name: String) throws -> [InputFile] {
        guard let files = inputFiles[name] else {
            preconditionFailure("\(stage) asks for the input '\(name)', which its kind does not declare")
        }
        return files
    }

    /// Where to write an output: a file that does not exist yet, in a private folder.
    ///
    /// - Precondition: The kind declares the output.
    package func output(_ name: String) throws -> URL {
        guard let url = outputFiles[name] else {
            preconditionFailure("\(stage) asks for the output '\(name)', which its kind does not declare")
        }
        return url
    }

    /// Tells how far the stage is. Cheap: may be called as often as one likes.
    package func report(_ progress: StageProgress) { reporter.report(progress) }

    /// Writes one line into the stage's log.
    package func log(_ line: String) { reporter.log(line) }
}

/// An artifact, or a file of the workspace, as a stage reads it.
package struct InputFile: Codable, Hashable, Sendable {
    /// The instance that made it (`ercan/train[code=64]`), or the path of a workspace file (`file:plots/x.gp`). Part of the key.
    package let producer: String
    /// The producer's output; empty for a workspace file.
    package let output: String
    package let url: URL

    package init(producer: String, output: String, url: URL) {
        self.producer = producer
        self.output = output
        self.url = url
    }

    /// What messages call it: `ercan/train[code=64].encoder`.
    package var name: String { output.isEmpty ? producer : "\(producer).\(output)" }
}

/// How far a stage is.
package struct StageProgress: Codable, Hashable, Sendable {
    package let completed: Int
    package let total: Int
    /// A few words: `loss 0.0116`.
    package let detail: String

    package init(completed: Int, total: Int, detail: String = "") {
        self.completed = completed
        self.total = total
        self.detail = detail
    }

    /// From 0 to 1; `nil` when the total is unknown.
    package var fraction: Double? {
        total > 0 ? min(1, max(0, Double(completed) / Double(total))) : nil
    }
}

/// Where a stage's progress and log lines go.
package protocol StageReporter: Sendable {
    func report(_ progress: StageProgress)
    func log(_ line: String)
}

/// An optional input that a stage cannot do without after all.
package struct MissingInput: Error, Equatable, CustomStringConvertible {
    package let stage: StageName
    package let input: String

    package var description: String {
        "\(stage) needs the input '\(input)', which its declaration leaves out: add it under `inputs`"
    }
}
