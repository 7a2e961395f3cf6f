import Datasets
import Files
import Foundation
import Measurements
import NeuralNetworks
import Pipeline
import Tensors
import Testing

/// The way from images to a codec's model, its files and its card.
@Suite("Codecs from training to their card")
struct CodecStagesTests {
    @Test("a trained codec is built, writes files whose parts add up, and has a card with its files' digests")
    func learned() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        let trained = try await trial.run(
            "train-codec", trainingParameters, inputs: ["images": [digits[0]]], into: "trained")
        let built = try await trial.run(
            "build-codec", #"{"design": "k-means", "bits": [1, 3], "pooled": false, "firstImages": 40}"#,
            inputs: [
                "encoder": [.from("t", try #require(trained["encoder"]))],
                "decoder": [.from("t", try #require(trained["decoder"]))], "images": [digits[0]],
            ], into: "built")
        let halves = [
            "encoder": [InputFile.from("b", try #require(built["encoder"]))],
            "decoder": [InputFile.from("b", try #require(built["decoder"]))],
        ]
        let coded = try await trial.run(
            "code-by-model", #"{"coders": ["even-bits", "rans"], "firstImages": 15}"#,
            inputs: halves.merging(["images": [digits[2]]]) { $1 }, into: "coded")
        let rows = try MeasurementFile.read(try #require(coded["measurements"]))
        func value(_ metric: String, _ subject: String) throws -> Double {
            try #require(rows.first { $0.metric == metric && $0.subject == subject }).value
        }
        #expect(try value("imageCount", "images") == 15)
        #expect(try value("quantizerBits", "0") == 1 && value("quantizerBits", "1") == 3)
        for subject in ["0/even-bits", "0/rans", "1/even-bits", "1/rans"] {
            let bytes = try ["headerBytes", "sideTableBytes", "payloadBytes"].map { try value($0, subject) }.reduce(
                0, +)
            #expect(try value("bitsPerPixel", subject) == bytes * 8 / (15 * 784))
        }
        // 8 units of at most 8 levels each: no more than 3 bits a unit, and a file is no shorter than its entropy.
        #expect(try value("payloadBytes", "1/even-bits") <= 15 * 3)
        #expect(try value("entropy", "1") <= value("bitsPerPixel", "1/rans"))
        #expect(try value("peakSignalToNoiseRatio", "1") > 5)
        let card = try await trial.run(
            "describe-codec",
            #"{"title": "A codec", "data": "drawn", "recipe": "short", "limits": "many", "licence": "MIT"}"#,
            inputs: halves.merging(["measurements": [.from("c", try #require(coded["measurements"]))]]) { $1 },
            into: "card")
        let text = try String(contentsOf: #require(card["card"]), encoding: .utf8)
        for half in ["encoder", "decoder"] {
            #expect(text.contains("\(try Digest(ofFile: #require(built[half])))"))
        }
        #expect(text.contains("**Limits.** many") && text.contains("| 3 | "))
    }

    @Test("principal components are a codec too, with one step for all, and more of it costs more and gives more")
    func components() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        let components = try await trial.buildComponents(of: digits, named: "b")
        let coded = try await trial.run(
            "code-by-model", #"{"coders": ["rans"]}"#,
            inputs: [
                "encoder": [components.encoder], "decoder": [components.decoder], "images": [digits[2]],
            ], into: "coded")
        let rows = try MeasurementFile.read(try #require(coded["measurements"]))
        func values(_ metric: String) -> [Double] { rows.filter { $0.metric == metric }.map(\.value) }
        let rates = values("bitsPerPixel"), qualities = values("peakSignalToNoiseRatio")
        #expect(rates.count == 2 && rates[0] < rates[1] && qualities[0] < qualities[1])
    }

    @Test(
        "a cut autoencoder is a codec of levels for two units, measured by class, and its decoder is stored in fewer bytes"
    )
    func shrunk() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        let trained = try await trial.run(
            "train-codec", trainingParameters.replacing(#""noise""#, with: #""noise", "nestedWidths": [2, 6]"#),
            inputs: ["images": [digits[0]]], into: "trained")
        func halves(_ outputs: [String: URL]) throws -> [String: [InputFile]] {
            [
                "encoder": [.from("t", try #require(outputs["encoder"]))],
                "decoder": [.from("t", try #require(outputs["decoder"]))],
            ]
        }
        let cut = try await trial.run("cut-autoencoder", #"{"units": 6}"#, inputs: halves(trained), into: "cut")
        let built = try await trial.run(
            "build-codec", #"{"design": "k-means", "bits": [3], "unitsPerLevel": 2, "pooled": false}"#,
            inputs: halves(cut).merging(["images": [digits[0]]]) { $1 }, into: "built")
        let costs = try MeasurementFile.read(try #require(built["measurements"]))
        #expect(costs.first { $0.metric == "codeUnits" }?.value == 6)
        #expect(costs.first { $0.metric == "multiplications" && $0.subject == "decoder" }?.value == 4704)
        let coded = try await trial.run(
            "code-by-model", #"{"coders": ["even-bits"]}"#,
            inputs: halves(built).merging(["images": [digits[2]], "labels": [digits[3]]]) { $1 }, into: "coded")
        let rows = try MeasurementFile.read(try #require(coded["measurements"]))
        // Three levels of 3 bits for 20 images.
        #expect(rows.first { $0.metric == "payloadBytes" }.map { $0.value <= 20 * 9 / 8.0 + 1 } == true)
        let labels = try IDXFile(contentsOf: digits[3].url).elements
        let errors = rows.filter { $0.metric == "meanSquaredError" }
        let whole = try #require(errors.first { $0.class == nil }).value
        let byClass = errors.filter { $0.class != nil }
        #expect(Set(byClass.compactMap(\.class)) == Set(labels.map(Int.init)))
        let mean =
            byClass.reduce(0) { sum, row in
                sum + row.value * Double(labels.count { Int($0) == row.class })
            } / Double(labels.count)
        #expect(abs(mean - whole) < 1e-9 * whole)
        #expect(rows.filter { $0.metric == "bitsPerPixel" && $0.class != nil }.count == byClass.count)
        let judge = try await trial.run(
            "train-classifier",
            """
            {"network": {"input": [784], "layers": [{"kind": "dense", "inputs": 784, "outputs": 10, "activation": "identity"}]},
             "initializer": {"pyTorchDefault": {}}, "optimizer": {"sgd": {"learningRate": 0.01, "momentum": 0.5}},
             "batchSize": 20, "epochs": 1, "validationImages": 0, "measureEvery": 1}
            """,
            inputs: [
                "images": [digits[0]], "labels": [digits[1]], "testImages": [digits[2]], "testLabels": [digits[3]],
            ], into: "judge")
        let stored = try await trial.run(
            "compress-model",
            """
            {"quantizer": 0, "schemes": [{"numbers": {"float32": {}}}, {"numbers": {"even": {"levels": 255}}, "coder": "rans"},
                                         {"numbers": {"shared": {"levels": 4}}, "prunedPercent": 50}]}
            """,
            inputs: halves(built).merging([
                "images": [digits[2]], "labels": [digits[3]],
                "classifier": [.from("j", try #require(judge["classifier"]))],
            ]) { $1 }, into: "stored")
        let sizes = try MeasurementFile.read(try #require(stored["measurements"]))
        let bytes = sizes.filter { $0.metric == "fileBytes" }
        #expect(bytes.map(\.subject) == ["even-255/0/rans", "float32/0/plain", "shared-4/50/plain"])
        #expect(bytes[0].value < bytes[1].value / 2 && bytes[2].value < bytes[0].value)
        let lossless = try #require(sizes.first { $0.metric == "meanSquaredError" && $0.subject == "float32/0/plain" })
        #expect(abs(lossless.value - whole) < 1e-6 * whole)
    }

    @Test("classical codecs are measured, and curves of them are held against one another")
    func classical() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        let coded = try await trial.run(
            "code-classically",
            """
            {"codecs": [{"jpeg": {"quality": 10, "packing": "mosaic", "optimizesTables": true}},
                        {"jpeg": {"quality": 50, "packing": "mosaic", "optimizesTables": true}},
                        {"jpeg": {"quality": 10, "packing": "separate", "optimizesTables": true}},
                        {"jpeg": {"quality": 50, "packing": "separate", "optimizesTables": true}}, {"gzip": {}}]}
            """, inputs: ["images": [digits[2]]], into: "classical")
        let file = try #require(coded["measurements"])
        let rows = try MeasurementFile.read(file)
        #expect(rows.first { $0.subject == "gzip/set/0" && $0.metric == "meanSquaredError" }?.value == 0)
        #expect(!rows.contains { $0.subject == "gzip/set/0" && $0.metric == "peakSignalToNoiseRatio" })
        let compared = try await trial.run(
            "compare-rates",
            """
            {"curves": [{"name": "mosaic", "stages": "trial/code-classically", "subjects": "jpeg-optimized/mosaic/"},
                        {"name": "files", "stages": "trial/code-classically", "subjects": "jpeg-optimized/separate/"}],
             "anchors": ["files"], "slopes": ["pchip"]}
            """, inputs: ["measurements": [.from("c", file)], "images": [digits[2]]], into: "compared")
        let differences = try MeasurementFile.read(try #require(compared["measurements"]))
        let saving = try #require(differences.first { $0.metric == "rateDifference" })
        #expect(saving.subject == "mosaic/files/pchip" && saving.value < -0.2)
    }

    @Test("parameters that contradict each other are refused by name")
    func refused() async throws {
        let trial = try StageTrial()
        let digits = try await trial.drawDigits()
        for (kind, parameters, expected) in [
            ("train-codec", trainingParameters.replacing("[784]", with: "[49]"), "network"),
            ("train-codec", trainingParameters.replacing(#""epochs": 2"#, with: #""epochs": 0"#), "epochs"),
            (
                "train-codec", trainingParameters.replacing(#""noise""#, with: #""noise", "nestedWidths": [4, 9]"#),
                "nestedWidths: expected widths that rise from 1 or more to at most 8, found [4, 9]"
            ),
            ("write-components", #"{"count": 785}"#, "count: expected 1 to 784 components, found 785"),
            (
                "code-classically", #"{"codecs": [{"webp": {"quality": 101, "packing": "mosaic"}}]}"#,
                "expected a quality of 0 to 100, found 101"
            ),
            (
                "code-classically", #"{"codecs": [{"png": {"packing": "shared-header"}}]}"#,
                "expected the packing separate or mosaic"
            ),
        ] {
            let error = await #expect(throws: (any Error).self) {
                _ = try await trial.run(kind, parameters, inputs: ["images": [digits[0]]])
            }
            if let error { #expect("\(error)".contains(expected), "\(kind)") }
        }
    }

    private let trainingParameters = """
        {"network": {"layers": {"input": [784],
            "encoder": [{"kind": "dense", "inputs": 784, "outputs": 8, "activation": "identity"}],
            "decoder": [{"kind": "dense", "inputs": 8, "outputs": 784, "activation": "sigmoid"}]}},
         "initializer": {"heNormal": {}}, "schedule": {"constant": {}}, "batchSize": 20, "epochs": 2,
         "optimizer": {"adam": {"learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}},
         "rateWeight": 0.01, "relaxation": "noise"}
        """
}
