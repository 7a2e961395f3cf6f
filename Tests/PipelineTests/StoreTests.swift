import Files
import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("The store on disk")
struct StoreTests {
    private func withFolder(_ body: (StoreLayout) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try createDirectory(folder)
        try body(StoreLayout(folder: folder))
    }

    private func record(_ name: String = "a/n", seconds: Double = 1, outputs: [String: StoredContent] = [:])
        -> ActionRecord
    {
        ActionRecord(
            fingerprint: Fingerprint(digest: Digest(of: "\(name) \(seconds)")), stage: name, kind: "note", seed: .max,
            outputs: outputs, preimage: .object(["rate": .single(0.1)]),
            provenance: Provenance(
                profile: "paper", started: Date(timeIntervalSince1970: 0),
                finished: Date(timeIntervalSince1970: seconds),
                seconds: seconds, usage: .init(), host: "h", processor: "p", arguments: [], environment: [],
                log: "logs/x"))
    }

    @Test("content is kept once, read-only, under its digest")
    func contents() throws {
        try withFolder { layout in
            let store = layout.open { _ in }.contents
            let file = layout.folder.appending(path: "file")
            try Data("abc".utf8).write(to: file)
            let stored = try store.take(.file(file))
            #expect(stored == StoredContent(digest: Digest(of: "abc"), size: 3))
            #expect(try store.take(.bytes(Data("abc".utf8))) == stored)
            #expect(try store.read(stored.digest) == Data("abc".utf8))
            #expect(
                store.location(of: stored.digest).path.hasSuffix("cas/ba/\(stored.digest.hexadecimal.dropFirst(2))"))
            #expect(throws: FileError.self) { try store.read(Digest(of: "absent")) }
        }
    }

    @Test("a record comes back as it was; one whose content is gone counts as absent")
    func records() throws {
        try withFolder { layout in
            let store = layout.open { Issue.record("\($0)") }
            let stored = try store.contents.take(.bytes(Data("abc".utf8)))
            let record = record(outputs: ["text": stored])
            try store.actions.record(record)
            let found = try #require(store.finished(record.fingerprint))
            #expect(found.stage == "a/n" && found.outputs == record.outputs && found.seed == "\(UInt64.max)")
            #expect(found.preimage.leaves == record.preimage.leaves)
            #expect(store.finished(Fingerprint(digest: Digest(of: "other"))) == nil)
            try FileManager.default.removeItem(at: store.contents.location(of: stored.digest))
            #expect(store.finished(record.fingerprint) == nil)
        }
    }

    @Test(
        "a record whose numbers nothing can have is damaged, though its checksum holds; a line of the history is passed over"
    )
    func impossible() throws {
        let fingerprint = record().fingerprint
        func isTaken(_ from: String, _ to: String) throws -> Bool {
            let content = StoredContent(digest: Digest(of: "abc"), size: 3)
            let plain = try #require(
                String(data: RecordFile.encode(record(outputs: ["text": content])), encoding: .utf8))
            let changed = plain.replacing(from, with: to)
            #expect(changed != plain, "\(from)")
            let record = try JSONDecoder.records.decode(ActionRecord.self, from: Data(changed.utf8))
            do {
                return try RecordFile.decode(RecordFile.encode(record), expecting: fingerprint) != nil
            } catch let damage {
                #expect(damage.description.contains("that nothing has"))
                return false
            }
        }
        #expect(try isTaken("\"seconds\" : 1", "\"seconds\" : 2"))
        #expect(try !isTaken("\"seconds\" : 1", "\"seconds\" : 1e300"))
        #expect(try !isTaken("\"seconds\" : 1", "\"seconds\" : -1"))
        #expect(try !isTaken("\"peakMemoryKibibytes\" : 0", "\"peakMemoryKibibytes\" : \(Int.max)"))
        #expect(try !isTaken("\"size\" : 3", "\"size\" : \(Int.max)"))
        try withFolder { layout in
            let file = RunHistoryFile(url: layout.history)
            try createDirectory(layout.history.deletingLastPathComponent())
            try Data(
                "a/n\tpaper\t\(fingerprint)\t1e300\na/n\tpaper\t\(fingerprint)\tnan\na/n\tpaper\t\(fingerprint)\t2\n"
                    .utf8
            )
            .write(to: layout.history)
            #expect(file.load(from: MemoryActionCache()).entries.map(\.seconds) == [2])
        }
    }

    @Test(
        "a damaged record is reported, set aside, and counts as absent",
        arguments: ["", "{", "{\"version\": 1}", "[1]"])
    func damaged(text: String) throws {
        try withFolder { layout in
            let sink = Reports()
            let store = layout.open { sink.add($0) }
            let record = record()
            try store.actions.record(record)
            let path = layout.folder.appending(path: "actions/\(record.fingerprint).json")
            try Data(text.utf8).write(to: path)
            #expect(store.actions.lookUp(record.fingerprint) == nil)
            #expect(sink.lines.count == 1 && sink.lines[0].contains("is damaged"))
            #expect(!FileManager.default.fileExists(atPath: path.path))
            let aside = layout.folder.appending(path: "quarantine/\(record.fingerprint).json").path
            #expect(FileManager.default.fileExists(atPath: aside))
        }
    }

    @Test(
        "a changed byte of a record's file is noticed, or leaves the record as it was; a file without a checksum is read"
    )
    func changedRecord() throws {
        try withFolder { layout in
            let store = layout.open { _ in }
            let record = record()
            try store.actions.record(record)
            let path = layout.actions.appending(path: "\(record.fingerprint).json")
            let whole = try readFile(path)
            let original = try #require(store.actions.lookUp(record.fingerprint))
            for index in whole.indices where index < 120 || index % 7 == 0 {
                var changed = whole
                changed[index] ^= 0x04
                try changed.write(to: path)
                guard let found = store.actions.lookUp(record.fingerprint) else { continue }
                // A changed name of the checksum's own member takes the checksum away, and nothing of the record.
                #expect(index < 17, "byte \(index)")
                #expect(found.outputs == original.outputs && found.preimage == original.preimage)
            }
            let line = whole.firstRange(of: Data("  \"checksum\"".utf8))?.lowerBound ?? 0
            try (whole[..<line] + whole[(line + 83)...]).write(to: path)
            #expect(store.actions.lookUp(record.fingerprint)?.outputs == record.outputs)
        }
    }

    @Test("what killed writers left beside a file is taken away by a later writer, when it is old")
    func oldPartialFiles() throws {
        try withFolder { layout in
            try createDirectory(layout.folder)
            let names = [".a.txt.1.partial", ".a.txt.2.partial", ".b.txt.1.partial"]
            for name in names { try Data("x".utf8).write(to: layout.folder.appending(path: name)) }
            let old = Date(timeIntervalSinceNow: -2 * 86_400)
            for name in [names[0], names[2]] {
                try FileManager.default.setAttributes(
                    [.modificationDate: old], ofItemAtPath: layout.folder.appending(path: name).path)
            }
            try DiskWorkspaceFiles(root: layout.folder).write(Data("y".utf8), to: "a.txt")
            let left = try FileManager.default.contentsOfDirectory(atPath: layout.folder.path).sorted()
            #expect(left == [names[1], names[2], "a.txt"])
        }
    }

    @Test("a record of another format version is no damage, just absent")
    func otherVersion() throws {
        try withFolder { layout in
            let store = layout.open { Issue.record("\($0)") }
            let record = record()
            try store.actions.record(record)
            try Data("{\"version\": 2}".utf8).write(
                to: layout.folder.appending(path: "actions/\(record.fingerprint).json"))
            #expect(store.actions.lookUp(record.fingerprint) == nil)
        }
    }

    @Test("a lock is held by one at a time, and free once it is let go")
    func locks() throws {
        try withFolder { layout in
            let fingerprint = Fingerprint(digest: Digest(of: "x"))
            var first = try layout.open { _ in }.locks.tryLock(fingerprint)
            #expect(first != nil)
            #expect(try layout.open { _ in }.locks.tryLock(fingerprint) == nil)
            first = nil
            #expect(try layout.open { _ in }.locks.tryLock(fingerprint) != nil)
        }
    }

    @Test(
        "history knows times of the same profile, then of siblings; it can be removed and is built again from the records"
    )
    func history() throws {
        let name = StageName(namespace: "a", stage: "n", axes: [.init(name: "code", label: "1")])
        let sibling = StageName(namespace: "a", stage: "n", axes: [.init(name: "code", label: "2")])
        func entry(_ profile: String, _ seconds: Double) -> RunHistory.Entry {
            .init(
                stage: "\(name)", profile: profile, fingerprint: Fingerprint(digest: Digest(of: profile)),
                seconds: seconds)
        }
        let history = RunHistory([entry("paper", 9), entry("paper", 10), entry("quick", 1)])
        #expect(history.expectedSeconds(of: name, profile: .paper) == 10)
        #expect(history.expectedSeconds(of: name, profile: Profile(name: "other")) == nil)
        #expect(history.expectedSeconds(of: sibling, profile: .paper) == 10)
        #expect(history.expectedSeconds(of: StageName(namespace: "a", stage: "m"), profile: .paper) == nil)
        try withFolder { layout in
            let store = layout.open { _ in }
            try store.actions.record(record("a/n", seconds: 5))
            try store.actions.record(record("a/n", seconds: 7))
            let file = RunHistoryFile(url: layout.history)
            let alone = StageName(namespace: "a", stage: "n")
            #expect(file.load(from: store.actions).expectedSeconds(of: alone, profile: .paper) == 7)
            file.append(.init(record("a/n", seconds: 8)))
            #expect(file.load(from: store.actions).expectedSeconds(of: alone, profile: .paper) == 8)
        }
    }
}

/// Collects what a store reports.
final class Reports: Sendable {
    private let collected = Mutex<[String]>([])
    var lines: [String] { collected.withLock { $0 } }
    func add(_ line: String) { collected.withLock { $0.append(line) } }
}

extension JSONDecoder {
    fileprivate static var records: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
