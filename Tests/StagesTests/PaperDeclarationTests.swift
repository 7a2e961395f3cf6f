import Foundation
import ImageCompression
import Pipeline
import Stages
import Testing

/// `experiments/` against the models of the papers.
@Suite("What the declarations train")
struct PaperDeclarationTests {
    private static let graph = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try Workspace(root: root, profile: .paper).loadGraph(registry: registry)
    }

    @Test(
        "is the paper's network",
        arguments: [
            ("ercan/train[recipe=paper,code=64,replicate=0]", Ercan.autoencoder(codeWidth: 64)),
            ("ercan/train[recipe=paper,code=128,replicate=0]", Ercan.autoencoder(codeWidth: 128)),
            ("patel/train[start=machines,replicate=0]", Patel.autoencoder()),
            (
                "patel/train-variant[variant=first-784,start=glorot,replicate=0]",
                Patel.autoencoder(widths: [784, 784, 500, 196])
            ),
            ("patel/train-variant[variant=tied,start=machines,replicate=0]", Patel.autoencoder(tied: true)),
            ("wani/train[recipe=notebook,replicate=0]", Wani.autoencoder(isScaled: false)),
            ("wani/train-variant[variant=clean-80,replicate=0]", Wani.autoencoder(isScaled: true)),
        ])
    func networks(stage: String, expected: AutoencoderArchitecture) throws {
        struct Parameters: Decodable { let network: AutoencoderArchitecture }
        let graph = try Self.graph.get()
        let index = try #require(graph.index(of: stage))
        let json = graph.instances[index].kind.parametersJSON
        let found = try JSONDecoder().decode(Parameters.self, from: Data(json.utf8)).network
        #expect(found.network == expected.network)
        #expect(found.encoderLayers == expected.encoderLayers)
    }
}
