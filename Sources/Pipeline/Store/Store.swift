import Files
import Foundation

/// Where results are kept: content, action records, locks and history.
package struct Store: Sendable {
    package let contents: any ContentStore
    package let actions: any ActionCache
    package let locks: any StageLocks

    package init(contents: any ContentStore, actions: any ActionCache, locks: any StageLocks) {
        self.contents = contents
        self.actions = actions
        self.locks = locks
    }

    /// Who runs or reads shares this lock; who takes content out holds it alone, so that nothing that is needed goes away.
    package static let useLock = Fingerprint(digest: Digest(of: "bottleneck store in use"))

    /// Keeps what takes content out of the store away, for as long as the lock is held.
    ///
    /// - Parameter onWait: Is called once where somebody is just doing that.
    /// - Throws: ``FileError``, or `CancellationError`.
    package func use(onWait: () -> Void) async throws -> HeldLock {
        if let lock = try locks.tryLock(Self.useLock, sharing: true) { return lock }
        onWait()
        return try await locks.lock(Self.useLock, sharing: true)
    }

    /// The record of finished work; one whose outputs are gone counts as absent.
    package func finished(_ fingerprint: Fingerprint) -> ActionRecord? {
        finishedResult(of: fingerprint).flatMap { _ in actions.lookUp(fingerprint) }
    }

    /// The outputs of finished work, all of them there; for what deciding needs, without reading the record.
    package func finishedResult(of fingerprint: Fingerprint) -> ActionResult? {
        guard let result = actions.result(of: fingerprint),
            result.outputs.values.allSatisfy({ contents.contains($0.digest) })
        else { return nil }
        return result
    }
}

/// The folders of a store on disk, `.bottleneck/` by default. Everything in it can be built again.
package struct StoreLayout: Sendable {
    package let folder: URL

    package init(folder: URL) {
        self.folder = folder
    }

    package var actions: URL { folder.appending(path: "actions") }
    package var history: URL { folder.appending(path: "history.tsv") }
    /// Of the action records; see ``ActionIndex``.
    package var index: URL { folder.appending(path: "actions.index") }
    package var temporary: URL { folder.appending(path: "tmp") }
    package var quarantine: URL { folder.appending(path: "quarantine") }
    /// What ``Pins`` says.
    package var pins: URL { folder.appending(path: "pins") }

    /// `stdout.log` and `stderr.log` of the last attempt.
    package func logs(of fingerprint: Fingerprint) -> URL { folder.appending(path: Self.logPath(of: fingerprint)) }

    /// Relative to the store.
    package static func logPath(of fingerprint: Fingerprint) -> String { "logs/\(fingerprint)" }

    package func checkpoints(of fingerprint: Fingerprint) -> URL {
        checkpoints.appending(path: "\(fingerprint)")
    }

    package var checkpoints: URL { folder.appending(path: "checkpoints") }

    /// The store in these folders.
    ///
    /// - Parameters:
    ///   - isDurable: Whether results are on the disk once they are recorded; without, a crash of the machine can damage the store.
    ///   - report: Is told of damaged records, in a sentence.
    package func open(isDurable: Bool = true, report: @escaping @Sendable (String) -> Void) -> Store {
        let actions = DiskActionCache(
            folder: actions, quarantine: quarantine, index: index, isDurable: isDurable, report: report)
        actions.prepare()
        return Store(
            contents: DiskContentStore(
                folder: folder.appending(path: "cas"), quarantine: quarantine, isDurable: isDurable),
            actions: actions,
            locks: DiskStageLocks(folder: folder.appending(path: "locks")))
    }
}
