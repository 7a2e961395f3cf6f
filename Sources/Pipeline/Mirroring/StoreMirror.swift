import Files
import Foundation

/// Somebody else's store, to be read: records by key, content by digest. Nothing that it gives is believed before its digest is compared.
package protocol StoreMirror: Sendable {
    /// As the user named it.
    var name: String { get }
    /// The files of the records that it has.
    ///
    /// - Throws: ``StoreMirrorError``.
    func records(of fingerprints: [Fingerprint]) async throws -> [Fingerprint: Data]
    /// Puts the contents that it has into a folder, each as a file named by its digest; what it lacks is left out.
    ///
    /// - Throws: ``StoreMirrorError``, ``FileError``.
    func fetch(_ digests: [Digest], into folder: URL) async throws
}

/// A mirror that cannot be read at all; one that lacks something is no error.
package struct StoreMirrorError: Error, Equatable, CustomStringConvertible {
    package let name: String
    package let reason: String

    package var description: String {
        "STORE_MIRROR=\(name) cannot be read: \(reason). Name a folder with cas/ and actions/, a bundle, or the address of such a folder; or unset "
            + "it, and everything is computed here"
    }
}

/// A mirror by the name that a user gave.
///
/// - Parameter folder: What a relative path is relative to.
/// - Throws: ``StoreMirrorError``.
package func openStoreMirror(_ name: String, relativeTo folder: URL) throws -> any StoreMirror {
    if name.hasPrefix("http://") || name.hasPrefix("https://") { return HTTPMirror(address: name) }
    if name.contains("://") { throw StoreMirrorError(name: name, reason: "only http and https addresses are known") }
    let url = name.hasPrefix("/") ? URL(filePath: name) : folder.appending(path: name).standardizedFileURL
    var status = stat()
    guard stat(url.path, &status) == 0 else {
        throw StoreMirrorError(name: name, reason: "there is nothing at \(url.path)")
    }
    if status.st_mode & S_IFMT == S_IFDIR { return try FolderMirror(name: name, folder: url) }
    do {
        return ArchiveMirror(name: name, archive: try TarArchive(reading: url))
    } catch {
        throw StoreMirrorError(name: name, reason: "\(error)")
    }
}
