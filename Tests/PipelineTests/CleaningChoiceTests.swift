import Files
import Foundation
import Pipeline
import Testing

@Suite("What gc must leave alone")
struct CleaningChoiceTests {
    private static let yaml = """
        paper: a
        stages:
          make: {kind: note, matrix: {code: [64, 36]}, params: {text: "make-$code"}}
          use: {kind: note, matrix: {code: [64, 36]}, inputs: {one: make.text}, params: {text: use}}
        """

    private func cleaning(_ workspace: TestWorkspace, keeping kept: Set<Fingerprint>) -> StoreCleaning {
        StoreCleaning(of: workspace.store, keeping: kept, limits: .init(maximumBytes: 0), now: Date())
    }

    @Test(
        "results of the current declarations are in use, those of earlier ones are not; why still explains evicted ones"
    )
    func inUse() async throws {
        let workspace = TestWorkspace()
        let old = try graph(Self.yaml.replacing("make-$code", with: "before-$code"))
        let current = try graph(Self.yaml)
        try await workspace.run(old)
        try await workspace.run(current)
        let inUse = try ResultsInUse(
            of: [current], store: workspace.store, history: workspace.currentHistory, files: workspace.files)
        #expect(inUse.records.count == 4)
        let cleaning = cleaning(workspace, keeping: inUse.records)
        #expect(cleaning.evictions.count == 4 && cleaning.bytesOverLimit > 0)
        try cleaning.carryOut(in: workspace.store, now: Date())
        _ = workspace.executor.takeRan()
        try await workspace.run(current)
        #expect(workspace.executor.takeRan() == [], "what is in use was left alone")

        let run = try workspace.pipelineRun(old)
        let plan = try run.plan()
        let index = try old.selectOne(Selector("a/make[code=64]"))
        guard case .run(_, .evicted) = plan.verdicts[index] else {
            Issue.record("\(String(describing: plan.verdicts[index]))")
            return
        }
        let explanation = StageExplainer(
            graph: old, plan: plan, actions: workspace.actions, history: workspace.currentHistory
        ).explain(index)
        #expect(explanation.text().hasPrefix("a/make[code=64] would run: its outputs were evicted from the store, "))
        let details = try StageDetails(
            of: old.instances[index], verdict: plan.verdicts[index], store: workspace.store,
            history: workspace.currentHistory, profile: .paper, files: workspace.files, layout: nil)
        #expect(details.outputs.count == 1)
        try await workspace.run(old, ["a/make"])
        #expect(workspace.executor.takeRan() == ["a/make[code=36]", "a/make[code=64]"])
    }

    @Test("while a stage runs, a cleaning cannot have the store to itself; before and after it can")
    func running() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "locks-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let locks = DiskStageLocks(folder: folder)
        let store = Store(contents: MemoryContentStore(), actions: MemoryActionCache(), locks: locks)
        let executor = RecordingExecutor { job in
            #expect(try locks.tryLock(Store.useLock) == nil)
            let other = try locks.tryLock(Store.useLock, sharing: true)
            #expect(other != nil, "another run may go on")
            return ["text": "\(job.stage)"]
        }
        let graph = try graph(Self.yaml)
        let run = PipelineRun(
            graph: graph, store: store, history: RunHistory([]), files: MemoryFiles(),
            options: .init(selected: Set(graph.instances.indices)))
        #expect(try locks.tryLock(Store.useLock) != nil)
        #expect(try await run.run(executor: executor, observer: EventLog()).ran.count == 4)
        // A process that another test starts just then has a copy of the lock's descriptor until it becomes its program.
        for _ in 0..<1000 {
            if try locks.tryLock(Store.useLock) != nil { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("the lock is still held, ten seconds after the run")
    }

    @Test("pins keep every result of the stages that they name, whatever the key, and with + what those need")
    func pins() async throws {
        let workspace = TestWorkspace()
        let old = try graph(Self.yaml.replacing("make-$code", with: "before-$code"))
        let current = try graph(Self.yaml)
        try await workspace.run(old)
        try await workspace.run(current)
        var pins = Pins()
        pins.add(try Selector("+a/use[code=64]"))
        let records = workspace.actions.all()
        let pinned = pins.pinned(among: records, graphs: [current])
        #expect(
            Set(records.filter { pinned.contains($0.fingerprint) }.map(\.stage)) == [
                "a/use[code=64]", "a/make[code=64]",
            ])
        #expect(pinned.count == 4)
        #expect(cleaning(workspace, keeping: pinned).evictions.allSatisfy { $0.stage.hasSuffix("[code=36]") })
        let undeclared = try graph("paper: b\nstages: {other: {kind: note, params: {text: x}}}")
        #expect(pins.pinned(among: records, graphs: [undeclared]).count == 2, "by its own name, without what it needed")
    }

    @Test("the file of pins holds a selector a line, sorted, each once; a line that is none is an error")
    func pinFile() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "pins-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        #expect(try Pins(at: url) == Pins())
        var pins = Pins()
        for text in ["ercan/*", "+dcunha/train", "ercan/*"] { pins.add(try Selector(text)) }
        try pins.write(to: url)
        #expect(try String(contentsOf: url, encoding: .utf8) == "+dcunha/train\nercan/*\n")
        #expect(try Pins(at: url) == pins)
        #expect(pins.remove(try Selector("ercan/*")))
        #expect(!pins.remove(try Selector("ercan/*")))
        try Data("no selector at all\n".utf8).write(to: url)
        #expect(throws: SelectorError.malformed("no selector at all")) { try Pins(at: url) }
    }

    @Test(
        "sizes and ages are read as one types them",
        arguments: [
            ("5GB", 5_000_000_000), ("500 MB", 500_000_000), ("2GiB", 2_147_483_648), ("1000", 1000), ("1.5kB", 1500),
            ("0", 0), ("", nil), ("GB", nil), ("5XB", nil), ("-1", nil), ("1e30", nil), ("9999999TB", nil),
        ] as [(String, Int?)])
    func sizes(text: String, bytes: Int?) {
        #expect(ByteCount(text)?.bytes == bytes)
    }

    @Test(
        "an age needs its unit",
        arguments: [("30d", 2_592_000), ("12h", 43_200), ("90min", 5400), ("2w", 1_209_600), ("30", nil), ("x", nil)]
            as [(String, Double?)])
    func ages(text: String, seconds: Double?) {
        #expect(Age(text)?.seconds == seconds)
    }
}
