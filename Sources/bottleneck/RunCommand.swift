import ArgumentParser
import Foundation
import Pipeline

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run what is not up to date.",
        discussion: """
            Selectors: ercan/train, ercan/*, ercan/train[code=64], ercan/train+ (with what needs it), * (everything). Without \
            one: all stages that publish something. What the selected stages need runs as well, where it is not up to date.
            """)

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "What to run.")
    var selectors: [String] = []

    @Flag(help: "Run the selected stages even if they are up to date (not what they need).")
    var force = false

    @Flag(help: "After a failure, go on with what does not depend on it.")
    var keepGoing = false

    @Option(name: .customLong("exclude"), help: "Leave out these stages, and what needs them. Repeatable.")
    var excluded: [String] = []

    private static let mirrorVariable = "DATA_MIRROR"

    func run() async throws {
        let summary = try await reportingErrors {
            let opened = try options.open().expectingRecordedDurations()
            var run = PipelineRun.Options(selected: try opened.goals(selectors))
            run.excluded = try excluded.isEmpty ? [] : opened.select(excluded)
            run.forced = force ? run.selected.subtracting(run.excluded) : []
            run.jobs = options.jobCount
            run.keepGoing = keepGoing
            return try await perform(opened.pipelineRun(run), in: opened)
        }
        if summary.isInterrupted { throw ExitCode.interrupted }
        if !summary.isSuccess { throw ExitCode.stageFailed }
    }

    private func perform(_ run: PipelineRun, in opened: OpenWorkspace) async throws -> RunSummary {
        let executor = LocalExecutor(
            executable: URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0]),
            arguments: [WorkerCommand.configuration.commandName ?? "worker"], layout: opened.workspace.layout,
            environment: workerEnvironment)
        let logs = "\(CommandLine.arguments[0]) logs" + options.typed
        let progress: any ProgressDisplay =
            isatty(STDERR_FILENO) == 1 ? LiveProgress(logsCommand: logs) : PlainProgress(logsCommand: logs)
        let historyFile = opened.historyFile
        let task = Task {
            try await run.run(executor: executor, observer: progress) { historyFile.append($0) }
        }
        let signals = InterruptSignals { task.cancel() }
        defer { signals.stop() }
        let summary = try await task.value
        progress.close()
        return summary
    }

    /// This process's environment; a mirror's folder is made absolute, since workers run in folders of their own.
    private var workerEnvironment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        if let mirror = environment[Self.mirrorVariable], !mirror.contains("://") {
            environment[Self.mirrorVariable] = URL(filePath: mirror).path
        }
        return environment
    }
}
