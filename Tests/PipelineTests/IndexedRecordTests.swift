import Files
import Foundation
import Pipeline
import Testing

/// The action cache of a folder, as deciding asks it: by the index where that is right, by the records always.
@Suite("Records through the index")
struct IndexedRecordTests {
    private let layout = StoreLayout(
        folder: FileManager.default.temporaryDirectory.appending(path: "records-\(UUID().uuidString)"))

    private func cache() -> any ActionCache { layout.open { _ in }.actions }

    private func record(_ text: String) -> ActionRecord {
        ActionRecord(
            fingerprint: Fingerprint(digest: Digest(of: "work")), stage: "a/one", kind: "note", seed: 1,
            outputs: ["text": StoredContent(digest: Digest(of: text), size: text.utf8.count)],
            preimage: .object(["kind": .string("note")]),
            provenance: Provenance(
                profile: "paper", started: .init(timeIntervalSince1970: 0), finished: .init(timeIntervalSince1970: 1),
                seconds: 1, usage: ResourceUsage(), host: "", processor: "", arguments: [], environment: [], log: ""))
    }

    private var file: URL { layout.folder.appending(path: "actions/\(record("").fingerprint).json") }

    @Test("a record that another process replaced, evicted or removed is told as it is now")
    func replacement() throws {
        defer { try? FileManager.default.removeItem(at: layout.folder) }
        let (first, second, third) = (record("first"), record("other"), record("third"))
        let (reader, writer) = (cache(), cache())
        for written in [first, second, third.evicted(at: Date(timeIntervalSince1970: 2))] {
            try writer.record(written)
            for cache in [reader, writer, cache()] {
                #expect(cache.result(of: written.fingerprint)?.outputs == written.outputs)
            }
        }
        try FileManager.default.removeItem(at: file)
        for cache in [reader, writer, cache()] { #expect(cache.result(of: first.fingerprint) == nil) }
    }

    @Test("a record that was changed in place is read, and set aside where it is damaged")
    func damage() throws {
        defer { try? FileManager.default.removeItem(at: layout.folder) }
        try cache().record(record("first"))
        var text = try String(contentsOf: file, encoding: .utf8)
        text.removeLast(20)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: UInt64(text.utf8.count))
        try handle.close()
        #expect(cache().result(of: record("").fingerprint) == nil)
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test("without its index a store says the same, and has one again")
    func deletion() throws {
        defer { try? FileManager.default.removeItem(at: layout.folder) }
        let written = record("first")
        try cache().record(written)
        try FileManager.default.removeItem(at: layout.index)
        #expect(cache().result(of: written.fingerprint) == written.result)
        #expect(FileManager.default.fileExists(atPath: layout.index.path))
        #expect(cache().result(of: written.fingerprint) == written.result)
    }
}
