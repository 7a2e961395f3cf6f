import ArgumentParser
import Pipeline

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all that is known of a stage that has run: key, inputs, outputs, and how it went.",
        discussion: """
            Of a stage that is not up to date it shows the newest record there is. The environment is that of the worker, by names alone.

            For example: bottleneck show 'ercan/train[recipe=paper,code=64,replicate=0]' --json
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "One instance, such as 'ercan/train[recipe=paper,code=64,replicate=0]'.")
    var stage: String

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let (index, plan) = try opened.planWithOrigins(of: stage)
            let details = try StageDetails(
                of: opened.graph.instances[index], verdict: plan.verdicts[index], store: opened.store,
                history: opened.history, profile: opened.graph.profile, files: opened.workspace.files,
                layout: opened.workspace.layout)
            try answer.print(details, text: details.text)
        }
    }
}
