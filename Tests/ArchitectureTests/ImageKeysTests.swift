import Files
import Foundation
import SourceDigests
import Testing

/// Holds the promise that mending the reading of image files trains nothing but what spoils its images with JPEG.
@Suite("Keys of image files")
struct ImageKeysTests {
    @Test("an edit to the JPEG code is in the keys of restorers, and not in those of autoencoders")
    func jpeg() throws {
        var files = try PackageSources.content()
        let before = KindDigests(files: files).byFolder
        let source = "Sources/Images/JPEG.swift"
        files[source] = try #require(files[source]) + Array("let edited = true\n".utf8)
        let after = KindDigests(files: files).byFolder
        let changed = Set(before.keys.filter { before[$0] != after[$0] })
        #expect(changed.isSuperset(of: ["TrainRestorer", "EvaluateRestoration", "CropPhotographs", "ReplayMetrics"]))
        let untouched = ["TrainAutoencoder", "EncodeImages", "EvaluateReconstructions", "DecodeIDX"]
        #expect(Set(before.keys).isSuperset(of: untouched) && changed.isDisjoint(with: untouched))
    }
}
