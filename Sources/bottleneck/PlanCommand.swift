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
            let pipelineRun = opened.pipelineRun(run)
            let plan = try pipelineRun.plan()
            let restorations = try pipelineRun.restorations(in: plan)
            let shown = only ? run.selected : Set(plan.order)
            let planned = plan.order.compactMap { index in
                plan.verdicts[index].flatMap { verdict in
                    shown.contains(index)
                        ? PlannedStage(index, verdict, restoring: restorations[index] ?? [], of: opened) : nil
                }
            }
            let open = planned.filter { $0.verdict != .upToDate }
            try answer.print(
                PlannedRun(plan, restorations: restorations.count, stages: open),
                text: (open.map(\.line) + [summary(of: plan, restorations: restorations.count)]).joined(separator: "\n")
            )
        }
    }

    private func summary(of plan: RunPlan, restorations: Int) -> String {
        let total = plan.order.count
        let restored = restorations == 0 ? "" : ", \(restorations) of them to restore"
        if plan.upToDate.count == total { return "everything up to date (\(counted(total, "stage"))\(restored))" }
        return
            "\(plan.toRun.count) to run, \(plan.mayRun.count) may run, \(plan.upToDate.count) up to date\(restored); "
            + estimateInWords(plan.estimate)
    }
}
