import ArgumentParser
import Files
import Foundation
import Pipeline
import Tensors

struct DurationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "durations",
        abstract: "Write how long the stages took, for estimates on machines where they never ran.",
        discussion: """
            A row for each configuration: the seconds of one core, the median over its replicates. `run` and `plan` read \
            \(RecordedDurations.path) where the store has no history. Seconds count only the last attempt of a training that was \
            interrupted, so record from a store that was filled in one go.
            """)

    @OptionGroup var options: WorkspaceLocation

    @Option(name: .shortAndLong, help: "The file to write (default: standard output).")
    var output: String?

    func validate() throws {
        if options.profile != Profile.paper.name {
            throw ValidationError("only the profile \(Profile.paper.name) is estimated by recorded durations")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let recording = DurationRecording(
                of: opened.graph, history: opened.history, records: opened.store.actions, describe: describe)
            let rows = recording.durations.rows.count
            guard rows > 0 else {
                StandardError.write(
                    "no stage has run in the profile \(opened.graph.profile.name), so there are no durations; `bottleneck run` makes them"
                )
                throw ExitCode.stageFailed
            }
            if let output {
                try writeAtomically(Array(recording.durations.text.utf8), to: URL(filePath: output), durable: false)
            } else {
                print(recording.durations.text, terminator: "")
            }
            if let first = recording.missing.first {
                let others = recording.missing.count > 1 ? " and \(recording.missing.count - 1) more" : ""
                StandardError.write("warning: \(first)\(others) have not run, and are not in the durations")
            }
            StandardError.write("\(counted(recording.configurations, "configuration")) in \(counted(rows, "row"))")
        }
    }

    /// The name alone says little of the speed of some processors. The level is known of this machine only.
    private func describe(_ processor: String) -> String {
        processor == Machine.processorName
            ? "\(processor), \(InstructionSetLevel.fastest.rawValue)" : processor
    }
}
