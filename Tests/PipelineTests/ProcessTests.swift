import Files
import Foundation
import Pipeline
import Testing

@Suite("Running in processes, on disk", .serialized)
struct ProcessTests {
    private static func stage(_ mode: String, steps: Int = 1, seconds: Double = 0, more: String = "") -> String {
        "{kind: count, params: {mode: \(mode), steps: \(steps), secondsPerStep: \(seconds), journal: JOURNAL}\(more)}"
    }

    private func isAlive(_ process: pid_t) -> Bool { kill(process, 0) == 0 }

    @Test("a stage's environment is the allowed variables and nothing else")
    func environment() async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage("tellEnvironment"))")
        defer { disk.remove() }
        let summary = try await disk.run(environment: [
            "PATH": "/usr/bin", "HOME": "/nowhere", "SECRET": "x", "COUNT_MIRROR": "here", "LANG": "de_DE", "TZ": "CET",
        ])
        #expect(summary.isSuccess)
        #expect(
            try disk.output(of: "a/n").split(separator: "\n") == [
                "COUNT_MIRROR=here", "LANG=C.UTF-8", "OMP_NUM_THREADS=1", "TZ=UTC",
            ])
    }

    @Test("damaged content is noticed before a stage reads it, named, moved aside, and made again in the same run")
    func damagedContent() async throws {
        let disk = try DiskWorkspace(
            stages: """
                  n: \(Self.stage("count"))
                  m: \(Self.stage("count", steps: 2, more: ", inputs: {source: n.text}"))
                """)
        defer { disk.remove() }
        #expect(try await disk.run().isSuccess)
        let first = try #require(disk.store.actions.all().first { $0.stage == "a/n" })
        let second = try #require(disk.store.actions.all().first { $0.stage == "a/m" })
        let content = try #require(first.outputs["text"])
        let place = disk.store.contents.location(of: content.digest)
        chmod(place.path, 0o644)
        try Data("flipped".utf8).write(to: place)
        // The consumer has to run again, and must not read what is there.
        try FileManager.default.removeItem(
            at: disk.workspace.layout.folder.appending(path: "actions/\(second.fingerprint).json"))
        let events = EventLog()
        let summary = try await disk.run(observer: events)
        #expect(summary.isSuccess)
        #expect(summary.ran.map { "\($0)" } == ["a/n", "a/m"])
        let told = events.take().joined()
        #expect(told.contains("should have the SHA-256 \(content.digest)"))
        #expect(told.contains("what made it runs again"))
        #expect(try Digest(ofFile: place) == content.digest)
        let aside = disk.workspace.layout.quarantine.appending(path: content.digest.hexadecimal)
        #expect(try String(contentsOf: aside, encoding: .utf8) == "flipped")
    }

    @Test("a worker made from other code than the runner's refuses, and nothing is recorded under the foreign key")
    func rebuiltProgram() async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage("count"))")
        defer { disk.remove() }
        let events = EventLog()
        let summary = try await disk.run(observer: events, code: "1")
        #expect(!summary.isSuccess)
        #expect(events.take().joined().contains("built anew during the run, with other code of the kind 'count'"))
        #expect(disk.store.actions.all().isEmpty)
    }

    @Test("the record says how it went, and cached content is read-only")
    func record() async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage("count", steps: 2, seconds: 0.05))")
        defer { disk.remove() }
        #expect(try await disk.run().isSuccess)
        let record = try #require(disk.store.actions.all().first)
        #expect(record.provenance.seconds > 0.1)
        #expect(record.provenance.usage.peakMemoryKibibytes > 1000)
        #expect(record.provenance.environment.contains("TZ"))
        let content = try #require(record.outputs["text"])
        let path = disk.store.contents.location(of: content.digest).path
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o444)
        #expect(try disk.output(of: "a/n").hasSuffix("2 steps\n"))
        let log = try #require(StageLog(folder: disk.workspace.layout.logs(of: record.fingerprint)))
        #expect(log.lines == ["starts at 0", "last progress: 2 of 2 "])
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.workspace.layout.temporary.path) == [])
        let checkpoints = disk.workspace.layout.checkpoints(of: record.fingerprint).path
        #expect(!FileManager.default.fileExists(atPath: checkpoints))
    }

    @Test(
        "a stage that ends badly is told with its reason",
        arguments: [
            ("fail", "the worker failed with exit status 1:\n    error: wanted"),
            ("crash", "the worker was ended by signal"),
            ("writeNothing", "the stage ended well, but did not write its output 'text'"),
            ("writeEmpty", "the stage ended well, but its output 'text' is empty"),
        ])
    func failure(mode: String, message: String) async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage(mode))")
        defer { disk.remove() }
        let events = EventLog()
        let summary = try await disk.run(observer: events)
        #expect(summary.failed.count == 1)
        let told = events.take()
        #expect(told.first?.hasPrefix("failed a/n: \(message)") == true, "\(told)")
        #expect(disk.store.actions.all().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.workspace.layout.temporary.path) == [])
    }

    @Test("what a kind prints is logged, and never taken for an event")
    func printing() async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage("printMuch"))")
        defer { disk.remove() }
        #expect(try await disk.run().isSuccess)
        let record = try #require(disk.store.actions.all().first)
        let log = try #require(StageLog(folder: disk.workspace.layout.logs(of: record.fingerprint)))
        #expect(log.lines.last == "stderr: line 19999")
    }

    @Test("kill -9 of the runner: no orphan, nothing that looks finished; the next run resumes to the same bits")
    func killedRunner() async throws {
        let stages = "  n: \(Self.stage("count", steps: 40, seconds: 0.05))"
        let disk = try DiskWorkspace(stages: stages)
        defer { disk.remove() }
        let runner = try disk.startRunner()
        let checkpoints = disk.workspace.layout.folder.appending(path: "checkpoints").path
        try await disk.wait("for a checkpoint") {
            let folders = (try? FileManager.default.contentsOfDirectory(atPath: checkpoints)) ?? []
            return folders.contains { FileManager.default.fileExists(atPath: "\(checkpoints)/\($0)/steps") }
        }
        kill(runner.processIdentifier, SIGKILL)
        runner.waitUntilExit()
        let worker = try #require(disk.starts().first?.split(separator: " ").dropFirst().first.flatMap { pid_t($0) })
        try await disk.wait("for the worker's end") { !isAlive(worker) }
        #expect(disk.store.actions.all().isEmpty)

        #expect(try await disk.run().isSuccess)
        let starts = disk.starts()
        #expect(starts.count == 2)
        #expect(starts.last?.hasSuffix("from 0") == false, "\(starts)")
        let undisturbed = try DiskWorkspace(stages: stages.replacing("0.05", with: "0"))
        defer { undisturbed.remove() }
        #expect(try await undisturbed.run().isSuccess)
        #expect(try disk.output(of: "a/n") == undisturbed.output(of: "a/n"))
    }

    @Test("two runners at once do the work once and share it")
    func twoRunners() async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage("count", steps: 10, seconds: 0.05))")
        defer { disk.remove() }
        let runners = [try disk.startRunner(), try disk.startRunner()]
        for runner in runners { runner.waitUntilExit() }
        #expect(runners.map(\.terminationStatus) == [0, 0])
        #expect(disk.starts().count == 1)
    }

    @Test("a cancelled run ends its workers at once and keeps their checkpoints")
    func cancellation() async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage("count", steps: 1000, seconds: 0.02))")
        defer { disk.remove() }
        let task = Task { try await disk.run() }
        try await disk.wait("for the start") { !disk.starts().isEmpty }
        let worker = try #require(disk.starts().first?.split(separator: " ").dropFirst().first.flatMap { pid_t($0) })
        task.cancel()
        let summary = try await task.value
        #expect(summary.isInterrupted)
        #expect(summary.seconds < 5)
        #expect(!isAlive(worker))
        #expect(disk.store.actions.all().isEmpty)
    }

    @Test("a source edited while a worker reads it is not cached")
    func editedSource() async throws {
        let disk = try DiskWorkspace(
            stages:
                "  n: \(Self.stage("count", steps: 20, seconds: 0.05, more: ", inputs: {source: 'file:source.txt'}"))")
        defer { disk.remove() }
        try disk.write("old", to: "source.txt")
        let events = EventLog()
        let task = Task { try await disk.run(observer: events) }
        try await disk.wait("for the start") { !disk.starts().isEmpty }
        try disk.write("new", to: "source.txt")
        #expect(try await task.value.failed.count == 1)
        #expect(events.take().first?.contains("source.txt was changed while the stage read it") == true)
        #expect(disk.store.actions.all().isEmpty)
    }

    @Test("the executable of a worker that is gone is a failure, not a crash")
    func noExecutable() async throws {
        let disk = try DiskWorkspace(stages: "  n: \(Self.stage("count"))")
        defer { disk.remove() }
        let graph = try disk.graph()
        let executor = LocalExecutor(
            executable: URL(filePath: "/nonexistent/bottleneck"),
            layout: disk.workspace.layout,
            environment: [:])
        let run = PipelineRun(
            graph: graph, store: disk.store, history: RunHistory([]), files: disk.workspace.files,
            options: .init(selected: [0]))
        let events = EventLog()
        #expect(try await run.run(executor: executor, observer: events).failed.count == 1)
        #expect(events.take().first?.contains("/nonexistent/bottleneck") == true)
    }
}
