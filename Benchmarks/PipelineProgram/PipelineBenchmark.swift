import ArgumentParser

/// Measures the runner on synthetic pipelines, alone and beside other build tools: a program of its own, as its kind is none of the
/// product's.
@main
struct PipelineBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline-benchmark", abstract: "How fast the runner is on pipelines of many trivial stages.",
        subcommands: [
            GenerateCommand.self, MeasureCommand.self, ReportCommand.self, RunCommand.self, WhyCommand.self,
            StartCommand.self, WorkerCommand.self,
        ])
}
