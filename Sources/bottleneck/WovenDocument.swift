import Files
import Foundation
import Pipeline
import Reporting

/// A text with measured numbers in it: where its frame is, where the woven text goes, and from and to what it was last woven.
struct WovenDocument: Equatable {
    private static let paths = [PaperWeaver.paperName, "results/CHECKLIST.md"]
    /// Woven in the profile that publishes into the workspace itself alone: drawn data have no place on the first page, nor on the card of the
    /// restorer.
    private static let ofPaperAlone = ["README.md", "results/models/dcunha/README.md"]

    /// Relative to the workspace.
    let path: String
    let frame: URL
    let woven: URL
    /// In the store, so that weaving again can be left out.
    private let memory: URL

    /// Those that the workspace has.
    static func all(in opened: OpenWorkspace, _ files: ReportFiles) -> [WovenDocument] {
        let paths = paths + (opened.graph.profile == .paper ? ofPaperAlone : [])
        return paths.filter { $0 == PaperWeaver.paperName || opened.workspace.holds($0) }.map { path in
            let name = path.lowercased().replacing("/", with: "-")
            return WovenDocument(
                path: path, frame: opened.workspace.files.location(of: path), woven: files.folder.appending(path: path),
                memory: opened.workspace.layout.folder.appending(
                    path: "\(name)-\(opened.graph.profile.name).stamp"))
        }
    }

    /// Whether weaving would give what is there.
    func isFresh(_ database: URL) -> Bool {
        guard let kept = FileManager.default.contents(atPath: memory.path), let state = state(database) else {
            return false
        }
        return kept == Data(state.utf8)
    }

    func keep(_ database: URL) throws {
        guard let state = state(database) else { return }
        try createDirectory(memory.deletingLastPathComponent())
        try writeAtomically(Data(state.utf8), to: memory, durable: false)
    }

    /// `nil` while one of the three is not there.
    private func state(_ database: URL) -> String? {
        guard let stamp = MetricStore.stamp(of: database), let frame = try? Digest(ofFile: frame),
            let woven = try? Digest(ofFile: woven)
        else { return nil }
        return "\(stamp) \(frame) \(woven)\n"
    }
}

extension Workspace {
    fileprivate func holds(_ path: String) -> Bool { access(files.location(of: path).path, F_OK) == 0 }
}
