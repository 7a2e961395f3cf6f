import ArgumentParser
import Foundation
import Pipeline

/// The verbs of `bottleneck` that are measured, by the same code over the synthetic kind.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "Run all that is not up to date.")

    @Argument(help: "The folder of a generated pipeline.")
    var folder: String

    @Option(help: "How many stages run at once.")
    var jobs = 2

    @Flag(help: "Leave it to the system when results reach the disk.")
    var notDurable = false

    @Flag(help: "Run the stages in this process, and not durably: to fill a store.")
    var inProcess = false

    func run() async throws {
        let opened = OpenPipeline(folder: folder, isDurable: !inProcess && !notDurable)
        let graph = try opened.workspace.loadGraph(registry: Concatenate.registry)
        var options = PipelineRun.Options(selected: Set(graph.instances.indices))
        options.jobs = jobs
        let workers = LocalExecutor(
            executable: URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0]),
            layout: opened.workspace.layout,
            environment: ProcessInfo.processInfo.environment)
        let (run, history) = (opened.pipelineRun(of: graph, options), opened.history)
        let executor: any Executor = inProcess ? InProcessExecutor() : workers
        let observer = SummaryProgress()
        let summary = try await run.run(executor: executor, observer: observer) { history.append($0) }
        if !summary.isSuccess { throw ExitCode.failure }
    }
}

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "why", abstract: "Show why a stage would run.")

    @Argument(help: "The folder of a generated pipeline.")
    var folder: String

    @Argument(help: "One instance, such as 'synthetic/layer-3[cell=c0]'.")
    var stage: String

    func run() async throws {
        let opened = OpenPipeline(folder: folder)
        let graph = try opened.workspace.loadGraph(registry: Concatenate.registry)
        let index = try graph.selectOne(Selector(stage))
        let plan = try opened.pipelineRun(of: graph, .init(selected: graph.withOrigins([index]))).plan()
        let explanation = StageExplainer(
            graph: graph, plan: plan, actions: opened.store.actions, history: opened.loadedHistory
        ).explain(index)
        print(explanation.text())
    }
}

/// A generated pipeline, its store open.
private struct OpenPipeline {
    let workspace: Workspace
    let store: Store
    let history: RunHistoryFile

    init(folder: String, isDurable: Bool = true) {
        workspace = Workspace(root: URL(filePath: folder, directoryHint: .isDirectory), profile: .paper)
        store = workspace.layout.open(isDurable: isDurable) {
            FileHandle.standardError.write(Data("warning: \($0)\n".utf8))
        }
        history = RunHistoryFile(url: workspace.layout.history)
    }

    var loadedHistory: RunHistory { history.load(from: store.actions) }

    func pipelineRun(of graph: StageGraph, _ options: PipelineRun.Options) -> PipelineRun {
        PipelineRun(graph: graph, store: store, history: loadedHistory, files: workspace.files, options: options)
    }
}

/// Says how a run ended, and nothing of each of many stages.
private struct SummaryProgress: RunObserver {
    private let display = PlainProgress(logsCommand: "logs")

    func observe(_ event: RunEvent) {
        switch event {
        case .planned, .failed, .warning, .ended: display.observe(event)
        case .started, .progress, .finished, .shared, .mirrored, .cutOff, .skipped: break
        }
    }
}
