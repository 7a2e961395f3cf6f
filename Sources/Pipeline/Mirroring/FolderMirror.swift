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
            do {
                try Data().write(to: copy)
                let file = try FileHandle(forWritingTo: copy)
                defer { try? file.close() }
                try readPieces(of: source) { try file.write(contentsOf: Data($0)) }
            } catch let error as FileError where error.path == source.path {
                // What cannot be read is not there.
                unlink(copy.path)
            }
        }
    }
}

/// A bundle that is read without being unpacked.
struct ArchiveMirror: StoreMirror {
    let name: String
    private let archive: TarArchive
    private let members: [String: TarArchive.Member]

    init(name: String, archive: TarArchive) {
        (self.name, self.archive) = (name, archive)
        members = Dictionary(archive.members.map { ($0.path, $0) }) { first, _ in first }
    }

    func records(of fingerprints: [Fingerprint]) throws -> [Fingerprint: Data] {
        try Dictionary(
            uniqueKeysWithValues: fingerprints.compactMap { fingerprint in
                try members[StoreLayout.path(of: fingerprint)].map { (fingerprint, try archive.data(of: $0)) }
            })
    }

    func fetch(_ digests: [Digest], into folder: URL) throws {
        for digest in digests {
            guard let member = members[StoreLayout.path(of: digest)] else { continue }
            let target = folder.appending(path: digest.hexadecimal)
            try Data().write(to: target)
            let file = try FileHandle(forWritingTo: target)
            defer { try? file.close() }
            try archive.readPieces(of: member) { try file.write(contentsOf: $0) }
        }
    }
}
