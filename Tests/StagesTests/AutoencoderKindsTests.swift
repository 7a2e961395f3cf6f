import Files
import Foundation
import ImageCompression
import Measurements
import NeuralNetworks
import Pipeline
import Testing

import struct Measurements.Measurement

/// What `train-autoencoder` makes of networks, starts and noise, and the kinds beside it, on a tiny set.
@Suite("Autoencoders of every declaration")
struct AutoencoderKindsTests {
    private let dense = #"{"dense": {"widths": [784, 12, 6, 12, 784], "activation": "sigmoid"}}"#

    /// Parameters of a short training; `more` is further keys.
    private func training(_ network: String, initializer: String? = #"{"glorotUniform": {}}"#, _ more: String = "")
        -> String
    {
        """
        {"network": \(network), \(initializer.map { #""initializer": \#($0),"# } ?? "")
         "optimizer": {"adam": {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}}, \(more)
         "loss": "binaryCrossEntropy", "batchSize": 8, "epochs": 3, "validationImages": 10, "measureEvery": 1}
        """
    }

    @Test(
        "the halves of tied, scaled and convolutional networks stand alone, and are measured as the training measured them",
        arguments: [
            #"{"dense": {"widths": [784, 12, 6, 12, 784], "activation": "sigmoid", "tied": true}}"#,
            #"{"dense": {"widths": [784, 9, 784], "activation": "rectifier", "outputActivation": "sigmoid", "inputFactor": 4}}"#,
            #"""
            {"layers": {"input": [28, 28, 1],
              "encoder": [{"kind": "convolution", "filters": 3, "kernel": 4, "stride": 4, "activation": "rectifier"},
                {"kind": "convolution", "filters": 2, "kernel": 3, "stride": 2, "activation": "sigmoid"}],
              "decoder": [{"kind": "transposedConvolution", "filters": 3, "kernel": 3, "stride": 2, "activation": "rectifier"},
                {"kind": "transposedConvolution", "filters": 1, "kernel": 4, "stride": 4, "activation": "sigmoid"}]}}
            """#,
        ])
    func halves(network: String) async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let model = try await trial.run(
            "train-autoencoder", training(network), inputs: ["images": [set[0]], "testImages": [set[2]]], into: "model")
        let codes = try await trial.run(
            "encode-images", "{}",
            inputs: ["encoder": [.from("train", try #require(model["encoder"]))], "images": [set[2]]], into: "codes")
        let evaluation = try await trial.run(
            "evaluate-reconstructions", #"{"deadSpan": 0.01}"#,
            inputs: [
                "decoder": [.from("train", try #require(model["decoder"]))],
                "codes": [.from("encode", try #require(codes["codes"]), output: "float32")], "images": [set[2]],
                "labels": [set[3]],
            ], into: "evaluation")
        let trained = try rows(model), evaluated = try rows(evaluation)
        for metric in ["meanSquaredError", "binaryCrossEntropy", "peakSignalToNoiseRatio"] {
            let expected = trained.first {
                $0.metric == metric && $0.subject == "network" && $0.step == 3 && $0.split == .test
            }
            let found = evaluated.first { $0.metric == metric && $0.class == nil }
            #expect(try #require(found).value == #require(expected).value, "\(metric)")
        }
        #expect(!evaluated.contains { $0.metric == "saturatedFraction" })
        #expect(evaluated.contains { $0.metric == "silentUnits" })
    }

    @Test("machines pre-trained start a network, untied or tied: before any epoch it errs as their unrolled stack does")
    func machines() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let pretraining = try await trial.run(
            "pretrain-machines", machineParameters, inputs: ["images": [set[0]]], into: "machines")
        let network = try #require(pretraining["network"])
        let errors = try rows(pretraining).filter { $0.metric == "reconstructionError" }
        #expect(errors.map(\.subject).sorted() == ["machine-1", "machine-1", "machine-2", "machine-2"])
        var measured: [Double] = []
        for tied in ["", #", "tied": true"#] {
            let model = try await trial.run(
                "train-autoencoder",
                training(dense.replacing(#""sigmoid""#, with: #""sigmoid"\#(tied)"#), initializer: nil)
                    .replacing(#""epochs": 3"#, with: #""epochs": 0"#),
                inputs: [
                    "images": [set[0]], "testImages": [set[2]], "initial": [.from("pretrain", network)],
                ], into: "model\(measured.count)")
            measured += try rows(model).filter { $0.step == 0 && $0.split == .test && $0.metric == "meanSquaredError" }
                .map(\.value)
        }
        #expect(measured.count == 2)
        #expect(abs(measured[0] - measured[1]) < 1e-6 * measured[0])
        // Images themselves err by 0; a network that says nothing by more.
        #expect(measured[0] > 0 && measured[0] < 0.25)
    }

    @Test("a pre-training that was killed goes on from its checkpoint and ends in the same bytes")
    func resumedMachines() async throws {
        let undisturbed = try StageTrial()
        let set = try await undisturbed.drawDigits()
        let inputs = ["images": [set[0]]]
        let expected = try await undisturbed.run(
            "pretrain-machines", machineParameters, inputs: inputs, into: "machines")
        let killed = try StageTrial()
        try createDirectory(killed.checkpoints)
        // Killed after the first machine.
        try FileManager.default.copyItem(
            at: undisturbed.checkpoints.appending(path: "machine-1.safetensors"),
            to: killed.checkpoints.appending(path: "machine-1.safetensors"))
        let resumed = try await killed.run("pretrain-machines", machineParameters, inputs: inputs, into: "machines")
        #expect(killed.lines == ["machine 1 goes on after epoch 2"])
        for (name, url) in expected {
            #expect(try Digest(ofFile: url) == Digest(ofFile: #require(resumed[name])), "output \(name)")
        }
    }

    @Test("a network starts from an initializer or from another's numbers, never from both or neither")
    func starts() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let network = try #require(
            try await trial.run("pretrain-machines", machineParameters, inputs: ["images": [set[0]]], into: "machines")[
                "network"])
        let images = ["images": [set[0]], "testImages": [set[2]]]
        let initial = images.merging(["initial": [.from("pretrain", network)]]) { $1 }
        let other = dense.replacing("12, 6, 12", with: "12, 7, 12")
        for (parameters, inputs, message) in [
            (training(dense), initial, "found both"), (training(dense, initializer: nil), images, "found neither"),
            (training(other, initializer: nil), initial, "layers.1.weight"),
        ] {
            let error = await #expect(throws: (any Error).self) {
                try await trial.run("train-autoencoder", parameters, inputs: inputs)
            }
            #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
        }
    }

    @Test("noise of no size changes nothing, noise drawn once and noise drawn anew do, and differ")
    func noise() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        var digests: [String: String] = [:]
        for (name, noise) in [
            ("none", ""), ("zero", #""noise": {"standardDeviation": 0, "draw": "once"},"#),
            ("once", #""noise": {"standardDeviation": 20, "draw": "once"},"#),
            ("each", #""noise": {"standardDeviation": 20, "draw": "each"},"#),
        ] {
            let model = try await trial.run(
                "train-autoencoder", training(dense, noise), inputs: ["images": [set[0]], "testImages": [set[2]]],
                into: name)
            digests[name] = try Digest(ofFile: try #require(model["encoder"])).hexadecimal
        }
        #expect(digests["none"] == digests["zero"])
        #expect(Set(digests.values).count == 3)
    }

    @Test("a schedule and penalties change the training, and gradients are measured only where asked for")
    func options() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let inputs = ["images": [set[0]], "testImages": [set[2]]]
        let plain = try await trial.run("train-autoencoder", training(dense), inputs: inputs, into: "plain")
        #expect(try !rows(plain).contains { $0.metric == "gradientNorm" || $0.metric == "penalty" })
        var encoders = [try Digest(ofFile: #require(plain["encoder"])).hexadecimal]
        for option in [
            #""schedule": {"step": {"epochs": 1, "factor": 0.5}},"#, #""trainingImages": 40,"#,
            #""penalties": [{"layer": 1, "kind": {"sparsity": {"target": 0.1, "weight": 0.1}}}],"#,
        ] {
            let model = try await trial.run(
                "train-autoencoder", training(dense, option + #""measureGradients": true, "testImages": 5,"#),
                inputs: inputs, into: "option\(encoders.count)")
            encoders.append(try Digest(ofFile: #require(model["encoder"])).hexadecimal)
            let gradients = try rows(model).filter { $0.metric == "gradientNorm" }
            #expect(gradients.count == 3 * 8 && gradients.allSatisfy { $0.value > 0 })
            #expect(try rows(model).contains { $0.metric == "penalty" } == option.contains("penalties"))
        }
        #expect(Set(encoders).count == 4)
    }

    @Test(
        "what no training can use is named",
        arguments: [
            (#""trainingImages": 51,"#, "trainingImages: expected from 1 to the 50 images that there are, found 51"),
            (#""testImages": 0,"#, "testImages: expected at least 1, found 0"),
            (
                #""penalties": [{"layer": 4, "kind": {"magnitude": {"weight": 1}}}],"#,
                "layer 4 is none of the network's"
            ),
            (#""noise": {"standardDeviation": -1, "draw": "once"},"#, "expected from 0 to 255, found -1"),
        ])
    func unusable(option: String, message: String) async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let error = await #expect(throws: (any Error).self) {
            try await trial.run(
                "train-autoencoder", training(dense, option), inputs: ["images": [set[0]], "testImages": [set[2]]])
        }
        #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
    }

    @Test("noise of σ errs by (σ/255)², less when clipped, and what an autoencoder makes of no noise is its error")
    func denoising() async throws {
        let trial = try StageTrial()
        let set = try await trial.drawDigits()
        let model = try await trial.run(
            "train-autoencoder", training(dense), inputs: ["images": [set[0]], "testImages": [set[2]]], into: "model")
        let output = try await trial.run(
            "evaluate-denoising", #"{"noise": [0, 20]}"#,
            inputs: [
                "encoder": [.from("train", try #require(model["encoder"]))],
                "decoder": [.from("train", try #require(model["decoder"]))], "images": [set[2]],
            ], into: "denoising")
        let measured = try rows(output)
        func error(_ subject: String, _ noise: Int) throws -> Double {
            try #require(
                measured.first { $0.metric == "meanSquaredError" && $0.subject == subject && $0.step == noise }
            ).value
        }
        let trained = try rows(model).first {
            $0.metric == "meanSquaredError" && $0.subject == "network" && $0.step == 3 && $0.split == .test
        }
        #expect(try error("output", 0) == #require(trained).value)
        #expect(try error("noisy-input", 0) == 0)
        let variance = 20.0 * 20 / 255 / 255
        #expect(try abs(error("noisy-input", 20) / variance - 1) < 0.05)
        #expect(try error("noisy-input-clipped", 20) < 0.8 * variance)
    }

    private let machineParameters = """
        {"widths": [784, 12, 6], "epochs": 2, "trainingImages": 50,
         "machine": {"steps": 1, "learningRate": 0.1, "momentum": {"initial": 0.5, "final": 0.9, "epochs": 5},
                     "weightDecay": 0.0002, "batchSize": 10}}
        """

    private func rows(_ outputs: [String: URL]) throws -> [Measurement] {
        try MeasurementFile.read(try #require(outputs["measurements"]))
    }
}
