import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Stages
import Testing

/// Holds `experiments/feng.yaml` against the paper's networks.
@Suite("Feng's declarations")
struct FengDeclarationTests {
    private let graph: StageGraph

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        graph = try Workspace(root: root, profile: .paper).loadGraph(registry: registry)
    }

    @Test("the declared autoencoders and classifiers are the paper's")
    func papersNetworks() throws {
        let autoencoders: [(String, AutoencoderArchitecture)] = [
            ("cnn", .layers(try Feng.convolutional())), ("ann", .dense(Feng.dense(isTied: false))),
            ("shared", .dense(Feng.dense(isTied: true))), ("unpooling", .layers(try Feng.unpooling())),
        ]
        for (label, expected) in autoencoders {
            let found: AutoencoderArchitecture = try network(of: "train[network=\(label),replicate=0]")
            #expect(found.network == expected.network && found.encoderLayers == expected.encoderLayers, "\(label)")
        }
        for (label, isExample) in [("plain", false), ("example", true)] {
            let found: ClassifierArchitecture = try network(of: "classifier[classifier=\(label),replicate=0]")
            #expect(try found == Feng.classifier(isExample: isExample), "\(label)")
        }
    }

    @Test("the control crosses networks and widths as it says")
    func control() throws {
        for code in [40, 400] {
            let autoencoders: [(String, NetworkArchitecture)] = [
                ("cnn", try Feng.convolutional(codeChannels: code / 4).network),
                ("ann", Feng.dense(codeWidth: code, isTied: false).network),
                ("shared", Feng.dense(codeWidth: code, isTied: true).network),
            ]
            for (label, expected) in autoencoders {
                let found: AutoencoderArchitecture = try network(
                    of: "control[network=\(label),optimizer=sgd,code=\(code),images=5000,replicate=0]")
                #expect(found.network == expected && found.codeWidth == code, "\(label), \(code)")
            }
        }
    }

    /// The parameter `network` of an instance of the paper's stages.
    private func network<Architecture: Decodable>(of stage: String) throws -> Architecture {
        let index = try #require(graph.index(of: "\(Feng.key)/\(stage)"), "\(stage)")
        let parameters = Data(graph.instances[index].kind.parametersJSON.utf8)
        return try JSONDecoder().decode(Declared<Architecture>.self, from: parameters).network
    }
}

/// The parameter that declares a network, among a stage's others.
private struct Declared<Architecture: Decodable>: Decodable {
    let network: Architecture
}
