import Files
import Foundation
import Pipeline
import Testing

@Suite("Running in memory")
struct RunTests {
    private static let chain = """
        paper: a
        stages:
          make: {kind: note, matrix: {code: [64, 36]}, params: {text: "make-$code"}}
          use: {kind: note, matrix: {code: [64, 36]}, inputs: {one: make.text}, params: {text: use}}
          table: {kind: join, inputs: {texts: use.text}, publish: {text: results/table.txt}}
          figure: {kind: join, inputs: {texts: ['published:results/table.txt', 'file:plot.gp']}, publish: {text: plots/x.svg}}
        """
    private static let files: Set<String> = ["plot.gp"]

    private func chain(_ change: (String, String) = ("", ""), profile: String = "paper") throws -> StageGraph {
        let yaml = change.0.isEmpty ? Self.chain : Self.chain.replacing(change.0, with: change.1)
        return try graph(yaml, profile: profile, files: Self.files)
    }

    private func workspace() -> TestWorkspace { TestWorkspace(files: ["plot.gp": "plot"]) }

    @Test("the first run runs everything, the second nothing")
    func noOp() async throws {
        let workspace = workspace()
        let first = try await workspace.run(chain())
        #expect(first.isSuccess && first.ran.count == 6)
        #expect(workspace.executor.takeRan().count == 6)
        let second = try await workspace.run(chain())
        #expect(second.isSuccess && second.ran.isEmpty && second.upToDate == 6)
        #expect(workspace.executor.takeRan() == [])
    }

    @Test("results.lock has the same bytes at any number of jobs", arguments: [2, 3, 8])
    func jobs(count: Int) async throws {
        let (alone, together) = (workspace(), workspace())
        #expect(try await alone.run(chain()) { $0.jobs = 1 }.isSuccess)
        #expect(try await together.run(chain()) { $0.jobs = count }.isSuccess)
        let lock = try #require(alone.files[ResultsLock.path])
        #expect(lock.split(separator: "\n").count == 6)
        #expect(together.files[ResultsLock.path] == lock)
    }

    @Test("changing one label's parameter runs that chain again, and no other")
    func oneChain() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        let changed = try chain(
            ("paper: a\n", "paper: a\noverrides: [{select: 'a/make[code=36]', params: {text: new}}]\n"))
        try await workspace.run(changed)
        #expect(workspace.executor.takeRan() == ["a/figure", "a/make[code=36]", "a/table", "a/use[code=36]"])
        try await workspace.run(chain())
        #expect(workspace.executor.takeRan() == [], "going back runs nothing: the results are still there")
    }

    @Test("equal outputs cut off everything that follows")
    func earlyCutoff() async throws {
        let workspace = TestWorkspace(files: ["plot.gp": "plot"]) { job in "\(job.stage)" }
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        let summary = try await workspace.run(chain(("make-$code", "made-$code")))
        #expect(workspace.executor.takeRan() == ["a/make[code=36]", "a/make[code=64]"])
        #expect(summary.upToDate == 4)
        #expect(workspace.events.take().filter { $0.hasPrefix("cut off") }.count == 4)
    }

    @Test("a plot script changes its figure and nothing else")
    func sourceFile() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        workspace.files["plot.gp"] = "other plot"
        try await workspace.run(chain())
        #expect(workspace.executor.takeRan() == ["a/figure"])
    }

    @Test("a kind's changed sources run its stages again")
    func sources() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        let changed = try graph(Self.chain, files: Self.files, registry: testRegistry(sources: ["Join": "9"]))
        try await workspace.run(changed)
        #expect(workspace.executor.takeRan() == ["a/figure", "a/table"])
    }

    @Test("force runs exactly the selected stages again, not what they need")
    func force() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        try await workspace.run(chain(), ["a/use[code=64]"]) { $0.forced = $0.selected }
        #expect(workspace.executor.takeRan() == ["a/use[code=64]"])
        #expect(workspace.events.take().filter { $0.hasPrefix("warning") } == [])
    }

    @Test("a stage that gives other bytes from the same inputs is named")
    func nondeterminism() async throws {
        let workspace = TestWorkspace(files: ["plot.gp": "plot"]) { _ in UUID().uuidString }
        try await workspace.run(chain(), ["a/make[code=64]"])
        try await workspace.run(chain(), ["a/make[code=64]"]) { $0.forced = $0.selected }
        #expect(
            workspace.events.take() == [
                "warning a/make[code=64] gave other bytes than before from the same inputs (text): its kind is not deterministic"
            ])
    }

    @Test("a selection runs with what it needs; what is excluded does not run, nor what needs it")
    func selection() async throws {
        let workspace = workspace()
        try await workspace.run(chain(), ["a/use[code=64]"])
        #expect(workspace.executor.takeRan() == ["a/make[code=64]", "a/use[code=64]"])
        let graph = try chain()
        let excluded = try graph.select(Selector("a/make[code=36]"))
        workspace.files["results/table.txt"] = "from before"
        try await workspace.run(graph) { $0.excluded = excluded }
        #expect(workspace.executor.takeRan() == ["a/figure"])
    }

    @Test("a published file is read as it stands, and does not pull in the stage that publishes it")
    func published() async throws {
        let workspace = workspace()
        let error = await #expect(throws: DeclarationErrors.self) { try await workspace.run(chain(), ["a/figure"]) }
        #expect(
            error?.description
                == "experiments/a.yaml:6:40: results/table.txt does not exist yet; a/table publishes it: "
                + "select that stage as well, or run it first")
        workspace.files["results/table.txt"] = "committed"
        try await workspace.run(chain(), ["a/figure"])
        #expect(workspace.executor.takeRan() == ["a/figure"])
        try await workspace.run(chain())
        #expect(workspace.files["results/table.txt"] != "committed")
        #expect(workspace.executor.takeRan().count == 6, "with its publisher in the run, the figure sees the new table")
    }

    @Test("a profile other than paper publishes, and reads what is published, in a folder of its own")
    func profilePublication() async throws {
        let workspace = workspace()
        workspace.files["results/table.txt"] = "the paper's"
        try await workspace.run(chain(profile: "quick"))
        #expect(workspace.files["results/table.txt"] == "the paper's")
        #expect(workspace.files["out/quick/results/table.txt"] != nil)
        #expect(workspace.files["out/quick/plots/x.svg"] != nil)
        #expect(workspace.files["out/quick/results/results.lock"] != nil)
        #expect(workspace.files["results/results.lock"] == nil)
        _ = workspace.executor.takeRan()
        try await workspace.run(chain())
        #expect(workspace.executor.takeRan() == [], "profiles share the cache where they agree")
        #expect(workspace.files["results/table.txt"] == workspace.files["out/quick/results/table.txt"])
    }

    @Test("a published file that was changed or removed is put back without running anything")
    func republishing() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let table = workspace.files["results/table.txt"]
        _ = workspace.executor.takeRan()
        workspace.files["results/table.txt"] = "edited"
        workspace.files["plots/x.svg"] = nil
        try await workspace.run(chain())
        #expect(workspace.executor.takeRan() == [])
        #expect(workspace.files["results/table.txt"] == table)
        #expect(workspace.files["plots/x.svg"] != nil)
    }

    @Test("a stage whose output is gone from the store runs again")
    func outputGone() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        _ = workspace.executor.takeRan()
        let graph = try chain()
        let plan = try workspace.pipelineRun(graph).plan()
        let table = try #require(graph.index(of: "a/table"))
        guard case .upToDate(let record) = plan.verdicts[table], let content = record.outputs["text"] else {
            Issue.record("the table is not up to date")
            return
        }
        workspace.contents.remove(content.digest)
        guard case .run(_, .outputGone("text")) = try workspace.pipelineRun(graph).plan().verdicts[table] else {
            Issue.record("the plan does not see that the output is gone")
            return
        }
        try await workspace.run(graph)
        #expect(workspace.executor.takeRan() == ["a/table"])
    }

    @Test("the plan is what the run then does: run, may run, up to date, with the reason")
    func plan() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let graph = try chain(("text: use", "text: used"))
        let plan = try workspace.pipelineRun(graph).plan()
        let words = plan.order.map { index in
            switch plan.verdicts[index] {
            case .upToDate: "\(graph.instances[index].name): up to date"
            case .run(_, let reason): "\(graph.instances[index].name): \(reason)"
            case .mayRun(let open): "\(graph.instances[index].name): waits for \(open.count)"
            case nil: "?"
            }
        }
        #expect(
            words == [
                "a/make[code=64]: up to date", "a/make[code=36]: up to date",
                "a/use[code=64]: parameter text use → used", "a/use[code=36]: parameter text use → used",
                "a/table: waits for 2", "a/figure: waits for 1",
            ])
    }

    @Test("results.lock has one sorted line per instance; a partial run changes its lines, undeclared ones go")
    func resultsLock() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let lock = try #require(workspace.files["results/results.lock"])
        let lines = lock.split(separator: "\n").map(String.init)
        #expect(lines.count == 6 && lines == lines.sorted())
        let pattern = /a\/table\t[0-9a-f]{64}\ttext=[0-9a-f]{64}/
        #expect(lines.contains { $0.wholeMatch(of: pattern) != nil })
        try await workspace.run(chain(("text: use", "text: used")), ["a/use[code=64]"])
        let after = try #require(workspace.files["results/results.lock"]).split(separator: "\n").map(String.init)
        #expect(zip(lines, after).filter { $0 != $1 }.map { $0.0.prefix(14) } == ["a/use[code=64]"])
        let smaller = try graph("paper: a\nstages: {make: {kind: note, matrix: {code: [64]}, params: {text: make-64}}}")
        try await workspace.run(smaller)
        #expect(workspace.files["results/results.lock"]?.split(separator: "\n").count == 1)
    }
}
