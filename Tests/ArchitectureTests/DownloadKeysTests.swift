import Files
import Foundation
import SourceDigests
import Testing

/// Holds the promise that mending a download trains nothing anew, on the sources as they are.
@Suite("Keys of downloads")
struct DownloadKeysTests {
    @Test("an edit to the downloads is in the key of fetch-dataset, and of no other kind")
    func downloads() throws {
        var files = try PackageSources.content()
        let before = KindDigests(files: files).byFolder
        let fetcher = "Sources/Downloads/Fetcher.swift"
        files[fetcher] = try #require(files[fetcher]) + Array("let edited = true\n".utf8)
        let after = KindDigests(files: files).byFolder
        #expect(before.keys.contains("TrainAutoencoder"))
        #expect(before.keys.filter { before[$0] != after[$0] } == ["FetchDataset"])
    }
}
