import Foundation

/// Takes earlier work over under new keys, once a sample of it was made anew with the same bytes.
///
/// After a change of sources that is meant to leave outputs as they were: a faster kernel, a moved file. What was taken over so is marked in
/// its provenance; to make everything anew is left to a run from an empty store.
package struct Acceptance: Sendable {
    private let graph: StageGraph
    private let store: Store
    private let worker: StageRunner
    private let recordHistory: @Sendable (RunHistory.Entry) -> Void
    private let commit: String?
    private let now: @Sendable () -> Date

    /// - Parameter commit: of the sources, for the provenance; `nil` where it is not known.
    package init(
        graph: StageGraph, store: Store, files: any WorkspaceFiles, executor: any Executor, observer: any RunObserver,
        commit: String?, recordHistory: @escaping @Sendable (RunHistory.Entry) -> Void = { _ in },
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.graph, self.store, self.commit) = (graph, store, commit)
        (self.recordHistory, self.now) = (recordHistory, now)
        worker = StageRunner(
            store: store, executor: executor, files: files, observer: observer, profile: graph.profile,
            recordHistory: recordHistory, now: now)
    }

    /// Runs the sample, and takes over all other candidates if it holds.
    ///
    /// What the sample makes is recorded as any run's, whether it holds or not.
    ///
    /// - Throws: ``FileError`` when a record cannot be written.
    package func run(
        _ plan: AcceptancePlan, sample: [AcceptancePlan.Candidate], jobs: Int
    ) async throws -> AcceptanceOutcome {
        var outcome = AcceptanceOutcome()
        await withTaskGroup(of: (AcceptancePlan.Candidate, Result<StageRunner.Outcome, StageFailure>).self) { group in
            let candidates = Dictionary(sample.map { ($0.index, $0) }) { first, _ in first }
            var waiting = RunnableQueue()
            for candidate in candidates.values {
                waiting.insert(
                    .init(
                        index: candidate.index, key: candidate.key, isForced: true,
                        path: candidate.earlier.provenance.seconds,
                        resources: graph.instances[candidate.index].limits.resources))
            }
            var (running, free) = (0, graph.resources)
            func startWhatFits() {
                while running < jobs, let next = waiting.first(fitting: free),
                    let candidate = candidates[next.index]
                {
                    waiting.remove(next)
                    running += 1
                    free.merge(next.resources, uniquingKeysWith: -)
                    group.addTask {
                        (
                            candidate,
                            await worker.run(
                                graph.instances[next.index], key: next.key, isForced: next.isForced,
                                expectedSeconds: next.path)
                        )
                    }
                }
            }
            startWhatFits()
            for await (candidate, result) in group {
                let instance = graph.instances[candidate.index]
                running -= 1
                free.merge(instance.limits.resources, uniquingKeysWith: +)
                outcome.note(result, of: candidate, named: instance.name)
                if !Task.isCancelled { startWhatFits() }
            }
        }
        outcome.isInterrupted = Task.isCancelled
        guard outcome.holds else { return outcome }
        let drawn = Set(sample.map(\.index))
        let accepted = Provenance.Accepted(
            sample: sample.map { "\(graph.instances[$0.index].name)" }, candidates: plan.candidates.count,
            commit: commit, at: now())
        for candidate in plan.candidates where !drawn.contains(candidate.index) {
            let record = candidate.earlier.accepted(
                under: candidate.key, of: graph.instances[candidate.index].kind, accepted)
            try store.actions.record(record)
            recordHistory(.init(record))
            outcome.records[candidate.index] = record
            outcome.accepted.append(graph.instances[candidate.index].name)
        }
        return outcome
    }
}

/// How an acceptance went.
package struct AcceptanceOutcome: Sendable {
    /// Of the sample: made anew with the same bytes.
    package fileprivate(set) var same: [StageName] = []
    /// Made anew with other bytes, and which outputs those are.
    package fileprivate(set) var different: [(stage: StageName, outputs: [String])] = []
    package fileprivate(set) var failed: [(stage: StageName, failure: StageFailure)] = []
    /// Taken over without being made anew.
    package fileprivate(set) var accepted: [StageName] = []
    package fileprivate(set) var isInterrupted = false
    /// Of all that is up to date by this, by instance.
    package fileprivate(set) var records: [Int: ActionRecord] = [:]

    package var holds: Bool { different.isEmpty && failed.isEmpty && !isInterrupted }

    fileprivate mutating func note(
        _ result: Result<StageRunner.Outcome, StageFailure>, of candidate: AcceptancePlan.Candidate,
        named name: StageName
    ) {
        switch result {
        case .success(.ran(let record)), .success(.shared(let record)), .success(.mirrored(let record)):
            records[candidate.index] = record
            let outputs = record.outputs.filter { candidate.earlier.outputs[$0.key] != $0.value }.keys.sorted()
            if outputs.isEmpty { same.append(name) } else { different.append((name, outputs)) }
        case .failure(.interrupted): isInterrupted = true
        case .failure(let failure): failed.append((name, failure))
        }
    }
}

extension ActionRecord {
    /// The same work under another key.
    fileprivate func accepted(
        under key: StageKey, of kind: ConfiguredKind, _ acceptance: Provenance.Accepted
    ) -> ActionRecord {
        var provenance = provenance
        provenance.accepted = acceptance
        provenance.accepted?.from = fingerprint
        return ActionRecord(
            fingerprint: key.fingerprint, stage: stage, kind: self.kind, seed: seed, outputs: outputs,
            preimage: key.preimage, provenance: provenance, sourceParts: kind.sourceParts)
    }
}
