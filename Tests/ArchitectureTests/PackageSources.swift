import Foundation
import SourceDigests
import Testing

/// The package's own sources, as the digests of the stage kinds cover them.
enum PackageSources {
    /// Path relative to the package → content.
    static func content() throws -> [String: [UInt8]] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let paths = try #require(FileManager.default.subpaths(atPath: sources.path))
        return try paths.reduce(into: [:]) { files, path in
            guard KindDigests.language(of: path) != nil else { return }
            files["Sources/\(path)"] = Array(try Data(contentsOf: sources.appending(path: path)))
        }
    }
}
