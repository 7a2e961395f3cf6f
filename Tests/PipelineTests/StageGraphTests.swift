import Pipeline
import Testing

@Suite("The graph of declared stages")
struct StageGraphTests {
    private static let matrix = """
        paper: a
        stages:
          make:
            kind: note
            matrix:
              recipe: {plain: {words: p}, fancy: {words: "f-$code"}}
              code: [64, 36]
              replicate: $replicates
            exclude: [{recipe: fancy, code: 36}]
            params: {text: "$words/$recipe/$$x"}
          use:
            kind: join
            matrix: {code: [64, 36], replicate: $replicates}
            inputs: {texts: make.text}
          table:
            kind: join
            inputs: {texts: ['use[code=64].text', 'make[recipe=fancy].*']}
        """

    private func names(_ graph: StageGraph, _ indices: some Sequence<Int>) -> [String] {
        indices.map { "\(graph.instances[$0].name)" }
    }

    @Test("a matrix unfolds in the order of the file, without what is excluded, and binds its variables")
    func unfolding() throws {
        let graph = try graph(Self.matrix)
        let made = graph.instances.filter { $0.name.stage == "make" }
        #expect(
            made.map { "\($0.name)" } == [
                "a/make[recipe=plain,code=64,replicate=0]", "a/make[recipe=plain,code=64,replicate=1]",
                "a/make[recipe=plain,code=36,replicate=0]", "a/make[recipe=plain,code=36,replicate=1]",
                "a/make[recipe=fancy,code=64,replicate=0]", "a/make[recipe=fancy,code=64,replicate=1]",
            ])
        #expect(made.first?.kind.parameters.leaves.first?.text == "p/plain/$x")
        #expect(made.last?.kind.parameters.leaves.first?.text == "f-64/fancy/$x")
    }

    @Test("axes that producer and consumer share are bound; the others range over all instances")
    func axisBinding() throws {
        let graph = try graph(Self.matrix)
        func needs(_ name: String) throws -> [String] {
            let index = try #require(graph.index(of: name))
            return names(graph, graph.instances[index].needs)
        }
        #expect(
            try needs("a/use[code=64,replicate=1]") == [
                "a/make[recipe=plain,code=64,replicate=1]", "a/make[recipe=fancy,code=64,replicate=1]",
            ])
        #expect(try needs("a/use[code=36,replicate=0]") == ["a/make[recipe=plain,code=36,replicate=0]"])
        #expect(
            try needs("a/table") == [
                "a/use[code=64,replicate=0]", "a/use[code=64,replicate=1]",
                "a/make[recipe=fancy,code=64,replicate=0]", "a/make[recipe=fancy,code=64,replicate=1]",
            ])
    }

    @Test("an input that takes one artifact does not take two, and the message says which axis to mention")
    func tooMany() {
        let yaml = """
            paper: a
            stages:
              make: {kind: note, matrix: {code: [1, 2]}, params: {text: x}}
              use: {kind: note, inputs: {one: make.text}, params: {text: y}}
            """
        #expect(
            problems(yaml) == [
                "experiments/a.yaml:4:35: the input 'one' takes one artifact, and this names 2; say which code in brackets"
            ])
        #expect(problems(yaml.replacing("make.text", with: "'make[code=2].text'")) == [])
        #expect(
            problems(yaml.replacing("make.text", with: "'make[code=3].text'")) == [
                "experiments/a.yaml:4:35: the axis 'code' of a/make has no label '3'"
            ])
    }

    @Test("a run without a selector is for what publishes, and leaves alone what nothing published needs")
    func publishing() throws {
        let graph = try graph(
            """
            paper: a
            stages:
              needed: {kind: note, params: {text: x}}
              unneeded: {kind: note, params: {text: y}}
              table: {kind: join, inputs: {texts: needed.text}, publish: {text: table.md}}
            """)
        #expect(names(graph, graph.publishing) == ["a/table"])
        #expect(names(graph, graph.withNeeds(graph.publishing).sorted()) == ["a/needed", "a/table"])
    }

    @Test("a label that the producer does not have fits nobody")
    func noMatch() {
        let yaml = """
            paper: a
            stages:
              make: {kind: note, matrix: {code: [1]}, params: {text: x}}
              use: {kind: join, matrix: {code: [1, 2]}, inputs: {texts: make.text}}
            """
        #expect(problems(yaml) == ["experiments/a.yaml:4:61: no instance of a/make[code=2] fits a/use[code=2]"])
    }

    @Test("a quoted variable is text, a bare one keeps its type")
    func quotedVariables() throws {
        let yaml = "paper: a\nstages: {n: {kind: note, matrix: {code: [64]}, params: {text: '$code'}}}"
        #expect(try graph(yaml).instances[0].kind.parameters.leaves.first?.text == "64")
        #expect(
            problems(yaml.replacing("'$code'", with: "$code")) == [
                "experiments/a.yaml:2:42: expected a string, found the integer 64"
            ])
    }

    @Test("profiles and overrides change parameters, in this order, key by key")
    func patches() throws {
        let yaml = """
            paper: a
            profiles:
              quick: {n: {version: 2}}
            overrides:
              - {select: 'a/n[code=1]', params: {version: 3}}
              - {select: 'n[replicate=1]', params: {text: other}}
            stages:
              n: {kind: note, matrix: {code: [1, 2], replicate: $replicates}, params: {text: x}}
            """
        func texts(_ profile: String) throws -> [String] {
            try graph(yaml, profile: profile).instances.map { instance in
                instance.kind.parameters.leaves.map(\.text).joined(separator: " ")
            }
        }
        #expect(try texts("paper") == ["x 3", "other 3", "x 1", "other 1"])
        #expect(try texts("quick") == ["x 3", "x 2"])
    }

    @Test(
        "selectors",
        arguments: [
            ("a/use", 4), ("a/*", 11), ("*", 11), ("*/make", 6), ("a/make[code=64]", 4),
            ("a/make[recipe=fancy, code=64]", 2),
            ("+a/table", 7), ("a/make[recipe=plain,code=36]+", 4), ("+a/use[code=36]+", 4), ("a/u*", 4),
        ])
    func selectors(text: String, count: Int) throws {
        #expect(try graph(Self.matrix).select(Selector(text)).count == count)
    }

    @Test(
        "a selector that matches nothing says what is near",
        arguments: [
            ("a/mak", "no stage matches “a/mak”, did you mean 'a/make'?"),
            ("a/make[cod=1]", "a/make has no axis 'cod', did you mean 'code'?"),
            ("a/table[code=1]", "a/table has no axis 'code'; it has no matrix"),
            ("a/use[code=1]", "no instance matches “a/use[code=1]”; there is for example a/use[code=64,replicate=0]"),
        ])
    func noSelection(text: String, message: String) throws {
        let graph = try graph(Self.matrix)
        let error = #expect(throws: SelectorError.self) { try graph.select(Selector(text)) }
        #expect(error?.description == message)
    }

    @Test("what is no selector is refused", arguments: ["", "a", "a/b/c", "a/b[", "a/b[c]", "a/b[c=]", "a b/c"])
    func malformed(text: String) {
        #expect(throws: SelectorError.malformed(text)) { try Selector(text) }
    }

    @Test("the drawing has one node for a matrix, or one for each instance")
    func drawing() throws {
        let graph = try graph(Self.matrix)
        let all = Set(graph.instances.indices)
        #expect(
            GraphDrawing(of: graph, showing: all, isExpanded: false).text == """
                a/make ×6
                a/use ×4  ←  a/make ×6
                a/table  ←  a/use ×4, a/make ×6
                """)
        let dot = GraphDrawing(of: graph, showing: all, isExpanded: true).dot
        #expect(dot.split(separator: "\n").filter { $0.contains("label") }.count == 11)
        #expect(GraphDrawing(of: graph, showing: all, isExpanded: false).mermaid.contains("n0 --> n1"))
    }
}
