import Files
import Foundation
import SourceDigests
import Testing

/// Holds the promise that a faster kernel fetches no data and draws no figure anew, on the sources as they are.
@Suite("Keys of kernels")
struct KernelKeysTests {
    @Test("an edit to the kernels is in the keys of trainings, and not in those of data sets, tables and figures")
    func kernels() throws {
        var files = try PackageSources.content()
        let before = KindDigests(files: files).byFolder
        let kernels = "Sources/Tensors/CompiledKernels.swift"
        files[kernels] = try #require(files[kernels]) + Array("let edited = true\n".utf8)
        let after = KindDigests(files: files).byFolder
        let changed = Set(before.keys.filter { before[$0] != after[$0] })
        #expect(changed.isSuperset(of: ["TrainAutoencoder", "TrainClassifier", "ClassifyImages", "EncodeImages"]))
        let untouched = [
            "FetchDataset", "DecodeIDX", "DrawImages", "CollectMeasurements", "RenderTable", "RenderFigure",
        ]
        #expect(Set(before.keys).isSuperset(of: untouched) && changed.isDisjoint(with: untouched))
    }
}
