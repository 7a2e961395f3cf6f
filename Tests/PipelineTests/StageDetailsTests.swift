import Files
import Foundation
import Pipeline
import Testing

@Suite("What is known of a stage")
struct StageDetailsTests {
    private static let yaml = """
        paper: a
        stages:
          make: {kind: note, params: {text: made}}
          use: {kind: join, inputs: {texts: [make.text, 'file:plot.gp']}, publish: {text: results/use.txt}}
        """

    private func details(
        _ stage: String, in workspace: TestWorkspace, _ graph: StageGraph
    ) throws -> StageDetails {
        let index = try graph.selectOne(Selector(stage))
        let plan = try workspace.pipelineRun(graph, [stage]).plan()
        return try StageDetails(
            of: graph.instances[index], verdict: plan.verdicts[index], store: workspace.store,
            history: workspace.currentHistory, profile: .paper, files: workspace.files, layout: nil)
    }

    @Test("key, inputs with their producers, outputs with digest, size and place, and the published file are shown")
    func all() async throws {
        let workspace = TestWorkspace(files: ["plot.gp": "plot"])
        let graph = try graph(Self.yaml, files: ["plot.gp"])
        try await workspace.run(graph)
        let shown = try details("a/use", in: workspace, graph)
        #expect(shown.isUpToDate && shown.kind == "join")
        #expect(shown.key["kind"]?.string == "join" && shown.key["seed"] != nil)
        let made = Digest(of: "made,1text")
        #expect(shown.inputs.map(\.name) == ["texts", "texts"])
        #expect(shown.inputs.map(\.producer) == ["a/make", "file:plot.gp"])
        #expect(shown.inputs.map(\.digest) == [made, Digest(of: "plot")])
        #expect(shown.inputs.map(\.path) == ["/memory/\(made)", nil])
        let output = try #require(shown.outputs.first)
        #expect(output.size == workspace.files["results/use.txt"]?.utf8.count)
        #expect(output.path == "/memory/\(output.digest)")
        #expect(output.publications.map(\.path) == ["results/use.txt"])
        #expect(output.publications.map(\.state) == [.current])
        for line in ["stage        a/use", "  texts  a/make.text", "    published as results/use.txt", "  wall clock "]
        {
            #expect(shown.text.contains("\(line)"))
        }
    }

    @Test("an edited or missing published file, and content that is gone, are said")
    func changes() async throws {
        let workspace = TestWorkspace(files: ["plot.gp": "plot"])
        let graph = try graph(Self.yaml, files: ["plot.gp"])
        try await workspace.run(graph)
        workspace.files["results/use.txt"] = "by hand"
        #expect(try details("a/use", in: workspace, graph).outputs[0].publications[0].state == .different)
        workspace.files["results/use.txt"] = nil
        #expect(try details("a/use", in: workspace, graph).outputs[0].publications[0].state == .missing)
        workspace.contents.remove(try details("a/use", in: workspace, graph).outputs[0].digest)
        let gone = try details("a/use", in: workspace, graph)
        #expect(!gone.isUpToDate && gone.outputs[0].path == nil)
        #expect(gone.text.contains("    gone from the store"))
    }

    @Test(
        "of a stage that is not up to date the newest record is shown; one that never ran is an error that says what to do"
    )
    func earlier() async throws {
        let workspace = TestWorkspace(files: ["plot.gp": "plot"])
        let first = try graph(Self.yaml, files: ["plot.gp"])
        let error = #expect(throws: NoRecord.self) { try details("a/make", in: workspace, first) }
        #expect(error?.description.hasSuffix("`bottleneck run 'a/make'` runs it") == true)
        try await workspace.run(first)
        let changed = try graph(Self.yaml.replacing("text: made", with: "text: other"), files: ["plot.gp"])
        let shown = try details("a/make", in: workspace, changed)
        #expect(!shown.isUpToDate && shown.key["parameters"]?["text"]?.string == "made")
        #expect(shown.text.contains("not as it is declared now"))
    }

    @Test(
        "sizes are in thousands with one decimal",
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (12_345, "12.3 kB"),
            (999_950, "1.0 MB"), (5_000_000_000, "5.0 GB"),
        ])
    func sizes(bytes: Int, text: String) {
        #expect(formatBytes(bytes) == text)
    }
}
