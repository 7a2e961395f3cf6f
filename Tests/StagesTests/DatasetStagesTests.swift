import Datasets
import Files
import Foundation
import Pipeline
import TestSupport
import Testing

@Suite("Data set stages")
struct DatasetStagesTests {
    private let sizes = #"{"height": 2, "width": 3, "trainingImages": 2, "testImages": 1}"#

    @Test("gzip files of images and labels become plain IDX files")
    func decoding() async throws {
        let trial = try StageTrial()
        let outputs = try await trial.run("decode-idx", sizes, inputs: try inputs(trial, trainingLabels: [4, 9]))
        let set = try ImageSet(
            images: #require(outputs["trainImages"]), labels: #require(outputs["trainLabels"]))
        #expect(set.count == 2 && set.height == 2 && set.width == 3 && set.labels == [4, 9])
        #expect(set.pixels == (0..<12).map { UInt8($0) })
    }

    @Test("another number of images than declared, or of labels than images, is refused by name")
    func mismatches() async throws {
        let trial = try StageTrial()
        await #expect(throws: DatasetError.self) {
            _ = try await trial.run("decode-idx", sizes, inputs: try inputs(trial, trainingLabels: [4, 9, 1]))
        }
        do {
            _ = try await trial.run(
                "decode-idx", sizes.replacing(#""testImages": 1"#, with: #""testImages": 5"#),
                inputs: try inputs(trial, trainingLabels: [4, 9]))
            Issue.record("one test image was taken for five")
        } catch {
            #expect("\(error)".hasSuffix("expected 5 of 2×3, found 1 of 2×3"))
        }
    }

    private func inputs(_ trial: StageTrial, trainingLabels: [UInt8]) throws -> [String: [InputFile]] {
        let files = [
            "trainImages": IDXFile(dimensions: [2, 2, 3], elements: (0..<12).map { UInt8($0) }),
            "trainLabels": IDXFile(dimensions: [trainingLabels.count], elements: trainingLabels),
            "testImages": IDXFile(dimensions: [1, 2, 3], elements: [9, 8, 7, 6, 5, 4]),
            "testLabels": IDXFile(dimensions: [1], elements: [3]),
        ]
        return try files.reduce(into: [:]) { inputs, entry in
            let url = try trial.folder.write(storedGzip(entry.value.serialized()), to: "\(entry.key).gz")
            inputs[entry.key] = [.from("download", url, output: entry.key)]
        }
    }

    /// A gzip file of one uncompressed block (RFC 1951, 3.2.4; RFC 1952).
    private func storedGzip(_ content: [UInt8]) -> [UInt8] {
        func littleEndian(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var checksum: UInt32 = 0xFFFF_FFFF
        for byte in content {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + littleEndian(content.count, 2)
            + littleEndian(~content.count, 2) + content + littleEndian(Int(~checksum), 4)
            + littleEndian(content.count, 4)
    }
}
