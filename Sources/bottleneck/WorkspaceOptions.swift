import ArgumentParser
import Foundation
import Pipeline
import Stages

/// The options that every verb of the runner shares.
struct WorkspaceOptions: ParsableArguments {
    @OptionGroup var location: WorkspaceLocation

    @Option(help: "How many stages run at once (default: the number of processors).")
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more, not \(jobs)") }
    }

    var jobCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    var profile: String { location.profile }

    var typed: String { location.typed }

    func open() throws -> OpenWorkspace { try location.open() }
}

/// Where declarations and results lie.
struct WorkspaceLocation: ParsableArguments {
    @Option(help: "The folder that holds experiments/ (default: the nearest one, from here upwards).")
    var root: String?

    @Option(help: "The profile to use, of those in experiments/pipeline.yaml.")
    var profile = Profile.paper.name

    @Option(help: "The folder of cached results (default: .bottleneck in the root).")
    var store: String?

    /// The options as one would type them again, to name a command that means the same workspace, profile and store.
    var typed: String {
        [("--root", root), ("--profile", profile == Profile.paper.name ? nil : profile), ("--store", store)]
            .compactMap { option, value in value.map { " \(option) \($0)" } }.joined()
    }

    /// Opens the workspace and reads its declarations.
    ///
    /// - Throws: `ValidationError` where there is no workspace, ``DeclarationErrors`` for its declarations.
    func open() throws -> OpenWorkspace {
        let workspace = try workspace()
        // First, as it reads its index beside what follows.
        let store = workspace.layout.open { StandardError.write("warning: \($0)") }
        let graph = try workspace.loadGraph(registry: registry)
        let history = RunHistoryFile(url: workspace.layout.history)
        return OpenWorkspace(
            workspace: workspace, graph: graph, store: store, historyFile: history,
            history: history.load(from: store.actions))
    }

    /// Finds the workspace, and reads nothing of it.
    ///
    /// - Throws: `ValidationError` where there is none.
    func workspace() throws -> Workspace {
        guard let found = rootURL else {
            throw ValidationError(
                "there is no experiments/pipeline.yaml here or in any folder above; "
                    + "go into the workspace, or name it with --root")
        }
        return Workspace(
            root: found, profile: Profile(name: profile),
            store: store.map { URL(filePath: $0, directoryHint: .isDirectory) })
    }
}

extension WorkspaceLocation {
    private var rootURL: URL? {
        root.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? Workspace.rootFromHere
    }

    /// The same, or where it leads to no workspace the one that holds this program, as if that had been typed; `nil` without either.
    var orOfProgram: WorkspaceLocation? {
        if rootURL != nil { return self }
        guard let found = Workspace.rootOfProgram else { return nil }
        var location = self
        location.root = found.path
        return location
    }
}

extension Workspace {
    static var rootFromHere: URL? {
        findRoot(from: URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory))
    }

    static var rootOfProgram: URL? {
        findRoot(
            from: URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0]).deletingLastPathComponent())
    }
}

/// A workspace with its declarations read and its store open.
struct OpenWorkspace {
    let workspace: Workspace
    let graph: StageGraph
    let store: Store
    let historyFile: RunHistoryFile
    private(set) var history: RunHistory

    func pipelineRun(_ options: PipelineRun.Options) -> PipelineRun {
        PipelineRun(graph: graph, store: store, history: history, files: workspace.files, options: options)
    }

    /// The same, estimating what the store has no history of by the committed durations of an earlier run. Says on standard error when they
    /// cannot be read.
    func expectingRecordedDurations() -> OpenWorkspace {
        var opened = self
        opened.history.recorded = .load(from: workspace.files, profile: graph.profile) {
            StandardError.write("warning: \($0)")
        }
        return opened
    }

    /// The instances that a run is asked for: those that the selectors name, or, without any, all that publish something.
    func goals(_ selectors: [String]) throws -> Set<Int> {
        try selectors.isEmpty ? graph.publishing : select(selectors)
    }

    /// One instance, as one types it, and what a run of it and of all that it comes from would do.
    func planWithOrigins(of stage: String) throws -> (index: Int, plan: RunPlan) {
        let index = try graph.selectOne(Selector(stage))
        return (index, try pipelineRun(.init(selected: graph.withOrigins([index]))).plan())
    }

    /// The instances that are to be left out: without selectors none.
    func exclusions(_ selectors: [String]) throws -> Set<Int> {
        try selectors.isEmpty ? [] : select(selectors)
    }

    /// The instances that selectors on the command line name: without any, all.
    func select(_ selectors: [String]) throws -> Set<Int> {
        try graph.select(selectors.map { try Selector($0) })
    }
}
