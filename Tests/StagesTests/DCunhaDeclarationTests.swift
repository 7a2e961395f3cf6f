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
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let graph = try Workspace(root: root, profile: .paper).loadGraph(registry: registry)
        let index = try #require(graph.index(of: "\(DCunha.key)/\(stage)"), "\(stage)")
        return try JSONDecoder().decode(
            Declared.self, from: Data(graph.instances[index].kind.parametersJSON.utf8))
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
        let base = try parameters(of: "ablation[arm=residual-normalized]")
        for (arm, isNormalized, output, compressed) in [
            ("residual", false, RestorationOutput.artefact, PatchRecipe.Compressed.patch),
            ("picture-normalized", true, .picture, .patch), ("picture", false, .picture, .patch),
            ("residual-random-start", true, .artefact, .patch),
            ("compressed-before-cutting", true, .artefact, .picture),
        ] {
            let found = try parameters(of: "ablation[arm=\(arm)]")
            #expect((found.network.normalization != nil) == isNormalized && found.output == output, "\(arm)")
            #expect(found.patches.compressed == compressed, "\(arm)")
            #expect(
                (found.network.depth, found.network.filters, found.steps, found.batchSize)
                    == (base.network.depth, base.network.filters, base.steps, base.batchSize), "\(arm)")
        }
    }
}
