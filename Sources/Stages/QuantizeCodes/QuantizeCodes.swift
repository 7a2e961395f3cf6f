import Files
import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Writes codes in each of several representations, each a file of its own.
enum QuantizeCodes: StageKind {
    static let name = "quantize-codes"
    static let summary = "writes codes as float32, decimal text or a few bits per unit"
    static let sourceFolder = "QuantizeCodes"

    struct Parameters: Codable, Sendable {
        let representations: [CodeRepresentation]
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("codes")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        parameters.representations.map { OutputDeclaration($0.name, fileName: $0.name) }
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let file = try Safetensors(decoding: Data(contentsOf: context.input("codes").url))
        guard let codes = file["codes"] else {
            throw UnusableInput("\(try context.input("codes").producer): the file holds no tensor “codes”")
        }
        for representation in parameters.representations {
            try representation.encode(codes).write(to: context.output(representation.name))
        }
    }
}
