import Files
import Foundation

/// A workspace that is read where it is and written to elsewhere: what a run publishes leaves it as it was.
package struct ScratchFiles: WorkspaceFiles {
    private let workspace: any WorkspaceFiles
    private let scratch: any WorkspaceFiles

    /// - Parameter scratch: where everything is written to, and looked for first.
    package init(over workspace: any WorkspaceFiles, scratch: any WorkspaceFiles) {
        (self.workspace, self.scratch) = (workspace, scratch)
    }

    package func digest(of path: String) throws -> Digest? {
        try scratch.digest(of: path) ?? workspace.digest(of: path)
    }

    package func read(_ path: String) throws -> Data? { try scratch.read(path) ?? workspace.read(path) }

    package func write(_ data: Data, to path: String) throws { try scratch.write(data, to: path) }

    package func location(of path: String) -> URL {
        let isWritten = (try? scratch.digest(of: path)) ?? nil
        return isWritten == nil ? workspace.location(of: path) : scratch.location(of: path)
    }
}
