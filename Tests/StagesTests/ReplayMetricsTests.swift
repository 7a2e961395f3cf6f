import Datasets
import Files
import Foundation
import Measurements
import NeuralNetworks
import Pipeline
import Tensors
import Testing

@Suite("Replayed metrics")
struct ReplayMetricsTests {
    @Test("a tiny set and network give the printed formulas' numbers beside the right ones")
    func rows() async throws {
        let trial = try StageTrial()
        let images = trial.folder.url.appending(path: "images.idx"),
            labels = trial.folder.url.appending(path: "labels.idx")
        let pixels = (0..<4 * 64).map { UInt8($0 * 61 % 256) }
        try IDXFile(dimensions: [4, 8, 8], elements: pixels).write(to: images)
        try IDXFile(dimensions: [4], elements: [0, 1, 0, 1]).write(to: labels)
        let encoder = trial.folder.url.appending(path: "e"), decoder = trial.folder.url.appending(path: "d")
        // Parameters are zero: every output is sigmoid(0) = 0.5, and its entropy 0.
        try ModelFile.encode(Network([.dense(inputs: 64, outputs: 4, activation: .sigmoid)])).write(to: encoder)
        try ModelFile.encode(Network([.dense(inputs: 4, outputs: 64, activation: .sigmoid)])).write(to: decoder)
        let outputs = try await trial.run(
            "replay-metrics", #"{"side": 13, "qualities": [50]}"#,
            inputs: [
                "images": [.from("draw", images)], "labels": [.from("draw", labels)],
                "encoder": [.from("train", encoder)], "decoder": [.from("train", decoder)],
            ])
        let rows = try MeasurementFile.read(try #require(outputs["measurements"]))
        func value(_ metric: String, _ subject: String, class label: Int? = nil) throws -> Double {
            try #require(rows.first { $0.metric == metric && $0.subject == subject && $0.class == label }).value
        }
        #expect(try abs(value("pixelEntropy", "original") - 6) < 1e-12)
        #expect(try value("pixelEntropy", "network-float32", class: 1) == 0)
        #expect(try value("meanOverDeviation", "network-uint8") == 0)
        #expect(try value("pythonObjectBitsPerPixel", "jpeg") == Double((64 * 3 + 33) * 8) / 64)
        #expect(try value("bitsPerPixel", "network-codes-float32") == 2)
        #expect(try value("bitsPerPixel", "jpeg-50") > 40)
        #expect(try value("peakSignalToNoiseRatio", "jpeg-50") > value("peakSignalToNoiseRatio", "network-uint8"))
    }

    @Test("an encoder without a decoder is refused by name")
    func halfANetwork() async throws {
        let trial = try StageTrial()
        let images = trial.folder.url.appending(path: "images.idx"),
            labels = trial.folder.url.appending(path: "labels.idx")
        try IDXFile(dimensions: [1, 8, 8], elements: [UInt8](repeating: 3, count: 64)).write(to: images)
        try IDXFile(dimensions: [1], elements: [0]).write(to: labels)
        await #expect(throws: MissingInput.self) {
            _ = try await trial.run(
                "replay-metrics", #"{"side": 13, "qualities": []}"#,
                inputs: [
                    "images": [.from("draw", images)], "labels": [.from("draw", labels)],
                    "encoder": [.from("train", images)], "decoder": [],
                ])
        }
    }
}
