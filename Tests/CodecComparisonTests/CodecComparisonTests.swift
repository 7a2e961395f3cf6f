import ClassicalCodecs
import CodecComparison
import Codecs
import CompressedFiles
import Files
import Foundation
import TestSupport
import Testing

@Suite("Codecs beside one another")
struct CodecComparisonTests {
    private func pictures(count: Int = 1, height: Int, width: Int, channels: Int = 1) throws -> Pictures {
        let size = try #require(PictureSize(count: count, height: height, width: width, channels: channels))
        return Pictures(size: size, samples: (0..<size.samples).map { UInt8($0 * $0 / 7 % 256) })
    }

    private func outcome(of codec: any Codec, on pictures: Pictures) throws -> (CodecOutcome, file: [UInt8]) {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(path: "file.bnk")
        let outcome = try CodecOutcome(
            of: codec, on: pictures, showing: pictures.size.count - 1, file: url, clock: ContinuousClock())
        return (outcome, [UInt8](try Data(contentsOf: url)))
    }

    @Test("what loses nothing has no ratio and a similarity of 1, and its bytes are those on the disk")
    func lossless() throws {
        let pictures = try pictures(height: 12, width: 13, channels: 3)
        let (outcome, file) = try outcome(of: LosslessCodec(.median, .adaptiveRANS), on: pictures)
        #expect(outcome.shown.bytes == pictures.samples)
        #expect(outcome.peakSignalToNoiseRatio == nil && outcome.structuralSimilarity == 1)
        #expect(outcome.bytes.total == file.count)
        #expect(outcome.bitsPerPixel == Double(file.count * 8) / (12 * 13))
        #expect(try CompressedFile(decoding: file).byteSplit == outcome.bytes)
    }

    @Test("errors are those of all pictures; below 11 pixels there is no similarity")
    func errors() throws {
        let set = try pictures(count: 3, height: 11, width: 14)
        let (large, _) = try outcome(of: Darkening(), on: set)
        // One grey level of all: 20·log₁₀ 255.
        #expect(abs(try #require(large.peakSignalToNoiseRatio) - 48.1308) < 1e-4)
        #expect(large.shown.bytes == set.samples.suffix(11 * 14).map { $0 == 0 ? 1 : $0 - 1 })
        #expect(try (0.99..<1).contains(#require(large.structuralSimilarity)))
        let (small, _) = try outcome(of: Darkening(), on: pictures(height: 10, width: 14))
        #expect(small.peakSignalToNoiseRatio != nil && small.structuralSimilarity == nil)
    }

    @Test("rows rise by bits per pixel; a codec that cannot take the pictures is left out and says why")
    func comparison() throws {
        let folder = try TemporaryFolder()
        let candidates = [
            CodecCandidate(name: "gzip", setting: "", codec: try ClassicalChoice.gzip.codec()),
            CodecCandidate(
                name: "webp", setting: "quality 5",
                codec: try ClassicalChoice.webp(quality: 5, packing: .separate).codec()),
            CodecCandidate(name: "dark", setting: "", codec: Darkening()),
            CodecCandidate(name: "dark", setting: "again", codec: Darkening()),
        ]
        func compare(_ pictures: Pictures) throws -> CodecComparison {
            try CodecComparison(
                of: candidates, on: pictures, showing: 0, file: folder.url.appending(path: "x.bnk"),
                clock: ContinuousClock())
        }
        let all = try compare(pictures(height: 40, width: 30))
        #expect(all.leftOut.isEmpty)
        #expect(all.rows.map { $0.name + $0.setting } == ["webpquality 5", "gzip", "dark", "darkagain"])
        let rates = all.rows.map(\.outcome.bitsPerPixel)
        #expect(rates == rates.sorted())
        // WebP's sides end at 16,383.
        let wide = try compare(pictures(height: 1, width: 20_000))
        #expect(wide.leftOut.map(\.name) == ["webp"] && wide.rows.count == 3)
        #expect(wide.leftOut[0].reason.contains("found 1 × 20000"))
        #expect(throws: FileError.self) {
            try CodecComparison(
                of: candidates, on: self.pictures(height: 4, width: 4), showing: 0,
                file: folder.url.appending(path: "none/x.bnk"), clock: ContinuousClock())
        }
    }
}

/// Gives every sample back a level darker, and the samples 0 a level lighter.
private struct Darkening: Codec {
    static let key = "darkening"

    func compress(_ pictures: Pictures) -> CompressedFile {
        CompressedFile(
            codec: Darkening.key, size: pictures.size, payload: pictures.samples.map { $0 == 0 ? 1 : $0 - 1 })
    }

    func decompress(_ file: CompressedFile) -> Pictures { Pictures(size: file.size, samples: file.payload) }
}
