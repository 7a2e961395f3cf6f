import Pipeline
import Testing

/// What large graphs need beyond small ones.
@Suite("Large graphs")
struct LargeGraphTests {
    @Test("a chain may be longer than the stack is deep")
    func longChain() throws {
        let count = 20_000
        // Declared against the order, so that the search goes to the end of the chain before anything is done.
        let stages = (0..<count).reversed().map { index in
            let input = index == 0 ? "" : ", inputs: {one: stage-\(index - 1).text}"
            return "  stage-\(index): {kind: note, params: {text: x}\(input)}\n"
        }
        let graph = try graph("paper: a\nstages:\n" + stages.joined())
        #expect(graph.order.map { graph.instances[$0].name.stage } == (0..<count).map { "stage-\($0)" })
    }

    @Test("references bind the labels of every axis, whatever the order of the axes")
    func labels() throws {
        let graph = try graph(
            """
            paper: a
            stages:
              make: {kind: note, matrix: {x: [1, 2], y: [1, 2]}, params: {text: "$x$y"}}
              bound: {kind: note, matrix: {y: [1, 2], x: [1, 2]}, params: {text: b}, inputs: {one: make.text}}
              named: {kind: note, matrix: {x: [1, 2]}, params: {text: n}, inputs: {one: "make[y=2].text"}}
              every: {kind: join, matrix: {x: [1, 2]}, inputs: {texts: "make[y=*].text"}}
            """)
        func inputs(_ name: String) throws -> [String] {
            let index = try #require(graph.index(of: name))
            return graph.instances[index].needs.map { "\(graph.instances[$0].name)" }
        }
        #expect(try inputs("a/bound[y=1,x=2]") == ["a/make[x=2,y=1]"])
        #expect(try inputs("a/named[x=1]") == ["a/make[x=1,y=2]"])
        #expect(try inputs("a/every[x=2]") == ["a/make[x=2,y=1]", "a/make[x=2,y=2]"])
    }

    @Test("stages that can all run at once run in the order of their declaration")
    func order() async throws {
        let labels = (0..<300).map { "\($0)" }.joined(separator: ", ")
        let graph = try graph(
            "paper: a\nstages:\n  make: {kind: note, matrix: {x: [\(labels)]}, params: {text: 'label $x'}}\n")
        let workspace = TestWorkspace()
        let summary = try await workspace.run(graph)
        #expect(summary.ran == graph.instances.map(\.name))
    }
}
