import Files
import Foundation
import Pipeline

extension OpenWorkspace {
    private static let mirrorVariable = "DATA_MIRROR"

    /// Runs stages as processes of this program, in the workspace's store.
    var localExecutor: LocalExecutor { localExecutor(in: workspace.layout) }

    /// The same, each process seeing what it has declared and nothing else.
    ///
    /// - Throws: ``WorkerIsolation/Unavailable``.
    func hermeticExecutor() async throws -> LocalExecutor {
        let layout = workspace.layout
        try createDirectory(layout.folder)
        return localExecutor(in: layout, isolation: try await WorkerIsolation(hiding: [workspace.root, layout.folder]))
    }

    /// The same in another store.
    func localExecutor(in layout: StoreLayout, isolation: WorkerIsolation? = nil) -> LocalExecutor {
        LocalExecutor(
            executable: URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0]), layout: layout,
            environment: workerEnvironment, isolation: isolation)
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

/// Another store to take results from, where the user has named one; a relative path is one from here.
///
/// - Throws: ``StoreMirrorError``.
func namedStoreMirror() throws -> (any StoreMirror)? {
    guard let name = ProcessInfo.processInfo.environment["STORE_MIRROR"], !name.isEmpty else { return nil }
    let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    return try openStoreMirror(name, relativeTo: here)
}

/// Shows the progress of stages while a body runs them, and cancels it when the process is asked to end.
///
/// - Parameter typed: the workspace's options, for the command that shows a log.
func showingProgress<Result: Sendable>(
    typed: String, asJSON: Bool = false, _ body: @escaping @Sendable (any RunObserver) async throws -> Result
) async throws -> Result {
    let logs = "\(CommandLine.arguments[0]) logs" + typed
    let progress: any ProgressDisplay =
        if asJSON {
            JSONProgress()
        } else if isatty(STDERR_FILENO) == 1 {
            LiveProgress(logsCommand: logs)
        } else {
            PlainProgress(logsCommand: logs)
        }
    let task = Task { try await body(progress) }
    let signals = InterruptSignals { task.cancel() }
    defer { signals.stop() }
    defer { progress.close() }
    return try await task.value
}
