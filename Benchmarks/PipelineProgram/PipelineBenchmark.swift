import ArgumentParser
import Foundation
import Pipeline

/// Measures the runner on synthetic pipelines, alone and beside other build tools: a program of its own, as its kind is none of the
/// product's.
@main
enum Program {
    /// What this program is called with to begin as a worker does, and to end at once.
    static let startArgument = "start"

    static func main() async {
        let arguments = CommandLine.arguments
        if arguments.count == 2, arguments[1] == startArgument { exit(0) }
        if let status = await Worker.run(askedFor: arguments, registry: Concatenate.registry) { exit(status) }
        await PipelineBenchmark.main()
    }
}

struct PipelineBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline-benchmark", abstract: "How fast the runner is on pipelines of many trivial stages.",
        subcommands: [
            GenerateCommand.self, MeasureCommand.self, ReportCommand.self, RunCommand.self, WhyCommand.self,
        ])
}
