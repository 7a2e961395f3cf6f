import Foundation
import ImageCompression
import ImageRestoration
import Pipeline
import Stages
import Testing

/// Holds `experiments/dcunha.yaml` against what the paper names.
@Suite("D'Cunha's declaration")
struct DCunhaDeclarationTests {
    private struct Declared: Decodable {
        let network: DnCNN
        let output: RestorationOutput
        let patches: PatchRecipe
        let batchSize: Int
        let steps: Int
    }

    private func parameters(of stage: String) throws -> Declared {
        try JSONDecoder().decode(Declared.self, from: text(of: stage))
    }

    private func content(of stage: String) throws -> JSON { try JSONDecoder().decode(JSON.self, from: text(of: stage)) }

    private func text(of stage: String) throws -> Data {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let graph = try Workspace(root: root, profile: .paper).loadGraph(registry: registry)
        let index = try #require(graph.index(of: "\(DCunha.key)/\(stage)"), "\(stage)")
        return Data(graph.instances[index].kind.parametersJSON.utf8)
    }

    @Test("the network is the paper's but for the depth that it does not name, on its patches at its qualities")
    func training() throws {
        let declared = try parameters(of: "train[replicate=0]")
        #expect(declared.network == DCunha.network(depth: declared.network.depth) && declared.output == .artefact)
        let patches = declared.patches
        #expect((patches.side, patches.stride) == (DCunha.patchSide, DCunha.patchStride))
        #expect(patches.rotates && patches.qualities == DCunha.qualities && patches.compressed == .patch)
    }

    @Test("the nearest code's recipe: 100 steps of 128 patches, without normalisation, trained on the picture")
    func sibling() throws {
        let declared = try parameters(of: "sibling")
        #expect((declared.steps, declared.batchSize) == (DCunha.siblingSteps, DCunha.siblingBatch))
        #expect(declared.network.normalization == nil && declared.output == .picture)
    }

    @Test("the ablation's arms differ in what they are named for, and in nothing else")
    func ablation() throws {
        let base = try content(of: "ablation[arm=residual-normalized]")
        let bare = ["network", "normalization"]
        for (arm, changes) in [
            ("residual", [(bare, JSON.null)]),
            ("picture-normalized", [(["output"], .text("picture"))]),
            ("picture", [(bare, .null), (["output"], .text("picture"))]),
            ("residual-zero-start", [(["zeroInitializedOutput"], .truth(true))]),
            (
                "compressed-before-cutting",
                [(["zeroInitializedOutput"], .truth(true)), (["patches", "compressed"], .text("picture"))]
            ),
        ] {
            var expected = base
            for (path, value) in changes { expected.set(path, to: value) }
            #expect(try content(of: "ablation[arm=\(arm)]") == expected, "\(arm)")
        }
    }
}

/// A declaration's parameters with all their fields, whatever they mean.
private indirect enum JSON: Decodable, Equatable {
    case null
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .truth(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let values = try? container.decode([JSON].self) {
            self = .list(values)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    mutating func set(_ path: [String], to value: JSON) {
        guard case .object(var fields) = self, let first = path.first, var field = fields[first] else { return }
        field.set(Array(path.dropFirst()), to: value)
        // A declaration's null is a parameter that is left out.
        fields[first] = path.count > 1 ? field : value == .null ? nil : value
        self = .object(fields)
    }
}
