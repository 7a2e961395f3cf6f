import Files
import Foundation
import Pipeline
import Testing

@Suite("Why a stage runs")
struct StageExplanationTests {
    private static let chain = """
        paper: a
        stages:
          make: {kind: note, matrix: {code: [64, 36]}, params: {text: "make-$code"}}
          use: {kind: note, matrix: {code: [64, 36]}, inputs: {one: make.text}, params: {text: use}}
          table: {kind: join, inputs: {texts: use.text}, publish: {text: results/table.txt}}
          figure: {kind: join, inputs: {texts: ['published:results/table.txt', 'file:plot.gp']}, publish: {text: plots/x.svg}}
        """

    private func chain(_ changes: [(String, String)] = [], sources: [String: String] = [:]) throws -> StageGraph {
        let yaml = changes.reduce(Self.chain) { $0.replacing($1.0, with: $1.1) }
        return try graph(yaml, files: ["plot.gp"], registry: testRegistry(sources: sources))
    }

    private func workspace() -> TestWorkspace { TestWorkspace(files: ["plot.gp": "plot"]) }

    private static let changedText = [("make-$code", "made-$code")]

    @Test("a changed parameter is shown with both values, beside the record it is compared with")
    func parameter() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let explanation = try workspace.explain("a/make[code=64]", in: chain(Self.changedText))
        #expect(explanation.steps.map(\.stage) == ["a/make[code=64]"])
        #expect(explanation.steps[0].state == .run)
        #expect(explanation.steps[0].earlier != nil && explanation.steps[0].record == nil)
        #expect(
            explanation.steps[0].differences.map { "\($0)" } == ["parameter text  make-64 → made-64"])
        #expect(explanation.text().contains("would run: its key differs from that of the record "))
    }

    @Test("a stage that waits is explained by the stages that it waits for, to the field that changed")
    func rootCause() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let explanation = try workspace.explain("a/table", in: chain(Self.changedText))
        #expect(explanation.steps[0].state == .mayRun)
        #expect(explanation.steps[0].waitsFor == ["a/use[code=64]", "a/use[code=36]"])
        #expect(
            explanation.rootCauses.map { "\($0)" } == [
                "a/make[code=64]: parameter text  make-64 → made-64\n    by way of a/use[code=64]",
                "a/make[code=36]: parameter text  make-36 → made-36\n    by way of a/use[code=36]",
            ])
        #expect(explanation.rootCauses[0].path == ["a/table", "a/use[code=64]", "a/make[code=64]"])
    }

    @Test("a stage whose own key changed too says so while it waits")
    func ownChange() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let changed = try chain(Self.changedText + [("text: use", "text: used")])
        let explanation = try workspace.explain("a/use[code=64]", in: changed)
        #expect(explanation.steps[0].differences.map { "\($0)" } == ["parameter text  use → used"])
        #expect(explanation.rootCauses.count == 2)
        #expect(explanation.text().contains("it runs in any case, as its own key differs"))
    }

    @Test("an input that a stage made anew is followed to that stage's own difference")
    func ranAnew() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let changed = try chain(Self.changedText)
        try await workspace.run(changed, ["a/make"])
        let explanation = try workspace.explain("a/use[code=36]", in: changed)
        #expect(explanation.steps.map(\.stage) == ["a/use[code=36]", "a/make[code=36]"])
        #expect(explanation.steps.map(\.state) == [.run, .ranAnew])
        let input = try #require(explanation.steps[0].differences.first)
        #expect(input.artifact == "a/make[code=36].text" && input.madeBy == "a/make[code=36]")
        #expect(input.old == Digest(of: "make-36,1text").hexadecimal)
        #expect(input.new == Digest(of: "made-36,1text").hexadecimal)
        #expect(explanation.rootCauses.map { $0.difference?.name } == ["text"])
        #expect(explanation.rootCauses[0].path == ["a/use[code=36]", "a/make[code=36]"])
    }

    @Test("an up to date stage names its record, and says why it last ran, through a published file as well")
    func upToDate() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let first = try workspace.explain("a/figure", in: chain())
        #expect(first.steps.count == 1 && first.steps[0].state == .upToDate && first.steps[0].earlier == nil)
        #expect(first.rootCauses.isEmpty)
        let record = try #require(first.steps[0].record)
        #expect(
            first.text().hasPrefix("a/figure is up to date: the record \(record.fingerprint.digest.short) (paper, "))

        let changed = try chain(Self.changedText)
        try await workspace.run(changed)
        let second = try workspace.explain("a/figure", in: changed)
        #expect(second.steps[0].earlier == first.steps[0].record)
        #expect(second.steps.map(\.state) == [.upToDate, .ranAnew, .ranAnew, .ranAnew, .ranAnew, .ranAnew])
        #expect(second.rootCauses.map { $0.stages } == [["a/make[code=64]"], ["a/make[code=36]"]])
    }

    @Test("a workspace file, a kind's sources and a stage more among many are root causes")
    func otherCauses() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        workspace.files["plot.gp"] = "other plot"
        let changed = try chain([("code: [64, 36]", "code: [64, 20, 36]")], sources: ["Join": "9"])
        let figure = try workspace.explain("a/figure", in: changed)
        #expect(figure.steps.first?.differences.map(\.field) == [.sources])
        try await workspace.run(changed, ["a/table"])
        let after = try workspace.explain("a/figure", in: changed)
        #expect(after.steps.map(\.stage) == ["a/figure", "a/table"])
        let causes = after.rootCauses.compactMap(\.difference)
        #expect(causes.map(\.field) == [.sources, .input, .input])
        #expect(causes.map(\.artifact) == [nil, "file:plot.gp", "a/use[code=20].text"])
        #expect(causes[2].old == nil, "the one that was added; the others only moved")
        #expect(after.rootCauses[0].stages == ["a/figure", "a/table"], "one kind's code is one cause")
    }

    @Test("where the parts of the sources are known, those that changed are named, once for all kinds that share them")
    func sourceParts() async throws {
        let workspace = workspace()
        func registry(_ sources: String, _ parts: [String: [String: String]]) -> KindRegistry {
            testRegistry(sources: ["Note": sources, "Join": sources], parts: parts)
        }
        let old = registry(
            "1", ["Note": ["Stages/Note": "a", "Tensors": "b"], "Join": ["Stages/Join": "c", "Tensors": "b"]])
        let new = registry(
            "9", ["Note": ["Stages/Note": "a", "Tensors": "x"], "Join": ["Stages/Join": "c", "Tensors": "x"]])
        try await workspace.run(graph(Self.chain, files: ["plot.gp"], registry: old))
        let explanation = try workspace.explain("a/table", in: graph(Self.chain, files: ["plot.gp"], registry: new))
        #expect(explanation.steps[0].differences.map { "\($0)" } == ["sources in Tensors, of the kind join"])
        #expect(explanation.rootCauses.count == 1 && explanation.rootCauses[0].stages.count == 5)
        #expect(explanation.rootCauses[0].difference?.parts == ["Tensors"])
        let unknown = try workspace.explain("a/table", in: chain(sources: ["Join": "9"]))
        #expect(unknown.steps[0].differences.first?.parts == nil)
    }

    @Test("the record to compare with is the nearest, not the newest")
    func nearest() async throws {
        let workspace = workspace()
        try await workspace.run(chain(), ["a/make[code=64]"])
        let detour = [("make-$code\"", "made-$code\", version: 2")]
        try await workspace.run(chain(detour), ["a/make[code=64]"])
        let changed = try chain([("make-$code\"", "make-$code\", version: 3")])
        let explanation = try workspace.explain("a/make[code=64]", in: changed)
        #expect(explanation.steps[0].differences.map { "\($0)" } == ["parameter version  1 → 3"])
    }

    @Test("without anything to compare with, the reason is the cause")
    func reasons() async throws {
        let workspace = workspace()
        let never = try workspace.explain("a/use[code=64]", in: chain())
        #expect(never.rootCauses.map { $0.reason } == [.neverRan])
        #expect(never.rootCauses[0].stages == ["a/use[code=64]", "a/make[code=64]"])
        #expect(never.text().contains("it runs in any case, as it never ran"))
        try await workspace.run(chain())
        workspace.contents.remove(Digest(of: "make-64,1text"))
        let gone = try workspace.explain("a/make[code=64]", in: chain())
        #expect(gone.text() == "a/make[code=64] would run: its output 'text' is gone from the store")
    }

    @Test("as JSON, the steps name field, artifact, both values and the stage that made an input")
    func json() async throws {
        let workspace = workspace()
        try await workspace.run(chain())
        let changed = try chain(Self.changedText)
        try await workspace.run(changed, ["a/make"])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let explanation = try workspace.explain("a/use[code=36]", in: changed)
        let text = String(decoding: try encoder.encode(explanation), as: UTF8.self)
        #expect(
            text.contains("\"artifact\":\"a/make[code=36].text\",\"field\":\"input\",\"madeBy\":\"a/make[code=36]\""))
        #expect(text.contains("\"path\":[\"a/use[code=36]\",\"a/make[code=36]\"]"))
        #expect(text.contains("\"state\":\"ran anew\""))
    }

    @Test("fields whose paths are one, of a name with a point, are no end of it")
    func equalPaths() {
        let odd = CanonicalValue.object(["a.b": .string("1"), "a": .object(["b": .string("2")])])
        #expect(FieldChange.changes(from: odd, to: odd).isEmpty)
    }
}

extension TestWorkspace {
    fileprivate func explain(_ stage: String, in graph: StageGraph) throws -> StageExplanation {
        let index = try graph.selectOne(Selector(stage))
        let run = try pipelineRun(graph) { $0.selected = graph.withOrigins([index]) }
        return StageExplainer(graph: graph, plan: try run.plan(), actions: actions, history: currentHistory)
            .explain(index)
    }
}
