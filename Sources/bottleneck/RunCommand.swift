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

            STORE_MIRROR names another store to take results from before they are computed: a folder with cas/ and actions/, an archive that \
            `bottleneck bundle` wrote, or the http address of such a folder. Every content is compared with its digest.

            With --json each line is an object with event, time and, of a stage, stage. Events: planned, started, progress, finished, shared (another \
            run did it), mirrored, cut-off (its inputs came out as they were), failed, skipped, warning, ended.
            """)

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "What to run.")
    var selectors: [String] = []

    @Flag(help: "Run the selected stages even if they are up to date (not what they need).")
    var force = false

    @Flag(help: "After a failure, go on with what does not depend on it.")
    var keepGoing = false

    @Flag(
        help:
            "Let each stage see its declared inputs and nothing else of the workspace, and no network unless it downloads."
    )
    var hermetic = false

    @Option(name: .customLong("exclude"), help: "Leave out these stages, and what needs them. Repeatable.")
    var excluded: [String] = []

    @Flag(help: "Tell what happens as lines of JSON, on standard output.")
    var json = false

    func run() async throws {
        let summary = try await reportingErrors {
            let opened = try options.open().expectingRecordedDurations()
            var run = PipelineRun.Options(selected: try opened.goals(selectors))
            run.excluded = try opened.exclusions(excluded)
            run.forced = force ? run.selected.subtracting(run.excluded) : []
            run.jobs = options.jobCount
            run.keepGoing = keepGoing
            if let server = MakeJobServer(flags: ProcessInfo.processInfo.environment["MAKEFLAGS"]) {
                run.tokens = server
            }
            let (pipelineRun, executor, historyFile, mirror) = (
                opened.pipelineRun(run), hermetic ? try await opened.hermeticExecutor() : opened.localExecutor,
                opened.historyFile,
                try namedStoreMirror()
            )
            let scratch = opened.workspace.layout.temporary
            return try await showingProgress(typed: options.typed, asJSON: json) { progress in
                try await pipelineRun.run(
                    executor: executor, observer: progress, recordHistory: { historyFile.append($0) }, mirror: mirror,
                    mirrorScratch: scratch)
            }
        }
        if summary.isInterrupted { throw ExitCode.interrupted }
        if !summary.isSuccess { throw ExitCode.stageFailed }
    }
}
