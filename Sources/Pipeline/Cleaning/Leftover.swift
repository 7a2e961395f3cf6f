import Files
import Foundation

/// Something in a store's folders that belongs to no result: what a killed run left behind, or what was set aside as damaged.
package struct Leftover: Encodable, Hashable, Sendable {
    package enum Kind: String, Encodable, Sendable {
        /// The folder of a worker that is gone.
        case temporary
        /// A file that was being written aside.
        case partial
        /// What an unfinished training would go on from.
        case checkpoint
        /// Damaged content or records.
        case quarantine
        /// Content that no record names.
        case content
    }

    package let kind: Kind
    package let path: String
    package let bytes: Int
    /// Newest change.
    package let changed: Date
}

extension StoreLayout {
    /// Temporary folders, unfinished files, checkpoints and what was set aside. Everything else of a store is results, records or logs.
    package var leftovers: [Leftover] {
        let places: [(Leftover.Kind, URL)] = [
            (.temporary, temporary), (.checkpoint, checkpoints), (.quarantine, quarantine),
        ]
        let partials = [folder, actions].flatMap { folder in
            names(in: folder).filter(isPartialFile).map { Leftover(.partial, at: folder.appending(path: $0)) }
        }
        return partials
            + places.flatMap { kind, folder in names(in: folder).map { Leftover(kind, at: folder.appending(path: $0)) }
            }
    }

    private func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }
}

extension Leftover {
    /// - Cost: Looks at everything beneath.
    fileprivate init(_ kind: Kind, at url: URL) {
        var (bytes, changed) = (0, Date.distantPast)
        let beneath = (try? FileManager.default.subpathsOfDirectory(atPath: url.path)) ?? []
        for path in [url.path] + beneath.map({ url.appending(path: $0).path }) {
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            changed = max(changed, Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec)))
            if status.st_mode & S_IFMT == S_IFREG { bytes += Int(status.st_size) }
        }
        self.init(kind: kind, path: url.path, bytes: bytes, changed: changed)
    }

    /// - Throws: ``FileError``.
    func remove() throws {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            if access(path, F_OK) != 0 { return }
            throw FileError(.remove, path: path, underlying: error)
        }
    }
}
