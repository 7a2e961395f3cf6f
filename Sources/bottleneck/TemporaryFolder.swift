import Files
import Foundation

/// Hands over an empty folder that is removed, with all in it, when the body ends.
func inTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "bottleneck-\(UUID().uuidString)", directoryHint: .isDirectory)
    try createDirectory(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
