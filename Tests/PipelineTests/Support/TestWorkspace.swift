import Files
import Foundation
import Pipeline
import Synchronization

/// The `pipeline.yaml` of most tests.
let pipelineYAML = """
    rootSeed: 2018
    variables:
      replicates: [0, 1]
      digits: mnist
    profiles:
      paper: {}
      quick: {variables: {replicates: [0]}}
    """

func graph(
    _ yaml: String, pipeline: String = pipelineYAML, profile: String = "paper", files: Set<String> = [],
    registry: KindRegistry = testRegistry()
) throws -> StageGraph {
    try StageGraph.load(
        [
            DeclarationFile(path: "experiments/pipeline.yaml", text: pipeline),
            DeclarationFile(path: "experiments/a.yaml", text: yaml),
        ], profile: Profile(name: profile), registry: registry, fileExists: { files.contains($0) })
}

/// The problems of a declaration, as they are printed.
func problems(_ yaml: String, pipeline: String = pipelineYAML, profile: String = "paper", files: Set<String> = [])
    -> [String]
{
    do {
        _ = try graph(yaml, pipeline: pipeline, profile: profile, files: files)
        return []
    } catch let errors as DeclarationErrors {
        return errors.problems.map { "\($0.position): \($0.message)" }
    } catch {
        return ["\(error)"]
    }
}

/// Runs stages by a function in this process, and remembers which.
final class RecordingExecutor: Executor {
    typealias Body = @Sendable (StageJob) async throws -> [String: String]

    private let log = Mutex<[String]>([])
    private let body: Body

    /// - Parameter body: Gives each output's text.
    init(_ body: @escaping Body) {
        self.body = body
    }

    /// The stages that ran since the last call, by name.
    func takeRan() -> [String] {
        log.withLock { names in
            defer { names = [] }
            return names.sorted()
        }
    }

    func execute(
        _ job: StageJob, report: @escaping @Sendable (StageProgress) -> Void,
        commit: @Sendable (FinishedWork) throws -> Void
    ) async throws {
        log.withLock { $0.append("\(job.stage)") }
        let outputs = try await body(job)
        try commit(FinishedWork(outputs: outputs.mapValues { .bytes(Data($0.utf8)) }))
    }
}

/// A workspace in memory that can be run again and again with changed declarations.
final class TestWorkspace: Sendable {
    let contents = MemoryContentStore()
    let actions = MemoryActionCache()
    let files: MemoryFiles
    let executor: RecordingExecutor
    private let history = Mutex(RunHistory([]))
    let events = EventLog()
    /// What was said of the file of recorded durations.
    let warnings = Reports()

    init(files: [String: String] = [:], executor: RecordingExecutor) {
        self.files = MemoryFiles(files)
        self.executor = executor
    }

    /// A workspace whose `note` stages write their text, and whose `join` stages write what they were given.
    convenience init(files: [String: String] = [:], writing: (@Sendable (StageJob) -> String)? = nil) {
        self.init(
            files: files,
            executor: RecordingExecutor { job in
                let text =
                    writing?(job) ?? job.kind.parameters.leaves.map(\.text).joined(separator: ",")
                    + job.inputs.values.flatMap { $0 }.map { $0.url.lastPathComponent }.joined(separator: ",")
                return Dictionary(uniqueKeysWithValues: job.kind.outputs.map { ($0.name, text + $0.name) })
            })
    }

    var currentHistory: RunHistory { history.withLock { $0 } }

    var store: Store { Store(contents: contents, actions: actions, locks: MemoryLocks()) }

    func pipelineRun(
        _ graph: StageGraph, _ selectors: [String] = [], configure: (inout PipelineRun.Options) -> Void = { _ in }
    ) throws -> PipelineRun {
        var options = PipelineRun.Options(selected: try graph.select(selectors.map { try Selector($0) }))
        configure(&options)
        var history = history.withLock { $0 }
        history.recorded = .load(from: files, profile: graph.profile) { warnings.add($0) }
        return PipelineRun(graph: graph, store: store, history: history, files: files, options: options)
    }

    /// Makes it as if a stage had run before, for so long.
    func remember(_ stage: String, profile: Profile = .paper, seconds: Double) {
        history.withLock {
            $0.add(
                .init(
                    stage: stage, profile: profile.name, fingerprint: Fingerprint(digest: Digest(of: stage)),
                    seconds: seconds))
        }
    }

    @discardableResult
    func run(
        _ graph: StageGraph, _ selectors: [String] = [], configure: (inout PipelineRun.Options) -> Void = { _ in }
    ) async throws -> RunSummary {
        let run = try pipelineRun(graph, selectors, configure: configure)
        return try await run.run(executor: executor, observer: events) { entry in
            self.history.withLock { $0.add(entry) }
        }
    }
}

/// Keeps what a run tells.
final class EventLog: RunObserver {
    private let lines = Mutex<[String]>([])

    func observe(_ event: RunEvent) {
        let line: String? =
            switch event {
            case .failed(let name, let failure): "failed \(name): \(failure)"
            case .skipped(let name): "skipped \(name)"
            case .cutOff(let name): "cut off \(name)"
            case .warning(let text): "warning \(text)"
            case .shared(let name): "shared \(name)"
            default: nil
            }
        if let line { lines.withLock { $0.append(line) } }
    }

    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}
