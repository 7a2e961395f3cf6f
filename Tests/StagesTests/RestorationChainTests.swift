import Datasets
import Files
import Foundation
import ImageRestoration
import Images
import Measurements
import Pipeline
import Pixels
import Testing

/// Each kind of the chain from photographs to a restorer's measurements, on a tiny set.
@Suite("The chain from drawn photographs to restored pictures")
struct RestorationChainTests {
    private func training(steps: Int, output: String = "artefact") -> String {
        """
        {"network": {"depth": 3, "filters": 8, "normalization": {"epsilon": 1e-5, "momentum": 0.1}}, "output": "\(output)",
         "patches": {"side": 24, "stride": 8, "rotates": true, "qualities": [5, 10], "subsampling": "4:2:0", "compressed": "patch"},
         "initializer": {"heNormal": {}}, "zeroInitializedOutput": true,
         "optimizer": {"adam": {"learningRate": 0.003, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}},
         "schedule": {"cosine": {"epochs": \(steps / 5)}}, "batchSize": 8, "steps": \(steps), "stepsPerEpoch": 5,
         "validationPictures": 4, "validationQualities": [5, 90], "leastGain": 0.05, "measureEvery": 10}
        """
    }

    private func draw(_ trial: StageTrial) async throws -> [String: URL] {
        try await trial.run(
            "draw-photographs", #"{"side": 64, "training": 16, "validation": 4, "test": 4}"#, into: "drawn")
    }

    @Test("a restorer that starts as the identity learns to gain, and is measured before and after")
    func wholeChain() async throws {
        let trial = try StageTrial()
        let drawn = try await draw(trial)
        let model = try await trial.run(
            "train-restorer", training(steps: 400),
            inputs: [
                "pictures": [.from("draw", try #require(drawn["training"]))],
                "validationPictures": [.from("draw", try #require(drawn["validation"]))],
            ], into: "model")
        let restorer = try Restorer(decoding: Data(contentsOf: #require(model["restorer"])))
        let gains = try MeasurementFile.read(#require(model["measurements"]))
            .filter { $0.metric == "gain" && $0.subject == "quality-5" }.sorted { $0.step ?? 0 < $1.step ?? 0 }
        #expect(gains.compactMap(\.step) == [50, 100, 150, 200, 250, 300, 350, 400])
        let last = try #require(gains.last).value
        #expect(last > 0.1, "quality 5 gains \(last) dB")
        #expect(restorer.highestQuality >= 5)
        let outputs = try await trial.run(
            "evaluate-restoration",
            #"{"qualities": [5, 100], "subsampling": "4:2:0", "isGrey": false, "pictures": null}"#,
            inputs: [
                "restorer": [.from("train", try #require(model["restorer"]))],
                "pictures": [.from("draw", try #require(drawn["test"]))],
            ], into: "evaluation")
        let rows = try MeasurementFile.read(#require(outputs["measurements"]))
        func value(_ metric: String, _ subject: String, _ quality: Int) throws -> Double {
            try #require(rows.first { $0.metric == metric && $0.subject == subject && $0.step == quality }).value
        }
        #expect(try value("gain", "restored", 5) > 0)
        #expect(try value("gain", "chosen", 5) == value("gain", "restored", 5))
        #expect(try value("bitsPerPixel", "jpeg", 5) < value("bitsPerPixel", "jpeg", 100))
        // Quality 100 lies above what the validation pictures allow.
        #expect(try value("gain", "chosen", 100) == 0 && value("smallestGain", "chosen", 100) == 0)
        #expect(try value("structuralSimilarity", "jpeg", 100) > 0.95)
    }

    @Test("a killed training goes on to the same bits")
    func resumption() async throws {
        let (whole, parted) = (try StageTrial(), try StageTrial())
        func train(_ trial: StageTrial, steps: Int, into folder: String) async throws -> Digest {
            let drawn = try await draw(trial)
            let outputs = try await trial.run(
                "train-restorer",
                training(steps: steps).replacing(#"{"cosine": {"epochs": \#(steps / 5)}}"#, with: #"{"constant": {}}"#),
                inputs: [
                    "pictures": [.from("draw", try #require(drawn["training"]))],
                    "validationPictures": [.from("draw", try #require(drawn["validation"]))],
                ], into: folder)
            return try Digest(ofFile: #require(outputs["restorer"]))
        }
        let expected = try await train(whole, steps: 50, into: "model")
        // The checkpoint of 25 steps is where a training of 50 would have been killed.
        _ = try await train(parted, steps: 25, into: "half")
        #expect(try await train(parted, steps: 50, into: "model") == expected)
        #expect(parted.lines.contains("goes on after epoch 5"))
    }

    @Test("numbers that cannot be worked with are refused by name")
    func refusals() async throws {
        let trial = try StageTrial()
        let drawn = try await draw(trial)
        let inputs: [String: [InputFile]] = [
            "pictures": [.from("draw", try #require(drawn["training"]))],
            "validationPictures": [.from("draw", try #require(drawn["validation"]))],
        ]
        for (from, to, message) in [
            (#""steps": 50"#, #""steps": 52"#, "steps: expected a multiple of stepsPerEpoch, 5, found 52"),
            (#""side": 24"#, #""side": 4"#, "patches: side: expected 8 to 1024 pixels, found 4"),
            (
                #""qualities": [5, 10]"#, #""qualities": [0]"#,
                "patches: qualities: expected some of 1 to 100, found [0]"
            ),
        ] {
            await #expect {
                _ = try await trial.run("train-restorer", training(steps: 50).replacing(from, with: to), inputs: inputs)
            } throws: {
                "\($0)" == message
            }
        }
    }

    @Test("photographs are parted whole: no two parts share one, and each gives its crops")
    func cropping() async throws {
        let trial = try StageTrial()
        // Photograph i is of the one colour 20·i, so that a crop tells where it comes from.
        let photographs = try (0..<6).map { index in
            let image = PixelImage(
                height: 30, width: 40, channels: 3, bytes: [UInt8](repeating: UInt8(20 * index), count: 3600))
            return InputFile.from(
                "fetch", try trial.folder.write(PNG.encode(image), to: "p\(index).png"), output: "p\(index)")
        }
        let outputs = try await trial.run(
            "crop-photographs",
            #"{"side": 16, "cropsPerPhotograph": 2, "validationPhotographs": 1, "testPhotographs": 2}"#,
            inputs: ["photographs": photographs])
        var seen: [UInt8] = []
        for (part, count) in [("training", 3), ("validation", 1), ("test", 2)] {
            let file = try IDXFile(contentsOf: #require(outputs[part]))
            #expect(file.dimensions == [2 * count, 16, 16, 3])
            let colours = Set(file.elements)
            #expect(colours.count == count)
            seen += colours
        }
        #expect(seen.sorted() == [0, 20, 40, 60, 80, 100])
    }
}
