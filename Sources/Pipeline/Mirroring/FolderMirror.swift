import Files
import Foundation

/// A store's folder, or an unpacked bundle.
struct FolderMirror: StoreMirror {
    let name: String
    private let folder: URL

    /// - Throws: ``StoreMirrorError`` for a folder that holds no store.
    init(name: String, folder: URL) throws {
        (self.name, self.folder) = (name, folder)
        guard access(folder.appending(path: "actions").path, R_OK | X_OK) == 0 else {
            throw StoreMirrorError(name: name, reason: "there is no readable folder actions/ in it")
        }
    }

    func records(of fingerprints: [Fingerprint]) -> [Fingerprint: Data] {
        Dictionary(
            uniqueKeysWithValues: fingerprints.compactMap { fingerprint in
                let path = folder.appending(path: StoreLayout.path(of: fingerprint)).path
                return FileManager.default.contents(atPath: path).map { (fingerprint, $0) }
            })
    }

    func fetch(_ digests: [Digest], into target: URL) throws {
        for digest in digests {
            let source = folder.appending(path: StoreLayout.path(of: digest))
            var status = stat()
            guard stat(source.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            // Its bytes, whatever leads to them: a link would keep on leading into the mirror.
            let copy = target.appending(path: digest.hexadecimal)
            let file = try OutputFile(creating: copy)
            do {
                try readPieces(of: source, file.write)
            } catch let error as FileError where error.path == source.path {
                // What cannot be read is not there.
                unlink(copy.path)
            }
        }
    }
}
