import Files
import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("Making room in the store")
struct StoreCleaningTests {
    private static let day = 86_400.0
    private static let now = Date(timeIntervalSince1970: 100 * day)

    /// A store in a temporary folder, with records of any age.
    private struct Trial {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cleaning-\(UUID().uuidString)")
        var layout: StoreLayout { StoreLayout(folder: folder) }
        var store: Store { layout.open { Issue.record("\($0)") } }

        /// - Parameter day: When the work was done.
        @discardableResult
        func add(
            _ stage: String, day: Double, outputs: [String], reading inputs: [String] = []
        ) throws -> ActionRecord {
            let finished = Date(timeIntervalSince1970: day * StoreCleaningTests.day)
            let contents = try outputs.enumerated().map { index, text in
                ("out\(index)", try store.contents.take(.bytes(Data(text.utf8))))
            }
            let artifacts = inputs.map { text -> CanonicalValue in
                .object([
                    "producer": .string("a/x"), "output": .string("o"),
                    "digest": .string(Digest(of: text).hexadecimal),
                ])
            }
            let record = ActionRecord(
                fingerprint: Fingerprint(digest: Digest(of: "\(stage) \(day)")), stage: stage, kind: "note", seed: 1,
                outputs: Dictionary(uniqueKeysWithValues: contents),
                preimage: .object(["inputs": .object(["in": .list(artifacts)])]),
                provenance: Provenance(
                    profile: "paper", started: finished, finished: finished, seconds: 1, usage: .init(), host: "h",
                    processor: "p", arguments: [], environment: [], log: "logs/x"))
            try store.actions.record(record)
            return record
        }

        func cleaning(
            keeping kept: Set<Fingerprint> = [], maximumBytes: Int? = nil, days: Double? = nil
        ) -> StoreCleaning {
            StoreCleaning(
                of: store, keeping: kept, leftovers: layout.leftovers,
                limits: .init(maximumBytes: maximumBytes, maximumAge: days.map { $0 * StoreCleaningTests.day }),
                now: StoreCleaningTests.now)
        }

        func has(_ text: String) -> Bool { store.contents.contains(Digest(of: text)) }
    }

    private func withTrial(_ body: (Trial) throws -> Void) throws {
        let trial = Trial()
        defer { try? FileManager.default.removeItem(at: trial.folder) }
        try createDirectory(trial.folder)
        try body(trial)
    }

    @Test(
        "above the size, what was used longest ago goes first, until it fits; a result that was read lately is in use lately"
    )
    func size() throws {
        try withTrial { trial in
            try trial.add("a/read", day: 1, outputs: ["11111"])
            try trial.add("a/old", day: 2, outputs: ["2222222"])
            try trial.add("a/mid", day: 3, outputs: ["333"])
            try trial.add("a/new", day: 4, outputs: ["44"], reading: ["11111"])
            let cleaning = trial.cleaning(maximumBytes: 10)
            #expect(cleaning.evictions.map(\.stage) == ["a/old"])
            #expect(cleaning.storedBytes == 17 && cleaning.freedBytes == 7 && cleaning.bytesOverLimit == 0)
            #expect(trial.has("2222222"), "nothing goes before it is carried out")
            try cleaning.carryOut(in: trial.store, now: Self.now)
            #expect(!trial.has("2222222") && trial.has("11111") && trial.has("333") && trial.has("44"))
            #expect(trial.cleaning(maximumBytes: 9).evictions.map(\.stage) == ["a/mid"])
        }
    }

    @Test(
        "beyond the age, everything goes that was last used before; what must stay stays, and how much too much it is is said"
    )
    func ageAndKept() throws {
        try withTrial { trial in
            let kept = try trial.add("a/kept", day: 1, outputs: ["11111"])
            try trial.add("a/old", day: 50, outputs: ["22"])
            try trial.add("a/new", day: 90, outputs: ["333"])
            let byAge = trial.cleaning(keeping: [kept.fingerprint], days: 30)
            #expect(byAge.evictions.map(\.stage) == ["a/old"] && byAge.keptBytes == 5)
            let bySize = trial.cleaning(keeping: [kept.fingerprint], maximumBytes: 1)
            #expect(bySize.evictions.map(\.stage) == ["a/old", "a/new"] && bySize.bytesOverLimit == 4)
            #expect(bySize.text(isDryRun: true, listing: true).contains("would free 5 bytes (5 bytes): 2 results"))
        }
    }

    @Test("content that a record which stays has too is kept, and that of two old ones is counted once")
    func shared() throws {
        try withTrial { trial in
            try trial.add("a/old", day: 1, outputs: ["shared", "own"])
            try trial.add("a/older", day: 0, outputs: ["own"])
            let new = try trial.add("a/new", day: 90, outputs: ["shared"])
            let cleaning = trial.cleaning(days: 30)
            #expect(cleaning.freedBytes == 3 && cleaning.evictions.map(\.bytes) == [3, 0])
            try cleaning.carryOut(in: trial.store, now: Self.now)
            #expect(trial.has("shared") && !trial.has("own"))
            #expect(trial.store.finished(new.fingerprint) != nil)
        }
    }

    @Test("a record stays when its outputs go, says so, and is forgotten as evicted once the work is done again")
    func records() throws {
        try withTrial { trial in
            let old = try trial.add("a/old", day: 1, outputs: ["text"])
            try trial.cleaning(days: 30).carryOut(in: trial.store, now: Self.now)
            #expect(trial.store.finished(old.fingerprint) == nil)
            let record = try #require(trial.store.actions.lookUp(old.fingerprint))
            #expect(record.evicted == Self.now && record.outputs == old.outputs)
            #expect(trial.cleaning(days: 30).evictions.isEmpty, "there is nothing left to take out")
            try trial.add("a/old", day: 1, outputs: ["text"])
            #expect(trial.store.actions.lookUp(old.fingerprint)?.evicted == nil)
        }
    }

    @Test(
        "interrupted after any number of removals, every record with content gone is marked, and the next cleaning does the rest",
        arguments: 0...4)
    func interruption(removals: Int) throws {
        try withTrial { trial in
            let kept = try trial.add("a/kept", day: 1, outputs: ["kept"])
            let old = try (1...4).map { try trial.add("a/old\($0)", day: 2, outputs: ["old \($0)"]) }
            let failing = FailingContents(contents: trial.store.contents, removals: removals)
            let store = Store(contents: failing, actions: trial.store.actions, locks: trial.store.locks)
            let cleaning = trial.cleaning(keeping: [kept.fingerprint], days: 30)
            if removals < 4 {
                #expect(throws: FileError.self) { try cleaning.carryOut(in: store, now: Self.now) }
            } else {
                try cleaning.carryOut(in: store, now: Self.now)
            }
            for record in old where trial.store.finished(record.fingerprint) == nil {
                #expect(trial.store.actions.lookUp(record.fingerprint)?.evicted != nil)
            }
            #expect(trial.store.finished(kept.fingerprint) != nil)
            #expect(old.count { trial.store.finished($0.fingerprint) != nil } == 4 - removals)
            try trial.cleaning(keeping: [kept.fingerprint], days: 30).carryOut(in: trial.store, now: Self.now)
            #expect(trial.store.contents.all().map(\.digest) == [Digest(of: "kept")])
        }
    }

    @Test(
        "leftovers of killed runs go when they are a day old; the checkpoint of an unfinished training stays until it is too old"
    )
    func leftovers() throws {
        try withTrial { trial in
            let done = try trial.add("a/done", day: 99, outputs: ["done"])
            let open = Fingerprint(digest: Digest(of: "unfinished"))
            func write(_ path: String, day: Double) throws {
                let url = trial.folder.appending(path: path)
                try createDirectory(url.deletingLastPathComponent())
                try Data("12345".utf8).write(to: url)
                for place in [url, url.deletingLastPathComponent()] {
                    try FileManager.default.setAttributes(
                        [.modificationDate: Date(timeIntervalSince1970: day * Self.day)], ofItemAtPath: place.path)
                }
            }
            try write("tmp/killed/out/text.txt", day: 98)
            try write("tmp/running/out/text.txt", day: 99.9)
            for folder in ["killed", "running"] {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 98 * Self.day)],
                    ofItemAtPath: trial.folder.appending(path: "tmp/\(folder)").path)
            }
            try write("checkpoints/\(open)/state", day: 50)
            try write("checkpoints/\(done.fingerprint)/state", day: 50)
            try write("quarantine/\(open)", day: 50)
            let orphan = try trial.store.contents.take(.bytes(Data("orphan".utf8)))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 98 * Self.day)],
                ofItemAtPath: trial.store.contents.location(of: orphan.digest).path)

            let plain = trial.cleaning()
            #expect(plain.evictions.isEmpty)
            #expect(plain.leftovers.map(\.kind) == [.temporary, .checkpoint, .content])
            #expect(plain.leftovers[1].path.hasSuffix("\(done.fingerprint)"))
            #expect(plain.freedBytes == 5 + 5 + 6)
            try plain.carryOut(in: trial.store, now: Self.now)
            let byAge = trial.cleaning(days: 30)
            #expect(byAge.leftovers.map(\.kind) == [.checkpoint, .quarantine])
            try byAge.carryOut(in: trial.store, now: Self.now)
            #expect(trial.layout.leftovers.map { URL(filePath: $0.path).lastPathComponent } == ["running"])
        }
    }

    @Test("what goes as a leftover makes room: no result goes in its place")
    func orphanAndLimit() throws {
        try withTrial { trial in
            try trial.add("a/old", day: 1, outputs: ["12345"])
            let orphan = try trial.store.contents.take(.bytes(Data(repeating: 1, count: 1000)))
            let url = trial.store.contents.location(of: orphan.digest)
            func touch(day: Double) throws {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: day * Self.day)], ofItemAtPath: url.path)
            }
            try touch(day: 50)
            let cleaning = trial.cleaning(maximumBytes: 10)
            #expect(cleaning.evictions.isEmpty && cleaning.bytesOverLimit == 0 && cleaning.freedBytes == 1000)
            // One that somebody may be about to name stays, and counts.
            try touch(day: 99.9)
            let careful = trial.cleaning(maximumBytes: 10)
            #expect(careful.leftovers.isEmpty && careful.evictions.map(\.stage) == ["a/old"])
            #expect(careful.bytesOverLimit == 990)
        }
    }

    @Test("a run and a cleaning keep each other out; two runs do not")
    func useLock() throws {
        try withTrial { trial in
            let locks = trial.store.locks
            var runs = [
                try locks.tryLock(Store.useLock, sharing: true), try locks.tryLock(Store.useLock, sharing: true),
            ]
            #expect(runs.allSatisfy { $0 != nil })
            #expect(try locks.tryLock(Store.useLock) == nil)
            runs = []
            let cleaning = try locks.tryLock(Store.useLock)
            #expect(cleaning != nil)
            #expect(try locks.tryLock(Store.useLock, sharing: true) == nil)
            withExtendedLifetime(cleaning) {}
        }
    }
}

/// Content that fails to go away after some removals, as when the process is killed.
private final class FailingContents: ContentStore {
    private let contents: any ContentStore
    private let left: Mutex<Int>

    init(contents: any ContentStore, removals: Int) {
        self.contents = contents
        left = Mutex(removals)
    }

    func contains(_ digest: Digest) -> Bool { contents.contains(digest) }
    func take(_ content: FinishedContent) throws -> StoredContent { try contents.take(content) }
    func read(_ digest: Digest) throws -> Data { try contents.read(digest) }
    func verify(_ digest: Digest) throws { try contents.verify(digest) }
    func location(of digest: Digest) -> URL { contents.location(of: digest) }
    func all() -> [HeldContent] { contents.all() }

    func remove(_ digest: Digest) throws {
        let mayGo = left.withLock { left in
            left -= 1
            return left >= 0
        }
        guard mayGo else { throw FileError(.remove, path: "\(digest)", code: EIO) }
        try contents.remove(digest)
    }
}
