import ArgumentParser
import Foundation
import Pipeline
import Stages

@main
enum Program {
    static func main() async {
        if let status = await Worker.run(askedFor: CommandLine.arguments, registry: registry) { exit(status) }
        if let verb = CommandLine.arguments.dropFirst().first, let problem = Bottleneck.problem(withVerb: verb) {
            StandardError.write("error: \(problem)")
            exit(ExitCode.usage.rawValue)
        }
        await Bottleneck.main()
    }
}

struct Bottleneck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bottleneck",
        abstract:
            "A reproducible research pipeline: runs declared stages, knows what is up to date, and compresses pictures by the models.",
        discussion: """
            Exit statuses: 0 all is well; 1 a stage failed, a file could not be used, or what was compared differs; 64 the command was \
            not understood or may not be carried out so; 65 the declarations in experiments/ have problems; 130 interrupted.
            """,
        version: "bottleneck 0.1.0, unreleased",
        subcommands: [
            RunCommand.self, PlanCommand.self, StatusCommand.self, WhyCommand.self, ShowCommand.self, DiffCommand.self,
            LogsCommand.self, GraphCommand.self, GarbageCommand.self, PinCommand.self, UnpinCommand.self,
            AcceptCommand.self, VerifyCommand.self, BundleCommand.self, DoctorCommand.self, DurationsCommand.self,
            MetricsCommand.self, QueryCommand.self, PaperCommand.self, PageCommand.self, ExportCommand.self,
            CompressCommand.self, DecompressCommand.self, InspectCommand.self, CompareCommand.self,
            RestoreCommand.self, SchemaCommand.self,
        ])

    /// What is wrong with the first word after the program's name; the parser would call it an unexpected argument.
    static func problem(withVerb text: String) -> String? {
        let verbs = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        if text.hasPrefix("-") || verbs.contains(text) { return nil }
        let suggestion = nearestName(to: text, among: verbs).map { ", did you mean '\($0)'?" } ?? ""
        return "there is no verb '\(text)'\(suggestion); `bottleneck --help` lists them"
    }
}
