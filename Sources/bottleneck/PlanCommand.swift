import ArgumentParser
import Pipeline

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what `run` would do, and why, by the run's own decisions.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "What to plan for, as for `run`.")
    var selectors: [String] = []

    @Flag(help: "Plan as for `run --force`.")
    var force = false

    @Flag(help: "Show just the selected stages, not what they need.")
    var only = false

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open().expectingRecordedDurations()
            var run = PipelineRun.Options(selected: try opened.goals(selectors))
            run.forced = force ? run.selected : []
            run.jobs = options.jobCount
            let plan = try opened.pipelineRun(run).plan()
            let shown = only ? run.selected : Set(plan.order)
            let open = plan.order.filter { index in
                guard shown.contains(index), let verdict = plan.verdicts[index] else { return false }
                if case .upToDate = verdict { return false }
                return true
            }
            try answer.print(
                PlannedRun(plan, stages: open.compactMap { PlannedStage($0, in: plan, of: opened) }),
                text: (open.compactMap { plan.verdicts[$0]?.line(for: $0, in: opened.graph) } + [summary(of: plan)])
                    .joined(separator: "\n"))
        }
    }

    private func summary(of plan: RunPlan) -> String {
        let total = plan.order.count
        if plan.upToDate.count == total { return "everything up to date (\(counted(total, "stage")))" }
        return
            "\(plan.toRun.count) to run, \(plan.mayRun.count) may run, \(plan.upToDate.count) up to date; "
            + estimateInWords(plan.estimate)
    }
}

extension Verdict {
    /// What becomes of an instance, and why.
    func line(for index: Int, in graph: StageGraph) -> String {
        let name = graph.instances[index].name
        switch self {
        case .upToDate: return "up to date  \(name)"
        case .run(_, let reason): return "run         \(name)  (\(reason))"
        case .mayRun(let waiting):
            let first = waiting.first.map { "\(graph.instances[$0].name)" } ?? ""
            let others = waiting.count > 1 ? " and \(waiting.count - 1) more" : ""
            return "may run     \(name)  (waits for \(first)\(others))"
        }
    }
}
