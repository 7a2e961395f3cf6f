import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("Attempts and time limits")
struct RetryTests {
    private static func yaml(_ more: String) -> String {
        "paper: a\nstages:\n  n: {kind: note, params: {text: x}\(more)}\n"
    }

    /// Fails so many times, then works.
    private func workspace(
        failures: Int, with failure: StageFailure = .worker(status: "failed", lastLines: [], log: "l")
    )
        -> (TestWorkspace, Attempts)
    {
        let attempts = Attempts()
        let executor = RecordingExecutor { job in
            if attempts.next() <= failures { throw failure }
            return Dictionary(uniqueKeysWithValues: job.kind.outputs.map { ($0.name, "x") })
        }
        return (TestWorkspace(executor: executor), attempts)
    }

    @Test("a stage is tried again as often as it says; what failed is told and stands in the record")
    func retries() async throws {
        let (workspace, attempts) = workspace(failures: 2)
        #expect(try await workspace.run(graph(Self.yaml(", retries: 2"))).isSuccess)
        #expect(attempts.count == 3)
        let record = try #require(workspace.store.actions.all().first)
        #expect(
            record.provenance.failedAttempts?.map(\.reason) == [
                "the worker failed; it wrote no error", "the worker failed; it wrote no error",
            ])
        let told = workspace.events.take()
        #expect(
            told.count { $0.contains("attempt 1 of 3 failed") } == 1
                && told.count { $0.contains("attempt 2 of 3") } == 1)
    }

    @Test("without that it fails at once, and so does what another attempt would not mend")
    func noRetries() async throws {
        for (more, failure) in [
            ("", StageFailure.worker(status: "failed", lastLines: [], log: "l")),
            (", retries: 3", .outputMissing("text")),
        ] {
            let (workspace, attempts) = workspace(failures: 9, with: failure)
            #expect(try await workspace.run(graph(Self.yaml(more))).failed.count == 1)
            #expect(attempts.count == 1)
        }
    }

    @Test("the last of its attempts fails it")
    func exhausted() async throws {
        let (workspace, attempts) = workspace(failures: 9)
        #expect(try await workspace.run(graph(Self.yaml(", retries: 1"))).failed.count == 1)
        #expect(attempts.count == 2)
        #expect(workspace.store.actions.all().isEmpty)
    }

    @Test("neither is in the key")
    func key() async throws {
        let (workspace, _) = workspace(failures: 0)
        #expect(try await workspace.run(graph(Self.yaml(""))).ran.count == 1)
        #expect(try await workspace.run(graph(Self.yaml(", retries: 2, timeout: 5min"))).ran.isEmpty)
    }

    @Test("an attempt that takes too long is ended, its worker with it, and the next goes on from its checkpoint")
    func timeout() async throws {
        let disk = try DiskWorkspace(
            stages: "  n: {kind: count, timeout: 1.5s, retries: 8, "
                + "params: {mode: count, steps: 40, secondsPerStep: 0.1, journal: JOURNAL}}")
        defer { disk.remove() }
        let events = EventLog()
        let summary = try await disk.run(observer: events)
        #expect(summary.isSuccess, "\(events.take())")
        let starts = disk.starts()
        #expect(starts.count > 1 && starts.last?.hasSuffix("from 0") == false)
        let record = try #require(disk.store.actions.all().first)
        #expect(record.provenance.failedAttempts?.count == starts.count - 1)
        #expect(record.provenance.failedAttempts?.first?.reason.contains("ended after 1.5 s") == true)
    }

    @Test(
        "what is no number of retries, and no length of time, is a problem of the declaration",
        arguments: [
            (", retries: many", "a number from 0 to 10"), (", retries: 11", "a number from 0 to 10"),
            (", timeout: 30", "a length of time such as 30min"), (", timeout: 0s", "a length of time"),
        ])
    func problems(more: String, expected: String) throws {
        let error = #expect(throws: DeclarationErrors.self) { try graph(Self.yaml(more)) }
        #expect(error.map { "\($0)" }?.contains(expected) == true)
    }
}

private final class Attempts: Sendable {
    private let made = Mutex(0)
    var count: Int { made.withLock { $0 } }
    func next() -> Int {
        made.withLock {
            $0 += 1
            return $0
        }
    }
}
