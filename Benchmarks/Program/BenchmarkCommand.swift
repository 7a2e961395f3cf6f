import ArgumentParser

/// Measures the kernels and the training steps of the papers' models, alone or against other libraries in the same run.
@main
struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "How fast the kernels and the training steps are.",
        subcommands: [MeasureCommand.self, ServeCommand.self, ReportCommand.self],
        defaultSubcommand: MeasureCommand.self)
}
