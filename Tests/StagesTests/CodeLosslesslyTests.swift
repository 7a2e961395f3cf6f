import Datasets
import Files
import Foundation
import Measurements
import Pipeline
import Testing

@Suite("Lossless files")
struct CodeLosslesslyTests {
    @Test("a set's files are measured byte by byte, and their parts add up to the bits per pixel")
    func rows() async throws {
        let trial = try StageTrial()
        let images = trial.folder.url.appending(path: "images.idx")
        // Rows of equal pixels: what differs from the left neighbour is 0 but in the first column.
        let pixels = (0..<5 * 8).flatMap { row in [UInt8](repeating: UInt8(row * 37 % 251), count: 8) }
        try IDXFile(dimensions: [5, 8, 8], elements: pixels).write(to: images)
        let outputs = try await trial.run(
            "code-losslessly", #"{"predictions": ["none", "left"], "coders": ["huffman", "rans"], "firstImages": 4}"#,
            inputs: ["images": [.from("draw", images)]])
        let rows = try MeasurementFile.read(try #require(outputs["measurements"]))
        func value(_ metric: String, _ subject: String) throws -> Double {
            try #require(rows.first { $0.metric == metric && $0.subject == subject }).value
        }
        #expect(try value("imageCount", "images") == 4)
        #expect(try abs(value("entropy", "none") - 5) < 1e-9)
        #expect(try value("entropy", "left") < 1.7)
        for subject in ["none/huffman", "none/rans", "left/huffman", "left/rans"] {
            let bytes = try ["headerBytes", "sideTableBytes", "payloadBytes"].map { try value($0, subject) }.reduce(
                0, +)
            #expect(try value("bitsPerPixel", subject) == bytes * 8 / 256)
        }
        // 32 symbols, each as often as the others, in 5 bits each.
        #expect(try value("payloadBytes", "none/huffman") == 160)
        // The count of images, two entropies, and four numbers of each of four files.
        #expect(rows.count == 19)
    }

    @Test("more images than there are, and a file without any, are refused by name")
    func refused() async throws {
        let trial = try StageTrial()
        let images = trial.folder.url.appending(path: "images.idx")
        try IDXFile(dimensions: [3], elements: [1, 2, 3]).write(to: images)
        let parameters = #"{"predictions": ["none"], "coders": ["rans"]}"#
        let error = await #expect(throws: (any Error).self) {
            _ = try await trial.run("code-losslessly", parameters, inputs: ["images": [.from("draw", images)]])
        }
        let sentence = try #require(error)
        #expect("\(sentence)".contains("draw: expected images"))
        try IDXFile(dimensions: [2, 1, 1], elements: [1, 2]).write(to: images)
        let tooMany = await #expect(throws: (any Error).self) {
            _ = try await trial.run(
                "code-losslessly", #"{"predictions": ["none"], "coders": ["rans"], "firstImages": 3}"#,
                inputs: ["images": [.from("draw", images)]])
        }
        let second = try #require(tooMany)
        #expect("\(second)".contains("firstImages: expected 1 to 2"))
    }
}
