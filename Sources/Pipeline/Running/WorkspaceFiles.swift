import Files
import Foundation

/// The workspace as a run sees it: source files that stages read, and the paths that are published. Paths are relative to its root.
package protocol WorkspaceFiles: Sendable {
    /// - Returns: `nil` when there is no such file.
    /// - Throws: ``FileError`` when it cannot be read.
    func digest(of path: String) throws -> Digest?
    func read(_ path: String) throws -> Data?
    /// Replaces a file whole, making the folders above it.
    func write(_ data: Data, to path: String) throws
    func location(of path: String) -> URL
}

/// A workspace on disk.
package struct DiskWorkspaceFiles: WorkspaceFiles {
    private let root: URL
    private let rootPath: String

    package init(root: URL) {
        self.root = root
        rootPath = root.path
    }

    package func digest(of path: String) throws -> Digest? {
        if let digest = smallFileDigest(of: path) { return digest }
        return exists(path) ? try Digest(ofFile: location(of: path)) : nil
    }

    package func read(_ path: String) throws -> Data? {
        exists(path) ? try readFile(location(of: path)) : nil
    }

    package func write(_ data: Data, to path: String) throws {
        let url = location(of: path)
        try createDirectory(url.deletingLastPathComponent())
        removeOldPartialFiles(of: url)
        try writeAtomically(data, to: url, durable: false)
    }

    /// What killed writers of this file left beside it; a young one may be somebody's who is writing now.
    private func removeOldPartialFiles(of url: URL) {
        let folder = url.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasPrefix(".\(url.lastPathComponent).") && isPartialFile(name) {
            var status = stat()
            let path = folder.appending(path: name).path
            guard stat(path, &status) == 0 else { continue }
            let age = Date().timeIntervalSince1970 - Double(status.st_mtim.tv_sec)
            if age > StoreCleaning.leftoverAge { unlink(path) }
        }
    }

    package func location(of path: String) -> URL { root.appending(path: path) }

    /// Of a file of a page or less, for which a buffer of its size would cost more than the digest; `nil` for any other.
    private func smallFileDigest(of path: String) -> Digest? {
        let descriptor = open("\(rootPath)/\(path)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { buffer in
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            // Only what is followed by the end is all that there is.
            guard count > 0, count < buffer.count,
                Foundation.read(descriptor, buffer.baseAddress?.advanced(by: count), 1) == 0
            else { return nil }
            var hash = SHA256()
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return hash.finalize()
        }
    }

    private func exists(_ path: String) -> Bool { access("\(rootPath)/\(path)", F_OK) == 0 }
}

/// Whether ``writeAtomically(_:to:durable:)`` gives such names to files that it has not finished.
func isPartialFile(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".partial") }
