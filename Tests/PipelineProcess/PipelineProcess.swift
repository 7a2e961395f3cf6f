import Foundation
import Pipeline

/// What the tests start as a process: `worker REQUEST`, or `run ROOT JOBS`, over kinds that misbehave on demand.
@main
enum PipelineProcess {
    static let registry = KindRegistry([Count.self], sourceDigests: ["Count": String(repeating: "0", count: 64)])

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { exit(64) }
        if arguments[1] == "worker" {
            exit(await Worker.run(requestAt: arguments[2], registry: registry))
        }
        let workspace = Workspace(root: URL(filePath: arguments[2], directoryHint: .isDirectory), profile: .paper)
        let graph = try workspace.loadGraph(registry: registry)
        let store = workspace.layout.open { print("warning: \($0)") }
        let history = RunHistoryFile(url: workspace.layout.history)
        var options = PipelineRun.Options(selected: Set(graph.instances.indices))
        options.jobs = 2
        let run = PipelineRun(
            graph: graph, store: store, history: history.load(from: store.actions), files: workspace.files,
            options: options)
        let executor = LocalExecutor(
            executable: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath(), arguments: ["worker"],
            layout: workspace.layout, environment: ProcessInfo.processInfo.environment)
        let summary = try await run.run(executor: executor, observer: PlainProgress(logsCommand: "logs")) {
            history.append($0)
        }
        exit(summary.isSuccess ? 0 : 1)
    }
}
