import Datasets
import Files
import Foundation
import ImageCompression
import Measurements
import Pipeline
import TestSupport
import Testing

import struct Measurements.Measurement

/// From drawn garments to the test on reconstructions, on a tiny set.
@Suite("Classifiers and the test on reconstructions")
struct ClassifierChainTests {
    private let classifier = """
        {"network": {"input": [28, 28, 1], "layers": [
            {"kind": "convolution", "filters": 4, "kernel": 5, "stride": 2, "activation": "rectifier"},
            {"kind": "maximumPooling", "window": 2, "stride": 2}, {"kind": "channelDropout", "rate": 0.1},
            {"inputs": 144, "outputs": 10, "activation": "identity"}]},
         "initializer": {"pyTorchDefault": {}}, "optimizer": {"sgd": {"learningRate": 0.1, "momentum": 0.5}},
         "batchSize": 10, "epochs": 12, "validationImages": 20, "measureEvery": 4}
        """

    @Test("drawn garments have one digest each, and train and test differ")
    func drawing() async throws {
        let trial = try StageTrial()
        let files = try await draw(trial).map(\.url)
        let found = try files.map { String(try Digest(ofFile: $0).hexadecimal.prefix(8)) }
        #expect(found == ["8d377815", "3378ee01", "445e0ec2", "0af38e7e"])
    }

    @Test("a classifier learns drawn garments, and is measured when it says")
    func training() async throws {
        let trial = try StageTrial()
        let set = try await draw(trial)
        let outputs = try await trial.run("train-classifier", classifier, inputs: inputs(set), into: "classifier")
        let rows = try MeasurementFile.read(try #require(outputs["measurements"]))
        func values(_ metric: String, _ subject: String, _ split: Measurement.Split) -> [Double] {
            rows.filter { $0.metric == metric && $0.subject == subject && $0.split == split }.map(\.value)
        }
        #expect(
            values("accuracy", "network", .test).count == 4 && values("accuracy", "network", .validation).count == 4)
        #expect(Set(rows.filter { $0.metric == "accuracy" }.map(\.step)) == [1, 4, 8, 12])
        #expect(try #require(values("accuracy", "network", .test).last) > 0.5)
        let losses = values("softmaxCrossEntropy", "epoch-mean", .train)
        #expect(losses.count == 12 && losses[11] < 0.6 * losses[0])
        #expect(try #require(rows.first { $0.metric == "parameterCount" }).value == 1_554)
    }

    @Test("a training that was killed goes on from its checkpoint and ends in the same bytes")
    func resuming() async throws {
        let undisturbed = try StageTrial()
        let set = try await draw(undisturbed)
        let expected = try await undisturbed.run(
            "train-classifier", classifier, inputs: inputs(set), into: "classifier")
        // What is left of the undisturbed training's checkpoints is that of epoch 10.
        let killed = try StageTrial()
        try FileManager.default.copyItem(at: undisturbed.checkpoints, to: killed.checkpoints)
        let resumed = try await killed.run("train-classifier", classifier, inputs: inputs(set), into: "classifier")
        #expect(killed.lines == ["goes on after epoch 10"])
        for (name, url) in expected {
            #expect(try Digest(ofFile: url) == Digest(ofFile: #require(resumed[name])), "output \(name)")
        }
    }

    @Test(
        "what no classifier can be trained with is named",
        arguments: [
            (#""epochs": 12"#, #""epochs": 0"#, "epochs: expected at least 1, found 0"),
            (#""validationImages": 20"#, #""validationImages": 300"#, "validationImages: 300 of 300 images leave none"),
            (#""inputs": 144, "outputs": 10"#, #""inputs": 144, "outputs": 5"#, "expected one from 0 to 4"),
            (#""inputs": 144"#, #""inputs": 143"#, "takes 143 numbers"),
        ])
    func unusableParameters(from: String, to: String, message: String) async throws {
        let trial = try StageTrial()
        let set = try await draw(trial)
        do {
            _ = try await trial.run("train-classifier", classifier.replacing(from, with: to), inputs: inputs(set))
            Issue.record("expected a failure that says “\(message)”")
        } catch {
            #expect("\(error)".contains(message))
        }
    }

    @Test("originals, components and reconstructions are classified side by side")
    func testOnReconstructions() async throws {
        let trial = try StageTrial()
        let set = try await draw(trial)
        let model = try #require(
            try await trial.run("train-classifier", classifier, inputs: inputs(set), into: "classifier")["classifier"])
        let components = try await trial.run(
            "reconstruct-components", #"{"counts": [1, 200], "validationImages": 20, "trainingImages": 280}"#,
            inputs: ["images": [set[0]], "testImages": [set[2]]], into: "components")
        let names = ["pca-1", "pca-200"]
        let sets = try names.map { InputFile.from("pca", try #require(components[$0]), output: $0) }
        let measured = try #require(
            try await trial.run(
                "classify-images", #"{"firstImages": 90}"#,
                inputs: [
                    "classifier": [.from("train", model)], "images": [set[2]], "labels": [set[3]],
                    "reconstructions": sets,
                ], into: "answers")["measurements"])
        let rows = try MeasurementFile.read(measured)
        func value(_ metric: String, _ subject: String) -> Double? {
            rows.first { $0.metric == metric && $0.subject == subject && $0.class == nil }?.value
        }
        let (all, few, many) = (
            try #require(value("accuracy", "originals")), try #require(value("accuracy", "pca-1")),
            try #require(value("accuracy", "pca-200"))
        )
        #expect(few < many && abs(many - all) < 0.1)
        #expect(try #require(value("meanSquaredError", "pca-200")) < #require(value("meanSquaredError", "pca-1")))
        let (first, second) = (
            try #require(value("onlyFirstRight", "originals vs pca-1")),
            try #require(value("onlySecondRight", "originals vs pca-1"))
        )
        #expect(abs((first - second) / 90 - (all - few)) < 1e-12)
        #expect(
            value("mcNemarProbability", "originals vs pca-1")
                == McNemarTest(onlyFirst: Int(first), onlySecond: Int(second)).probability)
        let answers = rows.filter { $0.metric == "answeredImages" && $0.subject == "originals" }
        #expect(answers.reduce(0) { $0 + $1.value } == 90)
        #expect(answers.filter { $0.class == $0.step }.reduce(0) { $0 + $1.value } == (all * 90).rounded())
    }

    @Test("with no weight pruned, reconstructions are measured and classified as their 8-bit images are")
    func pruning() async throws {
        let trial = try StageTrial()
        let set = try await draw(trial)
        let model = try #require(
            try await trial.run("train-classifier", classifier, inputs: inputs(set), into: "classifier")["classifier"])
        let autoencoder = try await trial.run(
            "train-autoencoder",
            """
            {"network": {"dense": {"widths": [784, 12, 784], "activation": "sigmoid"}},
             "initializer": {"glorotUniform": {}}, "loss": "meanSquaredError", "batchSize": 10, "epochs": 2,
             "optimizer": {"adam": {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}},
             "validationImages": 20, "measureEvery": 2}
            """, inputs: ["images": [set[0]], "testImages": [set[2]]], into: "autoencoder")
        let halves: [String: [InputFile]] = [
            "encoder": [.from("halves", try #require(autoencoder["encoder"]))],
            "decoder": [.from("halves", try #require(autoencoder["decoder"]))], "images": [set[2]],
        ]
        let judged: [String: [InputFile]] = [
            "classifier": [.from("train", model)], "images": [set[2]], "labels": [set[3]],
        ]
        let rebuilt = try #require(
            try await trial.run(
                "reconstruct-images", #"{"name": "rebuilt"}"#, inputs: halves, into: "rebuilt")["rebuilt"])
        let classified = try await trial.run(
            "classify-images", #"{"firstImages": 90}"#,
            inputs: judged.merging(["reconstructions": [.from("halves", rebuilt, output: "rebuilt")]]) { $1 },
            into: "answers")
        let pruned = try await trial.run(
            "prune-autoencoder", #"{"percents": [0, 90], "firstImages": 90}"#,
            inputs: judged.merging(halves) { $1 }, into: "pruned")
        func value(_ metric: String, _ subject: String, in outputs: [String: URL]) throws -> Double {
            let rows = try MeasurementFile.read(try #require(outputs["measurements"]))
            return try #require(
                rows.first { $0.metric == metric && $0.subject == subject && $0.class == nil }
            ).value
        }
        for metric in ["accuracy", "meanSquaredError"] {
            #expect(try value(metric, "pruned-0", in: pruned) == value(metric, "rebuilt", in: classified), "\(metric)")
        }
        #expect(
            try value("meanSquaredError", "pruned-90", in: pruned) > value("meanSquaredError", "pruned-0", in: pruned))
        #expect(try value("nonzeroWeights", "pruned-90", in: pruned) <= 0.1 * 2 * 784 * 12 + 1)
    }

    @Test("images that went through JPEG are files of their own, larger and nearer to the images at a higher quality")
    func jpeg() async throws {
        let trial = try StageTrial()
        let set = try await draw(trial)
        let outputs = try await trial.run(
            "compress-jpeg", #"{"qualities": [10, 95], "optimizesTables": true}"#, inputs: ["images": [set[2]]])
        let originals = try IDXFile(contentsOf: set[2].url)
        let rows = try MeasurementFile.read(try #require(outputs["measurements"]))
        func bytes(_ quality: Int, _ metric: String) -> Double? {
            rows.first { $0.subject == "jpeg-\(quality)" && $0.metric == metric }?.value
        }
        func error(_ quality: Int) throws -> Int {
            let decoded = try IDXFile(contentsOf: #require(outputs["jpeg-\(quality)"]))
            #expect(decoded.dimensions == originals.dimensions)
            return zip(decoded.elements, originals.elements).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        }
        #expect(try error(95) * 3 < error(10) && error(95) > 0)
        for metric in ["bytesPerImage", "scanBytesPerImage"] {
            #expect(try #require(bytes(10, metric)) < #require(bytes(95, metric)))
        }
        #expect(try #require(bytes(10, "scanBytesPerImage")) < 0.5 * #require(bytes(10, "bytesPerImage")))
    }

    private func inputs(_ set: [InputFile]) -> [String: [InputFile]] {
        ["images": [set[0]], "labels": [set[1]], "testImages": [set[2]], "testLabels": [set[3]]]
    }

    /// Three hundred garments to train on and a hundred to test, with their labels.
    private func draw(_ trial: StageTrial) async throws -> [InputFile] {
        let outputs = try await trial.run(
            "draw-garments", #"{"trainingImages": 300, "testImages": 100}"#, into: "drawn")
        return try ["trainImages", "trainLabels", "testImages", "testLabels"].map {
            .from("datasets/drawn", try #require(outputs[$0]), output: $0)
        }
    }
}
