import Files
import Foundation
import Synchronization

/// Takes results over from a mirror into the store, whole or not at all, each content compared with its digest.
package struct MirroredResults: Sendable {
    private let mirror: any StoreMirror
    private let store: Store
    private let scratch: URL
    private let now: @Sendable () -> Date
    private let noteTaken: @Sendable (ActionRecord) -> Void
    private let warn: @Sendable (String) -> Void
    /// Not asked for twice.
    private let asked = AskedKeys()

    /// - Parameters:
    ///   - scratch: Where contents are fetched to: on the store's disk, since they are moved from there.
    ///   - noteTaken: Is told of each record that is in the store now.
    ///   - warn: Is told, in a sentence, of what the mirror gave and what is not what it should be; it is computed here then.
    package init(
        _ mirror: any StoreMirror, into store: Store, scratch: URL, now: @escaping @Sendable () -> Date,
        noteTaken: @escaping @Sendable (ActionRecord) -> Void, warn: @escaping @Sendable (String) -> Void
    ) {
        (self.mirror, self.store, self.scratch, self.now) = (mirror, store, scratch, now)
        (self.noteTaken, self.warn) = (noteTaken, warn)
    }

    /// As ``take(_:)``; a mirror that fails on the way is no reason to end a run, since everything can be computed here.
    package func takeIfReadable(_ works: [Fingerprint: StageInstance]) async throws -> [Fingerprint: ActionRecord] {
        do {
            return try await take(works)
        } catch let error as StoreMirrorError {
            warn("\(error.name) cannot be read any more (\(error.reason)); what it was asked for is computed here")
        } catch let error as FileError {
            warn("\(error); what the mirror was asked for is computed here")
        }
        return [:]
    }

    /// Takes over those of the works that the mirror has.
    ///
    /// - Throws: ``StoreMirrorError``, ``FileError``, `CancellationError`.
    package func take(_ works: [Fingerprint: StageInstance]) async throws -> [Fingerprint: ActionRecord] {
        let wanted = asked.add(works.keys.sorted())
        guard !wanted.isEmpty else { return [:] }
        var records: [Fingerprint: ActionRecord] = [:]
        for (fingerprint, file) in try await mirror.records(of: wanted) {
            do {
                guard let record = try RecordFile.decode(file, expecting: fingerprint),
                    let instance = works[fingerprint]
                else { continue }
                if let reason = objection(to: record, of: instance) {
                    warn("what \(mirror.name) has of \(instance.name) is not taken: \(reason); the stage runs here")
                } else {
                    records[fingerprint] = record
                }
            } catch {
                warn("the record \(fingerprint) of \(mirror.name) is damaged (\(error)); its stage runs here")
            }
        }
        let needed = Set(records.values.flatMap { $0.outputs.values.map(\.digest) }).filter {
            !store.contents.contains($0)
        }
        let sizes = try await fetch(needed.sorted())
        for (fingerprint, record) in records.sorted(by: { $0.value.stage < $1.value.stage }) {
            let isWhole = record.outputs.values.allSatisfy {
                store.contents.contains($0.digest) && sizes[$0.digest].map { [size = $0.size] in $0 == size } ?? true
            }
            guard isWhole else {
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

    /// Why a record is none that this work could have left; `nil` where it is.
    private func objection(to record: ActionRecord, of instance: StageInstance) -> String? {
        let outputs = instance.kind.outputs
        if record.evicted != nil { return "its outputs were evicted there" }
        if record.stage != "\(instance.name)" || record.kind != instance.kind.name {
            return "its record is of \(record.stage)"
        }
        if Set(record.outputs.keys) != Set(outputs.map(\.name)) { return "its record has other outputs" }
        if outputs.contains(where: { !$0.allowsEmpty && record.outputs[$0.name]?.size == 0 }) {
            return "an output is empty"
        }
        if let own = store.actions.lookUp(record.fingerprint),
            own.outputs.mapValues(\.digest) != record.outputs.mapValues(\.digest)
        {
            return "this store has a record of the same key with other outputs"
        }
        return nil
    }

    /// - Returns: The sizes of what was fetched, in bytes.
    private func fetch(_ digests: [Digest]) async throws -> [Digest: Int] {
        guard !digests.isEmpty else { return [:] }
        let folder = scratch.appending(path: UUID().uuidString)
        try createDirectory(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await mirror.fetch(digests, into: folder)
        var sizes: [Digest: Int] = [:]
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
            sizes[digest] = try store.contents.take(.file(file)).size
        }
        return sizes
    }
}

private final class AskedKeys: Sendable {
    private let keys = Mutex<Set<Fingerprint>>([])

    /// Those that are new.
    func add(_ fingerprints: [Fingerprint]) -> [Fingerprint] {
        keys.withLock { keys in fingerprints.filter { keys.insert($0).inserted } }
    }
}
