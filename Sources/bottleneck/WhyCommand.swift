import ArgumentParser
import Pipeline

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Show why a stage would run, or last ran: what differs in its key, and what that comes from.",
        discussion: """
            The key is held against that of an earlier record of the same stage, the one that differs in the fewest fields. Where an input has \
            other bytes, the stage that made it is looked at in turn, until something is found that no stage makes: a parameter, a file, \
            the code of a kind, the version of a library, the seed.

            For example: bottleneck why 'ercan/evaluate[recipe=paper,code=64,replicate=0]'
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "One instance, such as 'ercan/train[recipe=paper,code=64,replicate=0]'.")
    var stage: String

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let (index, plan) = try opened.planWithOrigins(of: stage)
            let explanation = StageExplainer(
                graph: opened.graph, plan: plan, actions: opened.store.actions, history: opened.history
            ).explain(index)
            try answer.print(explanation, text: explanation.text())
        }
    }
}
