import Foundation
import Pipeline

/// The one kind of synthetic pipelines: its output is its inputs, one after the other, and a line of its own, so that no two are equal.
enum Concatenate: StageKind {
    struct Parameters: Codable, Sendable {}

    static let name = "concatenate"
    static let summary = "writes its inputs one after the other, and its name"
    static let sourceFolder = "Concatenate"

    static let registry = KindRegistry(
        [Concatenate.self], sourceDigests: [sourceFolder: String(repeating: "0", count: 64)])

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.many("texts")] }
    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [.init("text", fileName: "text.txt")] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try text(of: context.inputs("texts"), name: context.stage).write(to: context.output("text"))
    }

    static func text(of inputs: [InputFile], name: StageName) throws -> Data {
        var text = Data()
        for input in inputs { text += try Data(contentsOf: input.url) }
        return text + Data("\(name)\n".utf8)
    }
}
