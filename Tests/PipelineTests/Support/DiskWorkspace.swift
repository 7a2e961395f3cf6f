import Files
import Foundation
import Pipeline
import Testing

/// A workspace in a temporary folder, whose stages run in real processes.
struct DiskWorkspace {
    let root: URL

    /// - Parameter stages: The `stages:` of its one namespace; `JOURNAL` stands for a file that starts of stages are written to.
    init(stages: String) throws {
        root = FileManager.default.temporaryDirectory.appending(path: "pipeline-\(UUID().uuidString)")
        try createDirectory(root.appending(path: "experiments"))
        try write("rootSeed: 1\nprofiles: {paper: {}}\n", to: "experiments/pipeline.yaml")
        try write(
            "paper: a\nstages:\n" + stages.replacing("JOURNAL", with: journal.path), to: "experiments/a.yaml")
    }

    /// Two stages, the second of which reads the first and is published.
    ///
    /// - Parameter journal: Is in the keys: workspaces that are to have the same ones name the same file.
    static func twoStages(journal: String = "JOURNAL") -> String {
        """
          n: {kind: count, params: {mode: count, steps: 1, secondsPerStep: 0, journal: \(journal)}}
          m:
            kind: count
            params: {mode: count, steps: 2, secondsPerStep: 0, journal: \(journal)}
            inputs: {source: n.text}
            publish: {text: results/m.txt}
        """
    }

    var journal: URL { root.appending(path: "journal.txt") }
    var workspace: Workspace { Workspace(root: root, profile: .paper) }
    var store: Store { workspace.layout.open { _ in } }

    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: root.appending(path: path))
    }

    func remove() { try? FileManager.default.removeItem(at: root) }

    /// The lines that stages wrote when they started.
    func starts() -> [String] {
        let text = (try? String(contentsOf: journal, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// The built test executable, which stands beside the tests' own.
    static var executable: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "pipeline-process")
    }

    /// - Parameter code: stands for the kind's source digest; that of the test executable is `0`.
    func graph(code: String = "0", mayUseNetwork: Bool = false) throws -> StageGraph {
        let kinds = KindRegistry(
            [CountOutline.self], sourceDigests: ["Count": String(repeating: code, count: 64)],
            networkKinds: mayUseNetwork ? [CountOutline.self] : [])
        return try workspace.loadGraph(registry: kinds)
    }

    /// Runs everything, the scheduler in this process and the workers in theirs.
    func run(
        environment: [String: String] = ["PATH": "/usr/bin"], observer: any RunObserver = EventLog(),
        code: String = "0",
        mirror: (any StoreMirror)? = nil, isolation: WorkerIsolation? = nil, mayUseNetwork: Bool = false
    ) async throws -> RunSummary {
        let graph = try graph(code: code, mayUseNetwork: mayUseNetwork)
        let options = PipelineRun.Options(selected: Set(graph.instances.indices))
        let executor = LocalExecutor(
            executable: Self.executable, layout: workspace.layout,
            environment: environment,
            isolation: isolation)
        let run = PipelineRun(
            graph: graph, store: store, history: RunHistory([]), files: workspace.files, options: options)
        return try await run.run(executor: executor, observer: observer, mirror: mirror)
    }

    /// Starts a runner as a process of its own.
    func startRunner() throws -> Process {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = ["run", root.path]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs a line of a shell in the workspace.
    ///
    /// - Returns: Its exit status.
    func shell(_ script: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-ec", script]
        process.currentDirectoryURL = root
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    func output(of stage: String) throws -> String {
        let record = try #require(store.actions.all().first { $0.stage == stage })
        let content = try #require(record.outputs["text"])
        return String(decoding: try store.contents.read(content.digest), as: UTF8.self)
    }

    /// Waits until something is so, at most ten seconds.
    func wait(_ what: String, until condition: () -> Bool) async throws {
        for _ in 0..<1000 {
            if condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("waited in vain: \(what)")
    }
}

/// What the runner needs to know of the test executable's kind; the worker has the rest.
enum CountOutline: StageKind {
    struct Parameters: Codable, Sendable {
        let mode: String
        let steps: Int
        let secondsPerStep: Double
        let journal: String
    }

    static let name = "count"
    static let summary = "counts"
    static let sourceFolder = "Count"
    static let environment = ["COUNT_MIRROR"]
    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.optional("source")] }
    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [.init("text", fileName: "text.txt")] }
    static func run(_ parameters: Parameters, in context: StageContext) async throws {}
}
