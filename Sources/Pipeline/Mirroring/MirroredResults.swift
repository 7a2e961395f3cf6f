import Files
import Foundation
import Synchronization

/// Takes results over from a mirror into the store, whole or not at all, each content compared with its digest.
package struct MirroredResults: Sendable {
    private let mirror: any StoreMirror
    private let store: Store
    private let now: @Sendable () -> Date
    private let noteTaken: @Sendable (ActionRecord) -> Void
    private let warn: @Sendable (String) -> Void
    /// Not asked for twice.
    private let asked = AskedKeys()

    /// - Parameters:
    ///   - noteTaken: Is told of each record that is in the store now.
    ///   - warn: Is told, in a sentence, of what the mirror gave and what is not what it should be; it is computed here then.
    package init(
        _ mirror: any StoreMirror, into store: Store, now: @escaping @Sendable () -> Date,
        noteTaken: @escaping @Sendable (ActionRecord) -> Void, warn: @escaping @Sendable (String) -> Void
    ) {
        (self.mirror, self.store, self.now) = (mirror, store, now)
        (self.noteTaken, self.warn) = (noteTaken, warn)
    }

    /// Takes over those of the works that the mirror has.
    ///
    /// - Throws: ``StoreMirrorError``, ``FileError``.
    package func take(_ fingerprints: [Fingerprint]) async throws -> [Fingerprint: ActionRecord] {
        let wanted = asked.add(fingerprints)
        guard !wanted.isEmpty else { return [:] }
        var records: [Fingerprint: ActionRecord] = [:]
        for (fingerprint, file) in try await mirror.records(of: wanted) {
            do {
                guard let record = try RecordFile.decode(file, expecting: fingerprint) else { continue }
                if record.evicted == nil { records[fingerprint] = record }
            } catch {
                warn("the record \(fingerprint) of \(mirror.name) is damaged (\(error)); its stage runs here")
            }
        }
        let needed = Set(records.values.flatMap { $0.outputs.values.map(\.digest) }).filter {
            !store.contents.contains($0)
        }
        try await fetch(needed.sorted())
        for (fingerprint, record) in records.sorted(by: { $0.value.stage < $1.value.stage }) {
            guard record.outputs.values.allSatisfy({ store.contents.contains($0.digest) }) else {
                records[fingerprint] = nil
                warn("\(mirror.name) lacks an output of \(record.stage); the stage runs here")
                continue
            }
            let own = record.mirrored(from: mirror.name, at: now())
            try store.actions.record(own)
            records[fingerprint] = own
            noteTaken(own)
        }
        return records
    }

    private func fetch(_ digests: [Digest]) async throws {
        guard !digests.isEmpty else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: "bottleneck-mirror-\(UUID().uuidString)")
        try createDirectory(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await mirror.fetch(digests, into: folder)
        for digest in digests {
            let file = folder.appending(path: digest.hexadecimal)
            guard access(file.path, F_OK) == 0 else { continue }
            let found = try Digest(ofFile: file)
            guard found == digest else {
                warn(
                    "\(mirror.name) gave content with the SHA-256 \(found) in the place of \(digest); it was thrown away"
                )
                continue
            }
            _ = try store.contents.take(.file(file))
        }
    }
}

private final class AskedKeys: Sendable {
    private let keys = Mutex<Set<Fingerprint>>([])

    /// Those that are new.
    func add(_ fingerprints: [Fingerprint]) -> [Fingerprint] {
        keys.withLock { keys in fingerprints.filter { keys.insert($0).inserted } }
    }
}
