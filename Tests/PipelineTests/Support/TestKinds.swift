import Foundation
import Pipeline

/// A kind that stands for training: no inputs but data, parameters of every form.
enum Train: StageKind {
    enum Optimizer: Codable, Equatable {
        case adam
        case rmsprop(learningRate: Float, decay: Float)

        private enum Form: String, CodingKey { case rmsprop }
        private struct RMSProp: Codable {
            let learningRate: Float
            let decay: Float
        }

        init(from decoder: any Decoder) throws {
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                guard name == "adam" else {
                    throw DecodingError.dataCorrupted(
                        .init(codingPath: [], debugDescription: "'\(name)' is no optimizer; there are adam, rmsprop"))
                }
                self = .adam
                return
            }
            let form = try decoder.container(keyedBy: Form.self)
            let settings = try form.decode(RMSProp.self, forKey: .rmsprop)
            self = .rmsprop(learningRate: settings.learningRate, decay: settings.decay)
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .adam:
                var container = encoder.singleValueContainer()
                try container.encode("adam")
            case .rmsprop(let learningRate, let decay):
                var container = encoder.container(keyedBy: Form.self)
                try container.encode(RMSProp(learningRate: learningRate, decay: decay), forKey: .rmsprop)
            }
        }
    }

    enum Initializer: Codable {
        case normal(stddev: Float)
        case glorotUniform
    }

    enum Activation: String, Codable, CaseIterable { case sigmoid, relu, tanh }

    struct Parameters: Codable, Sendable {
        let layers: [Int]
        let activation: Activation
        let initializer: Initializer
        let optimizer: Optimizer
        let epochs: Int
        let note: String?
    }

    static let name = "train"
    static let summary = "trains"
    static let sourceFolder = "Train"
    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images"), .optional("labels")] }
    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [.init("checkpoint", fileName: "c.safetensors"), .init("curve", fileName: "curve.csv")]
    }
    static func run(_ parameters: Parameters, in context: StageContext) async throws {}
}

/// A kind with one output, whose text is a parameter.
enum Note: StageKind {
    struct Parameters: Codable, Sendable {
        let text: String
        let version: Int

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            text = try container.decode(String.self, forKey: .text)
            version = try container.decodeIfPresent(Int.self, forKey: .version) ?? 1
        }
    }

    static let name = "note"
    static let summary = "writes a text"
    static let sourceFolder = "Note"
    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.optional("one"), .optional("two")] }
    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [.init("text", fileName: "text.txt")] }
    static func run(_ parameters: Parameters, in context: StageContext) async throws {}
}

/// A kind that joins many texts.
enum Join: StageKind {
    struct Parameters: Codable, Sendable {}

    static let name = "join"
    static let summary = "joins texts"
    static let sourceFolder = "Join"
    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.many("texts")] }
    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [.init("text", fileName: "text.txt")] }
    static func run(_ parameters: Parameters, in context: StageContext) async throws {}
}

func testRegistry(
    sources: [String: String] = [:], parts: [String: [String: String]] = [:], and others: [any StageKind.Type] = []
) -> KindRegistry {
    let digests = ["Train": "1", "Note": "2", "Join": "3"].merging(sources) { _, new in new }
    return KindRegistry(
        [Train.self, Note.self, Join.self] + others,
        sourceDigests: digests.mapValues { String(repeating: $0, count: 64) },
        sourceParts: parts)
}
