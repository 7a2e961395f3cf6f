extension RunPlan {
    /// Decides on the given instances, in order, without running anything.
    ///
    /// - Parameter selected: Closed under needs: whatever an instance needs is in it as well.
    /// - Throws: ``FileError``, or ``DeclarationErrors`` with every published file that is missing.
    package init(
        of selected: Set<Int>, in graph: StageGraph, by decider: StageDecider, history: RunHistory, jobs: Int
    ) throws {
        order = graph.order.filter(selected.contains)
        var verdicts = InstanceMap<Verdict>(instances: graph.instances.count)
        var results = InstanceMap<ActionResult>(instances: graph.instances.count)
        var problems: [DeclarationProblem] = []
        for level in Self.levels(of: order, by: decider, instances: graph.instances.count) {
            let known = results
            // Most of a decision is asking the system for files.
            let decided = concurrently(piecesOf: level.count, size: 64) { piece in
                level[piece].map { index in
                    Result { try Self.verdict(on: index, by: decider, results: known) }
                }
            }
            for (index, verdict) in zip(level, decided.joined()) {
                do {
                    verdicts[index] = try verdict.get()
                    if case .upToDate(let result) = verdicts[index] { results[index] = result }
                } catch let errors as DeclarationErrors {
                    problems += errors.problems
                }
            }
        }
        if !problems.isEmpty { throw DeclarationErrors(problems) }
        self.verdicts = verdicts
        let open = order.filter { results[$0] == nil }
        let paths = RemainingPaths(of: open, in: graph, by: decider, history: history, unknownSeconds: 0)
        let expected = open.map { history.expectedDuration(of: graph.instances[$0].name, profile: graph.profile) }
        var taken: [String: Double] = [:]
        for (index, duration) in zip(open, expected) {
            for (name, amount) in graph.instances[index].limits.resources {
                taken[name, default: 0] +=
                    (duration?.seconds ?? 0) * Double(amount) / Double(graph.resources[name] ?? 1)
            }
        }
        estimate = RunEstimate(
            expected, longestPath: paths.longest, busiestResource: taken.values.max() ?? 0, jobs: jobs,
            recordedOn: history.recorded.processor)
    }

    private static func verdict(
        on index: Int, by decider: StageDecider, results: InstanceMap<ActionResult>
    ) throws -> Verdict {
        let open = decider.predecessors(of: index).filter { results[$0] == nil }
        return open.isEmpty ? try decider.decide(index, results: results) : .mayRun(waitingFor: open)
    }

    /// The instances by the longest way to one that has no predecessor: those of a level can be decided on once the levels before are.
    private static func levels(of order: [Int], by decider: StageDecider, instances: Int) -> [[Int]] {
        var levels: [[Int]] = []
        var levelOf = [Int](repeating: 0, count: instances)
        for index in order {
            let level = decider.predecessors(of: index).reduce(0) { max($0, levelOf[$1] + 1) }
            levelOf[index] = level
            if level == levels.count { levels.append([]) }
            levels[level].append(index)
        }
        return levels
    }
}
