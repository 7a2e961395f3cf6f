import Files
import Foundation
import ImageCompression
import Measurements
import NeuralNetworks
import Pipeline
import TestSupport
import Testing

/// Each kind of the chain on a tiny set. The digests are snapshots: one that changes without anyone meaning it is a fault.
@Suite("The chain from drawn digits to measurements")
struct AutoencoderChainTests {
    private let training = """
        {"network": {"dense": {"widths": [784, 16, 784], "activation": "sigmoid"}}, "initializer": {"glorotUniform": {}},
         "optimizer": {"adam": {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}},
         "loss": "meanSquaredError", "batchSize": 8, "epochs": 12, "validationImages": 10, "measureEvery": 4}
        """

    @Test("drawn digits have one digest each, and train and test differ")
    func drawing() async throws {
        let trial = try StageTrial()
        let files = try await trial.drawDigits()
        let found = try digests(of: files.map(\.url))
        #expect(found == ["4932259e", "5fee55f6", "ae9453fe", "35ab8289"])
    }

    @Test("a trained network, its codes, their files and their measurements have one digest each")
    func wholeChain() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let model = try await trial.run(
            "train-autoencoder", training, inputs: ["images": [set[0]], "testImages": [set[2]]], into: "model")
        let encoder = try #require(model["encoder"]), decoder = try #require(model["decoder"])
        let codes = try #require(
            try await trial.run(
                "encode-images", "{}", inputs: ["encoder": [.from("train", encoder)], "images": [set[2]]],
                into: "codes")["codes"])
        let names = ["float32", "text-19", "uniform-1", "uniform-8"]
        let files = try await trial.run(
            "quantize-codes", #"{"representations": ["float32", "text-19", "uniform-1", "uniform-8"]}"#,
            inputs: ["codes": [.from("encode", codes)]], into: "files")
        let codeFiles = try names.map { InputFile.from("quantize", try #require(files[$0]), output: $0) }
        let evaluation = try #require(
            try await trial.run(
                "evaluate-reconstructions", #"{"saturation": 0.01, "deadSpan": 0.01}"#,
                inputs: [
                    "decoder": [.from("train", decoder)], "codes": codeFiles, "images": [set[2]], "labels": [set[3]],
                ], into: "evaluation")["measurements"])
        let produced =
            [encoder, decoder, try #require(model["measurements"]), codes] + codeFiles.map(\.url) + [evaluation]
        let found = try digests(of: produced)
        // Encoder, decoder, losses, codes; float32 (the codes again), text, 1 bit, 8 bits; measurements.
        #expect(
            found == [
                "ca302a85", "1c48d608", "08a8152b", "fe14bc15", "fe14bc15", "11f3a3b7", "6ecd0f0b", "5459bd4a",
                "141e3549",
            ])
    }

    @Test("what evaluation measures is what the files and the networks hold")
    func evaluation() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let model = try await trial.run(
            "train-autoencoder", training, inputs: ["images": [set[0]], "testImages": [set[2]]], into: "model")
        let rows = try MeasurementFile.read(try #require(model["measurements"]))
        func value(_ metric: String, _ subject: String, step: Int? = nil) -> Double? {
            rows.first { $0.metric == metric && $0.subject == subject && $0.step == step }?.value
        }
        let (encoderCount, decoderCount) = (785 * 16, 17 * 784)
        #expect(value("weightCount", "network") == 25_088)
        #expect(value("parameterCount", "decoder") == Double(decoderCount))
        #expect(value("modelBytes", "checkpoint-with-optimizer") == Double(12 * (encoderCount + decoderCount)))
        let steps = ["meanSquaredError", "binaryCrossEntropy", "peakSignalToNoiseRatio"].map { metric in
            rows.filter { $0.subject == "network" && $0.split == .test && $0.metric == metric }.compactMap(\.step)
        }
        #expect(steps == [[1, 4, 8, 12], [1, 4, 8, 12], [1, 4, 8, 12]])
        // Fifty images in minibatches of eight: six whole ones, and one of two.
        let (mean, sum) = (
            value("meanSquaredError", "epoch-mean", step: 1), value("meanSquaredError", "epoch-sum", step: 1)
        )
        #expect(try abs(#require(sum) / #require(mean) - 7) < 0.5)
        let (first, last) = (
            value("meanSquaredError", "epoch-mean", step: 1), value("meanSquaredError", "epoch-mean", step: 12)
        )
        #expect(try #require(last) < 0.8 * #require(first))
    }

    @Test("a training that was killed goes on from its checkpoint and ends in the same bytes")
    func resuming() async throws {
        let undisturbed = try StageTrial()
        let set = try await undisturbed.drawDigits()
        let inputs = ["images": [set[0]], "testImages": [set[2]]]
        let expected = try await undisturbed.run("train-autoencoder", training, inputs: inputs, into: "model")
        // What is left of the undisturbed training's checkpoints is that of epoch 10: a kill in epoch 11 or 12 leaves just this.
        let killed = try StageTrial()
        try FileManager.default.copyItem(at: undisturbed.checkpoints, to: killed.checkpoints)
        let resumed = try await killed.run("train-autoencoder", training, inputs: inputs, into: "model")
        #expect(killed.lines == ["goes on after epoch 10"])
        for (name, url) in expected {
            #expect(try Digest(ofFile: url) == Digest(ofFile: #require(resumed[name])), "output \(name)")
        }
    }

    /// What may happen to a checkpoint's file.
    enum Damage: String, CaseIterable {
        /// One bit in a weight: still a checkpoint by its form.
        case changedWeight
        case changedDigest, cut, cutToNothing
        /// As an older version of the program wrote it, and as no version did.
        case withoutDigest, longer

        func apply(to content: inout Data) {
            switch self {
            case .changedWeight: content[content.count / 2] ^= 1
            case .changedDigest: content[content.count - 1] ^= 0x80
            case .cut: content.removeLast()
            case .cutToNothing: content.removeAll()
            case .withoutDigest: content.removeLast(32)
            case .longer: content.append(0)
            }
        }
    }

    @Test("a damaged checkpoint is reported and left out, and the result is the same", arguments: Damage.allCases)
    func damagedCheckpoint(damage: Damage) async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let inputs = ["images": [set[0]], "testImages": [set[2]]]
        let expected = try await trial.run("train-autoencoder", training, inputs: inputs, into: "model")
        let checkpoint = trial.checkpoints.appending(path: "training.safetensors")
        var content = try Data(contentsOf: checkpoint)
        damage.apply(to: &content)
        try content.write(to: checkpoint)
        let again = try await trial.run("train-autoencoder", training, inputs: inputs, into: "again")
        #expect(trial.lines.count == 1 && trial.lines[0].hasPrefix("starts afresh"))
        for (name, url) in expected {
            #expect(try Digest(ofFile: url) == Digest(ofFile: #require(again[name])), "output \(name)")
        }
    }

    @Test("a training whose loss is no longer finite fails and names the epoch")
    func divergence() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let wild = training.replacing(#""learningRate": 0.01"#, with: #""learningRate": 1e38"#)
        await expectFailure(containing: "diverged: the loss of epoch 1 is not finite") {
            _ = try await trial.run("train-autoencoder", wild, inputs: ["images": [set[0]], "testImages": [set[2]]])
        }
    }

    @Test("a training whose last step leaves a parameter that is not finite fails and names it")
    func divergenceInTheLastStep() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        // One minibatch: its loss is taken before the step that spoils the parameters.
        let wild = training.replacing(
            #"{"adam": {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}}"#,
            with: #"{"sgd": {"learningRate": 1e300, "momentum": 0}}"#
        ).replacing(#""batchSize": 8, "epochs": 12"#, with: #""batchSize": 64, "epochs": 1"#)
        await expectFailure(containing: "after epoch 1; lower the optimizer's learningRate") {
            _ = try await trial.run("train-autoencoder", wild, inputs: ["images": [set[0]], "testImages": [set[2]]])
        }
    }

    @Test(
        "parameters that no training can use are named with what was expected",
        arguments: [
            (#""widths": [784, 16, 784]"#, #""widths": [784, 16, 783]"#, "widths: expected an odd number of widths"),
            (#""widths": [784, 16, 784]"#, #""widths": [9, 3, 9]"#, "network: it takes 9 pixels, the images have 784"),
            (#""epochs": 12"#, #""epochs": 0"#, "epochs: expected at least 1, found 0"),
            (#""validationImages": 10"#, #""validationImages": 60"#, "validationImages: 60 of 60 images leave none"),
        ])
    func unusableParameters(from: String, to: String, message: String) async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        await expectFailure(containing: message) {
            _ = try await trial.run(
                "train-autoencoder", training.replacing(from, with: to),
                inputs: ["images": [set[0]], "testImages": [set[2]]])
        }
    }

    @Test("components are measured clipped and unclipped, and more of them err less")
    func components() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let output = try await trial.run(
            "analyze-components", #"{"counts": [1, 5, 20]}"#, inputs: ["images": [set[0]], "testImages": [set[2]]],
            into: "components")
        let rows = try MeasurementFile.read(try #require(output["measurements"]))
        let errors = ["pca-1", "pca-5", "pca-20"].compactMap { subject in
            rows.first { $0.subject == subject && $0.metric == "meanSquaredError" }?.value
        }
        #expect(errors.count == 3 && errors == errors.sorted(by: >))
        #expect(Set(rows.map(\.dataset)) == ["drawn"])
    }

    @Test("collected measurements are all of them, sorted")
    func collecting() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let parts = try await ["[1]", "[2]"].asyncMap { counts in
            try await trial.run(
                "analyze-components", "{\"counts\": \(counts)}", inputs: ["images": [set[0]], "testImages": [set[2]]],
                into: "components\(counts)")["measurements"]
        }
        let files = try parts.map { InputFile.from("pca", try #require($0)) }
        let joined = try await trial.run(
            "collect-measurements", "{}", inputs: ["measurements": files.reversed()], into: "joined")
        let rows = try MeasurementFile.read(try #require(joined["measurements"]))
        #expect(rows.count == 8 && rows == rows.sorted())
    }

    /// The first eight digits of each file's digest.
    private func digests(of files: [URL]) throws -> [String] {
        try files.map { String(try Digest(ofFile: $0).hexadecimal.prefix(8)) }
    }

    private func expectFailure(containing text: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("expected a failure that says “\(text)”")
        } catch {
            #expect("\(error)".contains(text))
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
