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

        package init(selected: Set<Int>) {
            self.selected = selected
        }
    }

    private let graph: StageGraph
    private let store: Store
    private let history: RunHistory
    private let files: any WorkspaceFiles
    private let options: Options
    private let decider: StageDecider

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
        decider = StageDecider(
            graph: graph, store: store, files: files, history: history, selected: selected, forced: options.forced)
        self.selected = selected
    }

    /// The instances of this run, with all that they need.
    package let selected: Set<Int>

    /// What would happen.
    ///
    /// - Throws: ``FileError``, or ``DeclarationErrors`` for published files that are missing.
    package func plan() throws -> RunPlan {
        try RunPlan(of: selected, in: graph, by: decider, history: history, jobs: options.jobs)
    }

    /// What could be taken over of earlier work.
    ///
    /// - Throws: As ``plan()``.
    package func acceptancePlan() throws -> AcceptancePlan {
        try AcceptancePlan(of: selected, in: graph, by: decider, store: store)
    }

    /// Makes it happen. Failures of stages are in the summary; cancelling the task ends the workers and keeps what is finished.
    ///
    /// - Throws: As ``plan()``, and ``FileError`` when `results.lock` cannot be written.
    package func run(
        executor: any Executor, observer: any RunObserver,
        recordHistory: @escaping @Sendable (RunHistory.Entry) -> Void = { _ in },
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> RunSummary {
        let started = now()
        let use = try await store.locks.lock(Store.useLock, sharing: true)
        defer { withExtendedLifetime(use) {} }
        let plan = try plan()
        observer.observe(
            .planned(
                toRun: plan.toRun.count, mayRun: plan.mayRun.count, upToDate: plan.upToDate.count,
                estimate: plan.estimate))
        let worker = StageRunner(
            store: store, executor: executor, files: files, observer: observer, profile: graph.profile,
            recordHistory: recordHistory, now: now)
        let scheduler = Scheduler(
            graph: graph, worker: worker, decider: decider, observer: observer, jobs: options.jobs,
            keepGoing: options.keepGoing)
        var (summary, results) = await scheduler.run(plan, history: history)
        summary.seconds = now().timeIntervalSince(started)
        if summary.isSuccess { try await ResultsLock.update(with: results, of: graph, in: files, under: store.locks) }
        observer.observe(.ended(summary))
        return summary
    }
}
