import Files
import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Runs each stage in a worker process of its own: the same executable, with a scrubbed environment and captured logs.
package struct LocalExecutor: Executor {
    /// Variables that every worker gets from the runner's environment.
    static let passedVariables = ["PATH", "HOME", "TMPDIR"]
    /// Variables that are the same for every worker.
    static let fixedVariables = ["LANG": "C.UTF-8", "TZ": "UTC", "OMP_NUM_THREADS": "1"]

    private let executable: URL
    private let layout: StoreLayout
    private let environment: [String: String]
    private let isolation: WorkerIsolation?

    /// - Parameter executable: A program that is a worker where it is asked to be one, as ``Worker/run(askedFor:registry:)`` says.
    /// - Parameter environment: The runner's own.
    /// - Parameter isolation: Hides from workers what they have not declared; `nil` trusts them.
    package init(
        executable: URL, layout: StoreLayout, environment: [String: String],
        isolation: WorkerIsolation? = nil
    ) {
        self.executable = executable
        self.layout = layout
        self.environment = environment
        self.isolation = isolation
    }

    package func execute(
        _ job: StageJob, report: @escaping @Sendable (StageProgress) -> Void,
        commit: @Sendable (FinishedWork) throws -> Void
    ) async throws {
        let folder = layout.temporary.appending(path: UUID().uuidString)
        let checkpoints = layout.checkpoints(of: job.fingerprint)
        let logs = layout.logs(of: job.fingerprint)
        // An isolated worker cannot make the folder of its checkpoints.
        for directory in [folder, logs] + (isolation == nil ? [] : [checkpoints]) { try createDirectory(directory) }
        defer { try? FileManager.default.removeItem(at: folder) }

        let outputs = Dictionary(
            uniqueKeysWithValues: job.kind.outputs.map { ($0.name, folder.appending(path: "out/\($0.fileName)")) })
        let request = folder.appending(path: WorkerRequest.fileName)
        try createDirectory(folder.appending(path: "out"))
        try writeRequest(job, outputs: outputs, checkpoints: checkpoints, to: request)

        let variables = variables(for: job.kind)
        let usage = try await runWorker(
            command(for: job, request: request, folder: folder, checkpoints: checkpoints, variables: variables),
            in: folder, variables: variables, logs: logs, report: report)
        let finished = outputs.filter { access($0.value.path, F_OK) == 0 }
        try commit(
            FinishedWork(
                outputs: finished.mapValues { .file($0) }, usage: usage,
                arguments: [executable.lastPathComponent, Worker.argument], environment: variables.keys.sorted()))
        try? FileManager.default.removeItem(at: checkpoints)
    }

    private func writeRequest(
        _ job: StageJob, outputs: [String: URL], checkpoints: URL, to url: URL
    ) throws {
        let request = WorkerRequest(
            stage: job.stage, kind: job.kind.name, sourceDigest: job.kind.sourceDigest,
            parameters: job.kind.parametersJSON, seed: job.seed,
            inputs: job.inputs, outputs: outputs.mapValues(\.path), checkpointDirectory: checkpoints.path)
        try writeAtomically(try JSONEncoder().encode(request), to: url, durable: false)
    }

    private func variables(for kind: ConfiguredKind) -> [String: String] {
        let passed = environment.filter { Self.passedVariables.contains($0.key) || kind.environment.contains($0.key) }
        return passed.merging(Self.fixedVariables) { _, fixed in fixed }
    }

    /// The program to start, and its arguments.
    private func command(
        for job: StageJob, request: URL, folder: URL, checkpoints: URL, variables: [String: String]
    ) -> (program: Executable, arguments: [String]) {
        let own = [Worker.argument, request.path]
        guard let isolation else { return (.path(FilePath(executable.path)), own) }
        // Folders and files that a kind's variables name, such as a mirror of the data.
        let named = variables.filter { job.kind.environment.contains($0.key) && $0.value.hasPrefix("/") }.values
        let readable = job.inputs.values.joined().map(\.url) + named.map { URL(filePath: $0) } + [executable]
        return (
            .name(WorkerIsolation.command),
            isolation.arguments(
                folder: folder, writable: [folder, checkpoints],
                readable: readable.filter { access($0.path, F_OK) == 0 }, mayUseNetwork: job.kind.mayUseNetwork)
                + [executable.path] + own
        )
    }

    private func runWorker(
        _ command: (program: Executable, arguments: [String]), in folder: URL, variables: [String: String], logs: URL,
        report: @escaping @Sendable (StageProgress) -> Void
    ) async throws -> ResourceUsage {
        let output = try openLog(logs.appending(path: "stdout.log"))
        defer { try? output.close() }
        let errorLog = logs.appending(path: "stderr.log")
        var options = PlatformOptions()
        // A group of its own: Ctrl-C reaches the runner alone, which then ends its workers in order.
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        let result = try await Subprocess.run(
            command.program, arguments: Arguments(command.arguments),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) })),
            workingDirectory: FilePath(folder.path), platformOptions: options,
            // The worker ends when its standard input does, so it must stay open as long as this process lives.
            input: .inputWriter, output: .sequence,
            error: .fileDescriptor(try openLog(errorLog), closeAfterSpawningProcess: true)
        ) { execution in
            var lines = LineSplitter()
            var usage: ResourceUsage?
            for try await buffer in execution.standardOutput {
                let bytes = buffer.withUnsafeBytes { Array($0) }
                try output.writeAll(bytes)
                for line in lines.append(bytes) {
                    switch try? JSONDecoder().decode(WorkerEvent.self, from: Data(line)) {
                    case .progress(let progress): report(progress)
                    case .finished(let final): usage = final
                    case .log, nil: break
                    }
                }
            }
            return usage
        }
        if Task.isCancelled { throw CancellationError() }
        if case .exited(0) = result.terminationStatus, let usage = result.takeClosureResult() { return usage }
        let lines = String(decoding: FileManager.default.contents(atPath: errorLog.path) ?? Data(), as: UTF8.self)
            .split(separator: "\n").suffix(10).map(String.init)
        throw StageFailure.worker(
            status: describe(result.terminationStatus), lastLines: lines, log: errorLog.path)
    }

    private func describe(_ status: TerminationStatus) -> String {
        switch status {
        case .exited(0): "ended without a last word"
        case .exited(let code): "failed with exit status \(code)"
        case .signaled(let signal): "was ended by signal \(signal)"
        }
    }

    private func openLog(_ url: URL) throws -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(url.path), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch let error as Errno {
            throw FileError(.open, path: url.path, code: error.rawValue)
        }
    }
}
