import ArgumentParser
import Pipeline

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show for each stage whether it is up to date.",
        discussion: "Selectors as for `run`; +ercan/table also shows what it needs, ercan/train+ what needs it.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "What to show (default: everything).")
    var selectors: [String] = []

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let goals = try opened.goals(selectors)
            let run = PipelineRun.Options(selected: selectors.isEmpty ? opened.graph.withNeeds(goals) : goals)
            let plan = try opened.pipelineRun(run).plan()
            let shown = plan.order.filter(run.selected.contains)
            try answer.print(
                shown.compactMap { PlannedStage($0, in: plan, of: opened) },
                text: shown.compactMap { index in
                    plan.verdicts[index].map {
                        "\(word(for: $0))  \(opened.graph.instances[index].name)\(detail(of: $0, in: opened))"
                    }
                }.joined(separator: "\n"))
        }
    }

    private func word(for verdict: Verdict) -> String {
        switch verdict {
        case .upToDate: "up to date"
        case .run: "to run    "
        case .mayRun: "may run   "
        }
    }

    private func detail(of verdict: Verdict, in opened: OpenWorkspace) -> String {
        switch verdict {
        case .upToDate(let result):
            opened.store.actions.lookUp(result.fingerprint).map { "  \(formatDuration($0.provenance.seconds))" } ?? ""
        case .run(_, let reason): "  (\(reason))"
        case .mayRun: ""
        }
    }
}
