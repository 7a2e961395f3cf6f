import Files
import Foundation
import Pipeline
import Testing

@Suite("Failing, in memory")
struct FailureTests {
    private static let yaml = """
        paper: a
        stages:
          good: {kind: note, params: {text: good}}
          bad: {kind: note, params: {text: bad}}
          afterGood: {kind: join, inputs: {texts: good.text}}
          afterBad: {kind: join, inputs: {texts: bad.text}}
        """

    private func workspace(failing: @escaping @Sendable (StageJob) throws -> Void) -> TestWorkspace {
        TestWorkspace(
            files: ["source.txt": "old"],
            executor: RecordingExecutor { job in
                try failing(job)
                return Dictionary(uniqueKeysWithValues: job.kind.outputs.map { ($0.name, "\(job.stage)") })
            })
    }

    private static let failure = StageFailure.worker(status: "failed", lastLines: ["boom"], log: "x.log")

    @Test("a failing stage keeps what is finished, and stops the rest")
    func stop() async throws {
        let workspace = workspace { if $0.stage.stage == "bad" { throw Self.failure } }
        let summary = try await workspace.run(graph(Self.yaml))
        #expect(!summary.isSuccess)
        #expect(summary.failed.map(\.stage) == ["bad"])
        #expect(workspace.files["results/results.lock"] == nil)
        #expect(workspace.events.take().contains { $0.hasPrefix("failed a/bad: the worker failed:\n    boom") })
    }

    @Test("with keep-going everything runs that does not depend on the failure, and the next run does the rest alone")
    func keepGoing() async throws {
        let isBroken = MemoryFiles(["broken": "yes"])
        let workspace = workspace { if $0.stage.stage == "bad", isBroken["broken"] != nil { throw Self.failure } }
        let summary = try await workspace.run(graph(Self.yaml)) { $0.keepGoing = true }
        #expect(Set(summary.ran.map(\.stage)) == ["good", "afterGood"])
        #expect(summary.skipped == 1)
        #expect(workspace.events.take().last == "skipped a/afterBad")
        _ = workspace.executor.takeRan()
        isBroken["broken"] = nil
        #expect(try await workspace.run(graph(Self.yaml)).isSuccess)
        #expect(workspace.executor.takeRan() == ["a/afterBad", "a/bad"])
    }

    @Test("an output that is missing, or empty, fails the stage and is not cached")
    func outputs() async throws {
        for (outputs, message) in [
            ([:], "the stage ended well, but did not write its output 'text'"),
            (["text": ""], "the stage ended well, but its output 'text' is empty"),
        ] {
            let workspace = TestWorkspace(executor: RecordingExecutor { _ in outputs })
            let summary = try await workspace.run(graph(Self.yaml), ["a/good"])
            #expect(summary.failed.count == 1)
            #expect(workspace.events.take() == ["failed a/good: \(message)"])
            #expect(workspace.actions.all().isEmpty)
        }
    }

    @Test("a source that is edited while a stage reads it: the result is thrown away")
    func editedInput() async throws {
        let files = MemoryFiles(["source.txt": "old"])
        let graph = try graph(
            "paper: a\nstages: {n: {kind: note, inputs: {one: 'file:source.txt'}, params: {text: x}}}",
            files: ["source.txt"])
        let executor = RecordingExecutor { _ in
            files["source.txt"] = "new"
            return ["text": "made from old or new?"]
        }
        let actions = MemoryActionCache()
        let store = Store(contents: MemoryContentStore(), actions: actions, locks: MemoryLocks())
        let events = EventLog()
        let run = PipelineRun(
            graph: graph, store: store, history: RunHistory([]), files: files, options: .init(selected: [0]))
        let summary = try await run.run(executor: executor, observer: events)
        #expect(summary.failed.count == 1)
        #expect(actions.all().isEmpty)
        #expect(
            events.take() == [
                "failed a/n: source.txt was changed while the stage read it, so the result was thrown away: run it again"
            ])
    }

    @Test("a run that waits for a cleaning says so, and can be interrupted")
    func waiting() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "waiting-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let locks = DiskStageLocks(folder: folder)
        let cleaning = try locks.tryLock(Store.useLock)
        let workspace = TestWorkspace()
        let graph = try graph(Self.yaml)
        let run = PipelineRun(
            graph: graph, store: Store(contents: workspace.contents, actions: workspace.actions, locks: locks),
            history: workspace.currentHistory, files: workspace.files, options: .init(selected: try graph.select([])))
        let task = Task { try await run.run(executor: workspace.executor, observer: workspace.events) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let summary = try await task.value
        #expect(summary.isInterrupted && summary.ran.isEmpty)
        #expect(workspace.events.take().contains { $0.contains("waiting until") })
        withExtendedLifetime(cleaning) {}
    }

    @Test("a cancelled run keeps what is finished and says that it was interrupted")
    func cancellation() async throws {
        let workspace = TestWorkspace(
            executor: RecordingExecutor { job in
                if job.stage.stage == "bad" { try await Task.sleep(for: .seconds(60)) }
                return ["text": "\(job.stage)"]
            })
        let graph = try graph(Self.yaml)
        let task = Task { try await workspace.run(graph) { $0.jobs = 2 } }
        while workspace.actions.all().count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let summary = try await task.value
        #expect(summary.isInterrupted && !summary.isSuccess)
        #expect(summary.failed.isEmpty)
        #expect(Set(summary.ran.map(\.stage)) == ["good", "afterGood"])
    }
}
