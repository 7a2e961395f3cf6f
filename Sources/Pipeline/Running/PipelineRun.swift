import Foundation

/// One `bottleneck run` from the selection to `results.lock`: the plan, the scheduling, and what is written at the end.
package struct PipelineRun: Sendable {
    /// What to run, and how.
    package struct Options: Sendable {
        package var selected: Set<Int>
        /// These run even if they are up to date.
        package var forced: Set<Int> = []
        /// These do not run, and neither does what needs them.
        package var excluded: Set<Int> = []
        package var jobs = 1
        package var keepGoing = false
        /// Whether others share the number of jobs.
        package var tokens: any JobTokens = UnlimitedJobTokens()

        package init(selected: Set<Int>) {
            self.selected = selected
        }
    }

    let graph: StageGraph
    private let store: Store
    private let history: RunHistory
    let files: any WorkspaceFiles
    private let options: Options
    /// How often a run plans anew because stored content was found damaged.
    private static let mostRepairs = 3

    package init(
        graph: StageGraph, store: Store, history: RunHistory, files: any WorkspaceFiles, options: Options
    ) {
        self.graph = graph
        self.store = store
        self.history = history
        self.files = files
        self.options = options
        let selected =
            options.excluded.isEmpty
            ? graph.withNeeds(options.selected)
            : graph.withNeeds(options.selected.subtracting(options.excluded))
                .subtracting(graph.withDependents(options.excluded))
        self.selected = selected
    }

    /// The instances of this run, with all that they need.
    package let selected: Set<Int>

    /// What would happen.
    ///
    /// - Throws: ``FileError``, or ``DeclarationErrors`` for published files that are missing.
    package func plan() throws -> RunPlan {
        try plan(by: decider(forcing: options.forced))
    }

    private func plan(by decider: StageDecider) throws -> RunPlan {
        try RunPlan(of: selected, in: graph, by: decider, history: history, jobs: options.jobs)
    }

    private func decider(forcing forced: Set<Int>) -> StageDecider {
        StageDecider(
            graph: graph, store: store, files: files, history: history, selected: selected, forced: forced)
    }

    /// Takes over what would run now and what that makes decidable, until the mirror has none of it. What is decided on only when other stages
    /// have run, their runner asks for.
    private func takeWhatIsPlanned(from mirror: MirroredResults?) async throws -> [StageName] {
        guard let mirror else { return [] }
        let decider = decider(forcing: options.forced)
        var taken: [StageName] = []
        while true {
            let plan = try plan(by: decider)
            var wanted: [Fingerprint: StageInstance] = [:]
            for index in plan.toRun {
                guard case .run(let key, let reason) = plan.verdicts[index], reason != .forced else { continue }
                wanted[key.fingerprint] = graph.instances[index]
            }
            let records = try await mirror.take(wanted)
            if records.isEmpty { return taken }
            taken += records.keys.compactMap { wanted[$0]?.name }
        }
    }

    private func ran(in summary: RunSummary) -> Set<Int> {
        let names = Set(summary.ran)
        return names.isEmpty ? [] : selected.filter { names.contains(graph.instances[$0].name) }
    }

    /// What could be taken over of earlier work.
    ///
    /// - Throws: As ``plan()``.
    package func acceptancePlan() throws -> AcceptancePlan {
        try AcceptancePlan(of: selected, in: graph, by: decider(forcing: options.forced), store: store)
    }

    /// Makes it happen. Where stored content is found damaged, what made it runs again. Failures of stages are in the summary; cancelling the
    /// task ends the workers and keeps what is finished.
    ///
    /// - Parameters:
    ///   - mirror: Asked for results before they are computed.
    ///   - mirrorScratch: Where they are fetched to, on the store's disk.
    /// - Throws: As ``plan()``, ``FileError`` when `results.lock` cannot be written, ``StoreMirrorError`` for a mirror that cannot be read.
    package func run(
        executor: any Executor, observer: any RunObserver,
        recordHistory: @escaping @Sendable (RunHistory.Entry) -> Void = { _ in }, mirror: (any StoreMirror)? = nil,
        mirrorScratch: URL = FileManager.default.temporaryDirectory,
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> RunSummary {
        let started = now()
        func interrupted() -> RunSummary {
            var summary = RunSummary()
            (summary.isInterrupted, summary.seconds) = (true, now().timeIntervalSince(started))
            observer.observe(.ended(summary))
            return summary
        }
        let use: HeldLock
        do {
            use = try await store.use {
                observer.observe(.warning("waiting until something else has made room in the store"))
            }
        } catch is CancellationError {
            return interrupted()
        }
        defer { withExtendedLifetime(use) {} }
        let mirror = mirror.map { mirror in
            MirroredResults(mirror, into: store, scratch: mirrorScratch, now: now) { record in
                if let instance = graph.index(of: record.stage).map({ graph.instances[$0] }) {
                    observer.observe(.mirrored(instance.name, from: mirror.name))
                }
                recordHistory(.init(record))
            } warn: {
                observer.observe(.warning($0))
            }
        }
        let fetched: [StageName]
        do {
            fetched = try await takeWhatIsPlanned(from: mirror)
        } catch is CancellationError {
            return interrupted()
        }
        let worker = StageRunner(
            store: store, executor: executor, files: files, observer: observer, profile: graph.profile,
            recordHistory: recordHistory, mirror: mirror, now: now)
        var summary = RunSummary()
        var results = InstanceMap<ActionResult>(instances: graph.instances.count)
        summary.mirrored = fetched
        for attempt in 0...Self.mostRepairs {
            let decider = decider(forcing: options.forced.subtracting(ran(in: summary)))
            let plan = try plan(by: decider)
            observer.observe(
                .planned(
                    toRun: plan.toRun.count, mayRun: plan.mayRun.count, upToDate: plan.upToDate.count,
                    estimate: plan.estimate))
            let scheduler = Scheduler(
                graph: graph, worker: worker, decider: decider, observer: observer, jobs: options.jobs,
                keepGoing: options.keepGoing, tokens: options.tokens)
            let before = summary
            (summary, results) = await scheduler.run(plan, history: history, repairs: attempt < Self.mostRepairs)
            summary.ran = before.ran + summary.ran
            summary.mirrored = before.mirrored + summary.mirrored
            summary.upToDate = results.count - Set(summary.ran + summary.mirrored).count
            let stops = summary.isInterrupted || !summary.failed.isEmpty && !options.keepGoing
            if summary.damages == 0 || stops { break }
        }
        summary.seconds = now().timeIntervalSince(started)
        if summary.isSuccess { try await ResultsLock.update(with: results, of: graph, in: files, under: store.locks) }
        observer.observe(.ended(summary))
        return summary
    }
}
