import Pipeline
import Testing

@Suite("Parameters that quote those of other stages")
struct QuotationTests {
    private static let yaml = """
        paper: a
        stages:
          show: {kind: settings, params: {of: ['parameters:make[code=2]']}}
          make: {kind: note, matrix: {code: [1, 2]}, params: {text: "width $code"}}
        """

    /// A kind that takes what it is told of others.
    private enum Settings: StageKind {
        struct Parameters: Codable, Sendable { let of: [[String: [String: String]]] }

        static let name = "settings"
        static let summary = "shows parameters"
        static let sourceFolder = "Note"
        static func inputs(of parameters: Parameters) -> [InputDeclaration] { [] }
        static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
            [OutputDeclaration("text", fileName: "text")]
        }
        static func run(_ parameters: Parameters, in context: StageContext) async throws {}
    }

    private func loaded(_ yaml: String) throws -> StageGraph {
        try graph(yaml, registry: testRegistry(and: [Settings.self]))
    }

    @Test("become a mapping from the instance to its parameters, whichever is declared first, and change with them")
    func values() throws {
        let graph = try loaded(Self.yaml)
        let shown = try #require(graph.index(of: "a/show"))
        #expect(
            graph.instances[shown].kind.parametersJSON
                == #"{"of":[{"a\/make[code=2]":{"text":"width 2","version":"1"}}]}"#)
        let other = try loaded(Self.yaml.replacing("width $code", with: "depth $code"))
        #expect(
            try other.instances[#require(other.index(of: "a/show"))].kind.parameters
                != graph.instances[shown].kind.parameters)
    }

    @Test("name every instance that the selector means")
    func several() throws {
        let graph = try loaded(Self.yaml.replacing("make[code=2]", with: "a/make"))
        let json = try graph.instances[#require(graph.index(of: "a/show"))].kind.parametersJSON
        #expect(json.contains("make[code=1]") && json.contains("make[code=2]"))
    }

    @Test(
        "of no stage, of a stage that quotes, or of what is no selector are problems with their place",
        arguments: [
            ("parameters:mke", "3:40: unknown stage 'mke'"),
            ("parameters:show", "3:40: show quotes other stages itself"),
            ("parameters:", "3:40: expected parameters: and a stage such as ercan/train[code=64], found “”"),
        ])
    func mistakes(quotation: String, message: String) {
        let yaml = Self.yaml.replacing("parameters:make[code=2]", with: quotation)
        let error = #expect(throws: DeclarationErrors.self) { try loaded(yaml) }
        #expect(error?.description.contains("experiments/a.yaml:\(message)") == true, "\(error?.description ?? "")")
    }
}
