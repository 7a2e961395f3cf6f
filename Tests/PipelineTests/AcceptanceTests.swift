import Files
import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("Accepting earlier work")
struct AcceptanceTests {
    private static let chain = """
        paper: a
        stages:
          make: {kind: note, matrix: {code: [64, 36, 22]}, params: {text: "make-$code"}}
          use: {kind: note, matrix: {code: [64, 36, 22]}, inputs: {one: make.text}, params: {text: use}}
          table: {kind: join, inputs: {texts: use.text}}
        """

    /// - Parameter sources: by kind, a digit of another digest.
    private func chain(_ sources: [String: String] = [:], change: (String, String)? = nil) throws -> StageGraph {
        let yaml = change.map { Self.chain.replacing($0.0, with: $0.1) } ?? Self.chain
        return try graph(yaml, registry: testRegistry(sources: sources))
    }

    private func accept(
        _ graph: StageGraph, in workspace: TestWorkspace, sample count: Int = 1
    ) async throws -> (plan: AcceptancePlan, outcome: AcceptanceOutcome) {
        let plan = try workspace.pipelineRun(graph).acceptancePlan()
        var generator = SystemRandomNumberGenerator()
        let acceptance = Acceptance(
            graph: graph, store: workspace.store, files: workspace.files, executor: workspace.executor,
            observer: workspace.events, commit: "c0ffee")
        return (plan, try await acceptance.run(plan, sample: plan.sample(count, in: graph, using: &generator), jobs: 2))
    }

    @Test("sources that change no byte: a sample runs, one of each kind at least, and the rest is up to date")
    func holds() async throws {
        let workspace = TestWorkspace()
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        let changed = try chain(["Note": "9", "Join": "9"])
        let (plan, outcome) = try await accept(changed, in: workspace)
        #expect(plan.candidates.count == 7 && plan.others.isEmpty)
        let ran = workspace.executor.takeRan()
        #expect(ran.count == 2 && ran.contains("a/table"))
        #expect(outcome.holds && outcome.accepted.count == 5 && outcome.records.count == 7)
        try await workspace.run(changed)
        #expect(workspace.executor.takeRan() == [])
        let accepted = workspace.actions.all().compactMap(\.provenance.accepted)
        #expect(accepted.count == 5)
        #expect(
            accepted.allSatisfy {
                $0.sample.sorted() == ran && $0.candidates == 7 && $0.commit == "c0ffee" && $0.from != nil
            })
        let index = try #require(outcome.records.keys.first { outcome.records[$0]?.provenance.accepted != nil })
        let details = try StageDetails(
            of: changed.instances[index], verdict: outcome.records[index].map { .upToDate($0.result) },
            store: workspace.store,
            history: workspace.currentHistory, profile: .paper, files: workspace.files, layout: nil)
        #expect(details.text.contains("at commit c0ffee, as 2 stages drawn of 7 made the same bytes anew"))
    }

    @Test("the sample takes no more of what stages share than there is")
    func resources() async throws {
        let yaml = Self.chain.replacing("params: {text: use}}", with: "params: {text: use}, resources: {downloads: 1}}")
        func declared(_ sources: [String: String]) throws -> StageGraph {
            try graph(
                yaml, pipeline: pipelineYAML + "\nresources: {downloads: 1}", registry: testRegistry(sources: sources))
        }
        let running = Mutex(0)
        let most = Mutex(0)
        let workspace = TestWorkspace(
            executor: RecordingExecutor { job in
                if job.stage.stage == "use" {
                    let count = running.withLock {
                        $0 += 1; return $0
                    }
                    most.withLock { $0 = max($0, count) }
                    try await Task.sleep(for: .milliseconds(20))
                    running.withLock { $0 -= 1 }
                }
                return Dictionary(uniqueKeysWithValues: job.kind.outputs.map { ($0.name, "\(job.stage)") })
            })
        try await workspace.run(declared([:]))
        most.withLock { $0 = 0 }
        let (plan, outcome) = try await accept(declared(["Note": "9", "Join": "9"]), in: workspace, sample: 7)
        #expect(plan.candidates.count == 7 && outcome.holds && outcome.same.count == 7)
        #expect(most.withLock { $0 } == 1)
    }

    @Test("one output of the sample that differs: nothing is taken over, and what ran is kept")
    func differs() async throws {
        let workspace = TestWorkspace()
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        let changed = try chain(["Note": "9"])
        let other = TestWorkspace(
            files: [:], executor: RecordingExecutor { job in ["text": "other bytes of \(job.stage)"] })
        // The same store, but stages that write something else now.
        let plan = try workspace.pipelineRun(changed).acceptancePlan()
        #expect(plan.candidates.count == 6)
        let before = workspace.actions.all().count
        var generator = SystemRandomNumberGenerator()
        let outcome = try await Acceptance(
            graph: changed, store: workspace.store, files: workspace.files, executor: other.executor,
            observer: workspace.events, commit: nil
        ).run(plan, sample: plan.sample(2, in: changed, using: &generator), jobs: 1)
        #expect(!outcome.holds && outcome.accepted.isEmpty)
        #expect(outcome.different.count == 2 && outcome.different.allSatisfy { $0.outputs == ["text"] })
        #expect(workspace.actions.all().count == before + 2)
        #expect(workspace.actions.all().allSatisfy { $0.provenance.accepted == nil })
    }

    @Test("a changed parameter is no matter of sources: its stage has to run, and what needs it waits")
    func parameters() async throws {
        let workspace = TestWorkspace()
        try await workspace.run(chain())
        let changed = try chain(["Note": "9"], change: ("make-$code", "made-$code"))
        let plan = try workspace.pipelineRun(changed).acceptancePlan()
        #expect(plan.candidates.isEmpty && plan.others.count == 7)
        let one = try graph(
            Self.chain.replacing(
                "paper: a\n", with: "paper: a\noverrides: [{select: 'a/make[code=36]', params: {text: new}}]\n"),
            registry: testRegistry(sources: ["Note": "9"]))
        let names = try workspace.pipelineRun(one).acceptancePlan().candidates.map { "\(one.instances[$0.index].name)" }
        #expect(Set(names) == ["a/make[code=64]", "a/make[code=22]", "a/use[code=64]", "a/use[code=22]"])
    }

    @Test("work whose outputs are gone is not taken over; earlier work under older sources is found")
    func stores() async throws {
        let workspace = TestWorkspace()
        try await workspace.run(chain())
        try await workspace.run(chain(change: ("make-$code", "other-$code")))
        let changed = try chain(["Note": "9", "Join": "9"])
        #expect(try workspace.pipelineRun(changed).acceptancePlan().candidates.count == 7, "the newest run was another")
        let lost = workspace.actions.all().filter { $0.stage == "a/make[code=64]" }
        for content in lost.flatMap(\.outputs.values) { workspace.contents.remove(content.digest) }
        let left = try workspace.pipelineRun(changed).acceptancePlan()
        let names = left.others.map { "\(changed.instances[$0.index].name)" }
        #expect(names == ["a/make[code=64]", "a/use[code=64]", "a/table"])
        #expect(left.candidates.count == 4)
    }

    @Test("a record that was read from its file is found too: there 1.0 is 1")
    func readRecords() async throws {
        let yaml = """
            paper: a
            stages:
              images: {kind: note, params: {text: images}}
              train:
                kind: train
                inputs: {images: images.text}
                params:
                  layers: [4, 2]
                  activation: relu
                  initializer: {normal: {stddev: 1.0}}
                  optimizer: {rmsprop: {learningRate: 2.0, decay: 0.5}}
                  epochs: 3
            """
        let workspace = TestWorkspace()
        try await workspace.run(graph(yaml))
        for record in workspace.actions.all() {
            try workspace.actions.record(JSONDecoder().decode(ActionRecord.self, from: JSONEncoder().encode(record)))
        }
        let changed = try graph(yaml, registry: testRegistry(sources: ["Train": "9"]))
        let plan = try workspace.pipelineRun(changed).acceptancePlan()
        #expect(plan.candidates.map { "\(changed.instances[$0.index].name)" } == ["a/train"])
    }

    @Test("a stage of the sample that fails is told, and nothing is taken over")
    func failure() async throws {
        let workspace = TestWorkspace()
        try await workspace.run(chain())
        let changed = try chain(["Note": "9"])
        let failing = RecordingExecutor { _ in throw StageFailure.outputMissing("text") }
        let plan = try workspace.pipelineRun(changed).acceptancePlan()
        var generator = SystemRandomNumberGenerator()
        let outcome = try await Acceptance(
            graph: changed, store: workspace.store, files: workspace.files, executor: failing,
            observer: workspace.events, commit: nil
        ).run(plan, sample: plan.sample(1, in: changed, using: &generator), jobs: 1)
        #expect(outcome.failed.map(\.failure) == [.outputMissing("text")] && !outcome.holds && outcome.accepted.isEmpty)
    }
}
