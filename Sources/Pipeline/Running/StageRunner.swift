import Files
import Foundation

/// Does the work of one stage: takes its lock, has it executed, checks and records the result, publishes it.
package struct StageRunner: Sendable {
    package enum Outcome: Sendable {
        case ran(ActionRecord)
        /// Another runner finished the same work while this one waited for the lock.
        case shared(ActionRecord)
        /// A mirror had it.
        case mirrored(ActionRecord)
    }

    private let store: Store
    private let executor: any Executor
    private let files: any WorkspaceFiles
    private let observer: any RunObserver
    private let profile: Profile
    private let recordHistory: @Sendable (RunHistory.Entry) -> Void
    private let mirror: MirroredResults?
    private let pause: @Sendable (Duration) async throws -> Void
    private let now: @Sendable () -> Date

    package init(
        store: Store, executor: any Executor, files: any WorkspaceFiles, observer: any RunObserver, profile: Profile,
        recordHistory: @escaping @Sendable (RunHistory.Entry) -> Void, mirror: MirroredResults? = nil,
        now: @escaping @Sendable () -> Date = { Date() },
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.store = store
        self.executor = executor
        self.files = files
        self.observer = observer
        self.profile = profile
        self.recordHistory = recordHistory
        self.mirror = mirror
        self.pause = pause
        self.now = now
    }

    package func run(
        _ instance: StageInstance, key: StageKey, isForced: Bool, expectedSeconds: Double?
    ) async -> Result<Outcome, StageFailure> {
        do {
            let lock = try await store.locks.lock(key.fingerprint)
            defer { withExtendedLifetime(lock) {} }
            if !isForced, let record = store.finished(key.fingerprint) { return .success(.shared(record)) }
            if !isForced, let record = try await mirror?.takeIfReadable([key.fingerprint: instance])[key.fingerprint] {
                return .success(.mirrored(record))
            }
            observer.observe(.started(instance.name, expectedSeconds: expectedSeconds))
            let record = try await executeWithRetries(instance, key: key)
            recordHistory(.init(record))
            return .success(.ran(record))
        } catch let failure as StageFailure {
            return .failure(failure)
        } catch let damage as DamagedContent {
            return .failure(.inputDamaged(damage))
        } catch {
            return .failure(error is CancellationError || Task.isCancelled ? .interrupted : .system("\(error)"))
        }
    }

    /// Copies outputs to the paths that the declaration says, where they are not there already.
    ///
    /// - Throws: ``FileError``.
    package func publish(_ instance: StageInstance, result: ActionResult) throws {
        for (path, content) in try PublishedFiles(in: files).missing(of: instance, result: result) {
            try files.write(store.contents.read(content.digest), to: path)
        }
    }

    /// Tries as often as the declaration allows; each failed attempt is told, and recorded with the result.
    private func executeWithRetries(_ instance: StageInstance, key: StageKey) async throws -> ActionRecord {
        var failed: [Provenance.FailedAttempt] = []
        while true {
            let started = now()
            do {
                return try await execute(instance, key: key, after: failed)
            } catch let failure as StageFailure where failure.mayPass && failed.count < instance.limits.retries {
                failed.append(
                    .init(
                        started: started, seconds: now().timeIntervalSince(started),
                        reason: failure.description.split(separator: "\n").first.map(String.init) ?? ""))
                observer.observe(
                    .warning(
                        "\(instance.name): attempt \(failed.count) of \(instance.limits.retries + 1) failed (\(failure)); once more"
                    ))
                try await pause(.seconds(1 << (failed.count - 1)))
            }
        }
    }

    private func execute(
        _ instance: StageInstance, key: StageKey, after failed: [Provenance.FailedAttempt]
    ) async throws -> ActionRecord {
        let started = now()
        try verify(key.contents)
        let job = StageJob(
            stage: instance.name, kind: instance.kind, seed: instance.seed, fingerprint: key.fingerprint,
            inputs: key.inputs)
        try await within(instance.limits.secondsPerAttempt) {
            try await executor.execute(job) { progress in
                observer.observe(.progress(instance.name, progress))
            } commit: { work in
                try commit(work, of: instance, key: key, started: started, after: failed)
            }
        }
        guard let record = store.finished(key.fingerprint) else {
            throw StageFailure.system("the record of \(instance.name) was written and cannot be read back")
        }
        return record
    }

    /// Ends the body when it takes longer.
    private func within(_ seconds: Double?, _ body: @escaping @Sendable () async throws -> Void) async throws {
        guard let seconds else { return try await body() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await pause(.seconds(seconds))
                throw StageFailure.timedOut(seconds: seconds)
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Looks at all of them, so that everything that is damaged is found at once.
    private func verify(_ contents: Set<Digest>) throws {
        var first: DamagedContent?
        for digest in contents.sorted() {
            do { try store.contents.verify(digest) } catch let damage as DamagedContent { first = first ?? damage }
        }
        if let first { throw first }
    }

    /// Checks → takes the outputs over → records: a crash at any point leaves nothing that looks finished.
    private func commit(
        _ work: FinishedWork, of instance: StageInstance, key: StageKey, started: Date,
        after failed: [Provenance.FailedAttempt]
    ) throws {
        for output in instance.kind.outputs {
            guard let content = work.outputs[output.name] else { throw StageFailure.outputMissing(output.name) }
            if content.isEmpty, !output.allowsEmpty { throw StageFailure.outputEmpty(output.name) }
        }
        for (path, digest) in key.files.sorted(by: { $0.key < $1.key }) {
            guard try files.digest(of: path) == digest else { throw StageFailure.inputChanged(path: path) }
        }
        var outputs: [String: StoredContent] = [:]
        for output in instance.kind.outputs {
            outputs[output.name] = try work.outputs[output.name].map(store.contents.take)
        }
        if let earlier = store.actions.lookUp(key.fingerprint), earlier.outputs != outputs {
            let names = outputs.filter { earlier.outputs[$0.key] != $0.value }.keys.sorted()
            observer.observe(
                .warning(
                    "\(instance.name) gave other bytes than before from the same inputs (\(names.joined(separator: ", "))): "
                        + "its kind is not deterministic"))
        }
        let finished = now()
        try store.actions.record(
            ActionRecord(
                fingerprint: key.fingerprint, stage: "\(instance.name)", kind: instance.kind.name, seed: instance.seed,
                outputs: outputs, preimage: key.preimage,
                provenance: Provenance(
                    failedAttempts: failed.isEmpty ? nil : failed, profile: profile.name, started: started,
                    finished: finished,
                    seconds: finished.timeIntervalSince(started), usage: work.usage,
                    host: ProcessInfo.processInfo.hostName, processor: Machine.processorName,
                    arguments: work.arguments, environment: work.environment,
                    log: StoreLayout.logPath(of: key.fingerprint)),
                sourceParts: instance.kind.sourceParts))
    }
}

extension FinishedContent {
    fileprivate var isEmpty: Bool {
        switch self {
        case .bytes(let data): return data.isEmpty
        case .file(let url):
            var status = stat()
            return stat(url.path, &status) == 0 && status.st_size == 0
        }
    }
}
