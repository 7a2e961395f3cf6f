import Files
import Foundation

/// What a table's footer says of where it comes from, beside its view: the measurements by their digests, and the command.
///
/// No key of a stage and no commit: a footer that names them would change wherever sources do, and the commit holds the table that would
/// name it. A digest of measurements changes with the numbers alone, and `results/results.lock` has it in the line of the stages
/// that made them, behind their key.
package struct TableOrigin: Equatable, Sendable {
    /// A file of measurements.
    package struct File: Equatable, Sendable {
        /// Whose they are, as the file is called: `ercan`.
        package let name: String
        package let digest: Digest

        package init(name: String, digest: Digest) {
            self.name = name
            self.digest = digest
        }

        /// `ercan 1a2b3c4d`: as many digits as find one line of the lock.
        var text: String { "\(name) \(digest.hexadecimal.prefix(8))" }
    }

    package let measurements: [File]
    /// What makes the table again.
    package let command: String

    package init(stage: String, profile: String, measurements: [File]) {
        command = "make stage STAGE=\(stage)" + (profile == "paper" ? "" : " PROFILE=\(profile)")
        self.measurements = measurements
    }

    /// - Throws: ``FileError`` for a file that cannot be read.
    package init(stage: String, profile: String, measurements: [(name: String, file: URL)]) throws {
        try self.init(
            stage: stage, profile: profile,
            measurements: measurements.map { File(name: $0.name, digest: try Digest(ofFile: $0.file)) })
    }

    /// `ercan` of `published:results/measurements/ercan.csv`, whichever profile published it.
    package static func name(of producer: String) -> String {
        URL(filePath: producer).deletingPathExtension().lastPathComponent
    }
}
