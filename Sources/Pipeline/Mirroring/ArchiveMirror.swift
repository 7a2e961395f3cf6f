import Files
import Foundation

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
            let file = try OutputFile(creating: folder.appending(path: digest.hexadecimal))
            try archive.readPieces(of: member) { try $0.withUnsafeBytes(file.write) }
        }
    }
}
