import ArgumentParser
import Pipeline

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show for each stage whether it is up to date.",
        discussion: "Selectors as for `run`; +ercan/table also shows what it needs, ercan/train+ what needs it.")

    @OptionGroup var options: WorkspaceLocation

    @Argument(help: "What to show (default: everything).")
    var selectors: [String] = []

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let goals = try opened.goals(selectors)
            let run = PipelineRun.Options(selected: selectors.isEmpty ? opened.graph.withNeeds(goals) : goals)
            let pipelineRun = opened.pipelineRun(run)
            let plan = try pipelineRun.plan()
            let restorations = try pipelineRun.restorations(in: plan)
            let stages = plan.order.filter(run.selected.contains).compactMap { index in
                plan.verdicts[index].map {
                    PlannedStage(index, $0, restoring: restorations[index] ?? [], of: opened)
                }
            }
            try answer.print(stages, text: stages.map { line(for: $0, in: opened) }.joined(separator: "\n"))
        }
    }

    private func line(for stage: PlannedStage, in opened: OpenWorkspace) -> String {
        switch stage.verdict {
        case .restore: return stage.line
        case .upToDate:
            let record = stage.fingerprint.flatMap(opened.store.actions.lookUp)
            let duration = record.map { "  \(formatDuration($0.provenance.seconds))" } ?? ""
            return "up to date  \(stage.stage)\(duration)"
        case .run: return "to run      \(stage.stage)  (\(stage.reason ?? ""))"
        case .mayRun: return "may run     \(stage.stage)"
        }
    }
}
