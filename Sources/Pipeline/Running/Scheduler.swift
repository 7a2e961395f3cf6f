import Foundation

/// Runs what is not up to date: at most so many at once, the longest remaining path first.
///
/// A stage is decided on when all that goes before it is finished, so equal outputs cut off everything that follows (early cutoff).
package struct Scheduler: Sendable {
    private let graph: StageGraph
    private let worker: StageRunner
    private let decider: StageDecider
    private let observer: any RunObserver
    private let jobs: Int
    private let keepGoing: Bool
    private let tokens: any JobTokens
    /// How often others are asked for room while there is something to run.
    private static let tokenInterval = Duration.milliseconds(200)

    package init(
        graph: StageGraph, worker: StageRunner, decider: StageDecider, observer: any RunObserver, jobs: Int,
        keepGoing: Bool, tokens: any JobTokens = UnlimitedJobTokens()
    ) {
        precondition(jobs > 0, "a run needs at least one job, not \(jobs)")
        self.graph = graph
        self.worker = worker
        self.decider = decider
        self.observer = observer
        self.jobs = jobs
        self.keepGoing = keepGoing
        self.tokens = tokens
    }

    /// What has become of the instances of a run.
    struct State {
        let repairs: Bool
        var results: InstanceMap<ActionResult>
        /// Undecided instances, with the number of predecessors that are not finished.
        var waiting: [Int: Int] = [:]
        /// Decided: these run as soon as there is room, the first first.
        var runnable = RunnableQueue()
        var running = 0
        /// What the running stages leave.
        var free: Resources
        var mustStop = false
        var summary = RunSummary()

        mutating func start(_ stage: RunnableQueue.Stage) {
            runnable.remove(stage)
            running += 1
            free.merge(stage.resources, uniquingKeysWith: -)
        }

        mutating func end(_ resources: Resources) {
            running -= 1
            free.merge(resources, uniquingKeysWith: +)
        }
    }

    /// Runs a plan to its end, or until it fails or the task is cancelled.
    ///
    /// - Parameter repairs: Whether another plan follows where stored content is found damaged, so that this is no failure.
    /// - Returns: How it went, and the results of everything that is up to date now.
    package func run(
        _ plan: RunPlan, history: RunHistory, repairs: Bool = false
    ) async -> (RunSummary, InstanceMap<ActionResult>) {
        var state = State(
            repairs: repairs, results: InstanceMap(instances: graph.instances.count), free: graph.resources)
        let open = plan.order.filter { index in
            guard case .upToDate(let result) = plan.verdicts[index] else { return true }
            state.results[index] = result
            return false
        }
        let paths = RemainingPaths(of: open, in: graph, by: decider, history: history).seconds
        for index in plan.upToDate { publish(index, state: &state) }
        var followers: [Int: [Int]] = [:]
        var decidable: [Int] = []
        for index in open {
            let predecessors = decider.predecessors(of: index).filter { state.results[$0] == nil }
            for predecessor in predecessors { followers[predecessor, default: []].append(index) }
            state.waiting[index] = predecessors.count
            if predecessors.isEmpty { decidable.append(index) }
        }

        // Of each running stage but the first; a finished one gives back whichever comes first.
        var held: [JobToken] = []
        var isAsking = false
        await withTaskGroup(of: (index: Int, result: Result<StageRunner.Outcome, StageFailure>)?.self) { group in
            while true {
                while let index = decidable.popLast() {
                    if decide(index, path: paths[index] ?? 0, state: &state) {
                        decidable += release(followers[index] ?? [], state: &state)
                    }
                }
                while state.running < jobs, !state.mustStop, !Task.isCancelled,
                    let next = state.runnable.first(fitting: state.free)
                {
                    if state.running > 0 {
                        guard let token = tokens.take() else {
                            if !isAsking {
                                group.addTask {
                                    try? await Task.sleep(for: Self.tokenInterval)
                                    return nil
                                }
                            }
                            isAsking = true
                            break
                        }
                        held.append(token)
                    }
                    state.start(next)
                    let expected = history.expectedSeconds(of: graph.instances[next.index].name, profile: graph.profile)
                    group.addTask {
                        (
                            next.index,
                            await worker.run(
                                graph.instances[next.index], key: next.key, isForced: next.isForced,
                                expectedSeconds: expected)
                        )
                    }
                }
                guard let ended = await group.next() else { break }
                guard let ended else {
                    isAsking = false
                    continue
                }
                state.end(graph.instances[ended.index].limits.resources)
                if !held.isEmpty { held.removeLast() }
                if finish(ended.index, ended.result, state: &state) {
                    decidable += release(followers[ended.index] ?? [], state: &state)
                }
            }
        }
        let left = open.filter { state.results[$0] == nil && !state.summary.failed.contains(graph.instances[$0].name) }
        for index in left where !Task.isCancelled && state.summary.damages == 0 {
            observer.observe(.skipped(graph.instances[index].name))
        }
        state.summary.skipped = left.count
        state.summary.isInterrupted = Task.isCancelled
        return (state.summary, state.results)
    }

    /// - Parameter path: Seconds along the longest chain of stages from this one.
    /// - Returns: Whether the instance is finished, as it is up to date.
    private func decide(_ index: Int, path: Double, state: inout State) -> Bool {
        do {
            switch try decider.decide(index, results: state.results) {
            case .upToDate(let result):
                state.results[index] = result
                observer.observe(.cutOff(graph.instances[index].name))
                return publish(index, state: &state)
            case .run(let key, let reason):
                let resources = graph.instances[index].limits.resources
                state.runnable.insert(
                    .init(index: index, key: key, isForced: reason == .forced, path: path, resources: resources))
            case .mayRun:
                preconditionFailure("\(graph.instances[index].name) is decided on before what goes before it")
            }
        } catch {
            fail(index, .system("\(error)"), state: &state)
        }
        return false
    }

    private func finish(
        _ index: Int, _ result: Result<StageRunner.Outcome, StageFailure>, state: inout State
    ) -> Bool {
        let name = graph.instances[index].name
        switch result {
        case .success(.ran(let record)):
            state.results[index] = record.result
            state.summary.ran.append(name)
            observer.observe(.finished(name, seconds: record.provenance.seconds))
            return publish(index, state: &state)
        case .success(.shared(let record)):
            state.results[index] = record.result
            observer.observe(.shared(name))
            return publish(index, state: &state)
        case .success(.mirrored(let record)):
            state.results[index] = record.result
            state.summary.mirrored.append(name)
            return publish(index, state: &state)
        case .failure(.interrupted): return false
        case .failure(.inputDamaged(let damage)) where state.repairs:
            leaveForRepair(damage, state: &state)
            return false
        case .failure(let failure):
            fail(index, failure, state: &state)
            return false
        }
    }

    @discardableResult
    private func publish(_ index: Int, state: inout State) -> Bool {
        guard let result = state.results[index] else { return false }
        do {
            try worker.publish(graph.instances[index], result: result)
            return true
        } catch let damage as DamagedContent where state.repairs {
            state.results[index] = nil
            state.summary.ran.removeAll { $0 == graph.instances[index].name }
            leaveForRepair(damage, state: &state)
            return false
        } catch {
            state.results[index] = nil
            state.summary.ran.removeAll { $0 == graph.instances[index].name }
            fail(index, .system("cannot publish: \(error)"), state: &state)
            return false
        }
    }

    private func leaveForRepair(_ damage: DamagedContent, state: inout State) {
        state.summary.damages += 1
        if !keepGoing { state.mustStop = true }
        observer.observe(.warning("\(damage.finding); what made it runs again"))
    }

    private func fail(_ index: Int, _ failure: StageFailure, state: inout State) {
        let name = graph.instances[index].name
        state.summary.failed.append(name)
        if !keepGoing { state.mustStop = true }
        observer.observe(.failed(name, failure))
    }

    /// - Returns: The followers that nothing holds back any more.
    private func release(_ followers: [Int], state: inout State) -> [Int] {
        followers.filter { follower in
            state.waiting[follower, default: 0] -= 1
            return state.waiting[follower] == 0
        }
    }
}
