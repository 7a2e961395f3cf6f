import Files
import Foundation
import Pipeline
import Synchronization

/// Content in memory, for runs that touch no disk.
final class MemoryContentStore: ContentStore {
    private let contents = Mutex<[Digest: Data]>([:])

    func contains(_ digest: Digest) -> Bool { contents.withLock { $0[digest] != nil } }

    func take(_ content: FinishedContent) throws -> StoredContent {
        let data: Data
        switch content {
        case .bytes(let bytes): data = bytes
        case .file(let url): data = try Data(contentsOf: url)
        }
        let stored = StoredContent(digest: Digest(of: data), size: data.count)
        contents.withLock { $0[stored.digest] = data }
        return stored
    }

    func read(_ digest: Digest) throws -> Data {
        guard let data = contents.withLock({ $0[digest] }) else {
            throw FileError(.open, path: "\(digest)", code: ENOENT)
        }
        return data
    }

    func verify(_ digest: Digest) throws { _ = try read(digest) }

    func location(of digest: Digest) -> URL { URL(filePath: "/memory/\(digest)") }

    func all() -> [HeldContent] {
        contents.withLock { $0.map { HeldContent(digest: $0.key, size: $0.value.count, since: .distantPast) } }
    }

    func remove(_ digest: Digest) { contents.withLock { $0[digest] = nil } }
}

final class MemoryActionCache: ActionCache {
    private let records = Mutex<[Fingerprint: ActionRecord]>([:])

    func lookUp(_ fingerprint: Fingerprint) -> ActionRecord? { records.withLock { $0[fingerprint] } }
    func record(_ record: ActionRecord) throws { records.withLock { $0[record.fingerprint] = record } }
    func all() -> [ActionRecord] { records.withLock { Array($0.values) } }
}

final class MemoryLocks: StageLocks {
    func tryLock(_ fingerprint: Fingerprint, sharing: Bool) throws -> HeldLock? { HeldLock {} }
}

final class MemoryFiles: WorkspaceFiles {
    private let files: Mutex<[String: Data]>

    init(_ files: [String: String] = [:]) {
        self.files = Mutex(files.mapValues { Data($0.utf8) })
    }

    func digest(of path: String) throws -> Digest? { try read(path).map { Digest(of: $0) } }
    func read(_ path: String) throws -> Data? { files.withLock { $0[path] } }
    func write(_ data: Data, to path: String) throws { files.withLock { $0[path] = data } }
    func location(of path: String) -> URL { URL(filePath: "/memory/files/\(path)") }

    func add(_ new: [String: String]) {
        files.withLock { files in
            for (path, text) in new { files[path] = Data(text.utf8) }
        }
    }

    subscript(path: String) -> String? {
        get { files.withLock { $0[path].map { String(decoding: $0, as: UTF8.self) } } }
        set { files.withLock { $0[path] = newValue.map { Data($0.utf8) } } }
    }
}
