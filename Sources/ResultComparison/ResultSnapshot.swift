import Files
import Foundation
import Pipeline

/// The results of a run as they lie in a folder: `results.lock` and the files of measurements.
package struct ResultSnapshot: Sendable {
    /// As it was asked for.
    package let name: String
    package let lock: ResultsLock
    /// File name → place.
    package let measurements: [String: URL]
    /// The root that the results belong to, where they stand in a workspace: its store may hold their records.
    package let root: URL?

    static let folderName = "results"
    static let measurementFolder = "measurements"

    /// Takes a workspace (a profile's results, where it is not the paper's), or a folder that holds `results.lock` or `measurements/` itself.
    ///
    /// - Returns: `nil` where there is neither.
    /// - Throws: `FileError`.
    package init?(in folder: URL, name: String, profile: Profile) throws {
        let places = [folder.appending(path: profile.publicationPrefix + Self.folderName), folder]
        let found = places.first { place in
            [ResultsLock.fileName, Self.measurementFolder].contains {
                access(place.appending(path: $0).path, F_OK) == 0
            }
        }
        guard let found else { return nil }
        self.name = name
        root = found == folder ? nil : folder
        let lock = found.appending(path: ResultsLock.fileName)
        self.lock = ResultsLock(
            parsing: access(lock.path, F_OK) == 0 ? String(decoding: try readFile(lock), as: UTF8.self) : "")
        let measurements = found.appending(path: Self.measurementFolder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: measurements.path)) ?? []
        self.measurements = Dictionary(
            uniqueKeysWithValues: names.filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }
                .map { ($0, measurements.appending(path: $0)) })
    }

    /// Takes what a revision of git holds: its files are copied into a folder of the caller's.
    ///
    /// - Returns: `nil` where the workspace's repository has no such revision, or that holds no results.
    /// - Throws: `FileError`.
    package init?(
        revision: String, of root: URL, profile: Profile, using machine: any MachineAccess, copyingTo folder: URL
    ) throws {
        let git = ["git", "-C", root.path]
        // A word that begins with a hyphen would be an option.
        guard !revision.hasPrefix("-"),
            machine.output(of: git + ["rev-parse", "--verify", "--quiet", "\(revision)^{commit}"]) != nil
        else { return nil }
        let results = profile.publicationPrefix + Self.folderName
        let listing =
            git + ["ls-tree", "--name-only", revision, "\(results)/", "\(results)/\(Self.measurementFolder)/"]
        let paths = (machine.output(of: listing) ?? "").split(separator: "\n").map(String.init)
        for path in paths where path.hasSuffix(".csv") || path.hasSuffix(ResultsLock.fileName) {
            guard let text = machine.output(of: git + ["show", "\(revision):./\(path)"]) else { continue }
            let url = folder.appending(path: path)
            try createDirectory(url.deletingLastPathComponent())
            try writeAtomically(Data(text.utf8), to: url, durable: false)
        }
        guard let copy = try ResultSnapshot(in: folder, name: revision, profile: profile) else { return nil }
        (name, lock, measurements, self.root) = (revision, copy.lock, copy.measurements, root)
    }
}
