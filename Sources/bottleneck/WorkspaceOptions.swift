import ArgumentParser
import Foundation
import Pipeline
import Stages

/// The options of verbs that run stages.
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
            .compactMap { option, value in value.map { " \(option) \(asTyped($0))" } }.joined()
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

/// A word as a shell takes it for one.
private func asTyped(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:@%,".contains($0)) }
    return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
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
