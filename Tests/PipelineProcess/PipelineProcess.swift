import Foundation
import Pipeline

/// What the tests start as a process: `worker REQUEST`, or `run ROOT [JOBS]`, over kinds that misbehave on demand.
@main
enum PipelineProcess {
    static let registry = KindRegistry([Count.self], sourceDigests: ["Count": String(repeating: "0", count: 64)])

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { exit(64) }
        if let status = await Worker.run(askedFor: arguments, registry: registry) { exit(status) }
        do {
            let isSuccess = try await run(
                root: URL(filePath: arguments[2], directoryHint: .isDirectory),
                jobs: arguments.count > 3 ? Int(arguments[3]) ?? 1 : 2)
            exit(isSuccess ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(root: URL, jobs: Int) async throws -> Bool {
        let workspace = Workspace(root: root, profile: .paper)
        let graph = try workspace.loadGraph(registry: registry)
        let store = workspace.layout.open { print("warning: \($0)") }
        let history = RunHistoryFile(url: workspace.layout.history)
        var options = PipelineRun.Options(selected: Set(graph.instances.indices))
        options.jobs = jobs
        let run = PipelineRun(
            graph: graph, store: store, history: history.load(from: store.actions), files: workspace.files,
            options: options)
        let executor = LocalExecutor(
            executable: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath(),
            layout: workspace.layout, environment: ProcessInfo.processInfo.environment)
        let summary = try await run.run(executor: executor, observer: PlainProgress(logsCommand: "logs")) {
            history.append($0)
        }
        return summary.isSuccess
    }
}
