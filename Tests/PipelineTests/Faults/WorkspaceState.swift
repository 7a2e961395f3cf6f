import Files
import Foundation
import Pipeline

/// What a run is for: everything in a workspace that another run, or a reader, would take for a result.
struct WorkspaceState: Equatable {
    /// Published files and `results.lock`: path → digest.
    var published: [String: Digest] = [:]
    /// Content of the store, by its true digest.
    var contents: Set<Digest> = []
    /// Stage → key and outputs.
    var records: [String: String] = [:]

    init(of workspace: DiskWorkspace) throws {
        let files = FileManager.default
        let results = workspace.root.appending(path: "results")
        for path in (try? files.subpathsOfDirectory(atPath: results.path)) ?? [] where !path.hasSuffix(".partial") {
            let url = results.appending(path: path)
            if (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) != true {
                published[path] = try Digest(ofFile: url)
            }
        }
        let store = workspace.store
        for held in store.contents.all() {
            contents.insert(try Digest(ofFile: store.contents.location(of: held.digest)))
        }
        for record in store.actions.all() {
            let outputs = record.outputs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.digest)" }
            records[record.stage, default: ""] += "\(record.fingerprint) \(outputs)\n"
        }
    }
}

extension DiskWorkspace {
    /// All files but logs and locks: path → digest. What a killed run left behind is among them.
    func files() throws -> [String: Digest] {
        var found: [String: Digest] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            let url = root.appending(path: path)
            let isFolder = try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
            if !isFolder, !path.hasPrefix(".bottleneck/logs/"), !path.hasPrefix(".bottleneck/locks/") {
                found[path] = try Digest(ofFile: url)
            }
        }
        return found
    }

    /// Takes everything away that runs have made.
    func clear() throws {
        for name in [".bottleneck", "results", "journal.txt"] {
            let url = root.appending(path: name)
            if access(url.path, F_OK) == 0 { try FileManager.default.removeItem(at: url) }
        }
    }
}
