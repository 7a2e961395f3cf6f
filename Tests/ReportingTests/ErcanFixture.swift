import Foundation
import Measurements
import Reporting

import struct Measurements.Measurement

/// Measurements as the stages of the paper ercan would make them, with numbers near those of a real run, made by formula so that
/// a test can say by plain arithmetic what a view must show.
struct ErcanFixture {
    var dataset = "mnist"
    var replicates = 3
    var epochs = 449
    var representations = (1...8).map { "uniform-\($0)" } + ["text-19", "float32"]
    var recipes = ["paper", "glorot-adam"]
    var codes = [64, 50, 36, 22, 128]

    /// What is declared of these measurements alone.
    static let tables: Set = [
        "table_ercan_1", "table_ercan_2", "table_ercan_claims", "table_ercan_classes", "table_ercan_quantization",
        "table_ercan_recipe",
    ]
    static let figures: Set = ["ercan-code-width", "ercan-quantization", "ercan-training"]

    var measurements: [Measurement] {
        var rows: [Measurement] = []
        for recipe in recipes {
            for code in codes {
                for replicate in 0..<replicates {
                    let axes = "[recipe=\(recipe),code=\(code),replicate=\(replicate)]"
                    rows += training(recipe, code, replicate, stage: "ercan/train\(axes)")
                    rows += quantization(code, stage: "ercan/quantize\(axes)")
                    rows += evaluation(recipe, code, replicate, stage: "ercan/evaluate\(axes)")
                }
            }
        }
        return rows + components
    }

    /// The error on the test images with a code of 32-bit floats.
    func finalError(_ recipe: String, _ code: Int, _ replicate: Int) -> Double {
        let his: [Int: Double] = [64: 0.01164, 50: 0.01298, 36: 0.01385, 22: 0.0178, 128: 0.01445]
        let mean: Double = recipe == "paper" ? his[code] ?? .nan : 0.0021 + 0.14 / Double(code)
        let factor: Double = 1 + 0.02 * Double(replicate - 1)
        return mean * factor
    }

    /// The mean error over an epoch's training minibatches: falls from 0.2 to 0.96 of the final test error.
    func trainingError(_ recipe: String, _ code: Int, _ replicate: Int, epoch: Int) -> Double {
        let last = 0.96 * finalError(recipe, code, replicate)
        let rate = recipe == "paper" ? 0.75 : 1.1
        let fall: Double = pow(Double(epoch), -rate) - pow(Double(epochs), -rate)
        let start: Double = 0.16 + 0.01 * Double(replicate)
        return last + start * fall
    }

    /// What b bits for each unit multiply the error with.
    static func factor(_ representation: String) -> Double {
        guard let bits = representation.split(separator: "-").last.flatMap({ Int($0) }), bits <= 8 else { return 1 }
        return 1 + 1.6 * pow(4, -Double(bits - 1)) / 2
    }

    private func training(_ recipe: String, _ code: Int, _ replicate: Int, stage: String) -> [Measurement] {
        var rows: [Measurement] = []
        func add(
            _ subject: String, _ metric: String, _ value: Double, _ unit: String, split: Measurement.Split? = nil,
            step: Int? = nil
        ) {
            rows.append(
                Measurement(
                    stage: stage, paper: "ercan", dataset: dataset, split: split, subject: subject, metric: metric,
                    step: step, value: value, unit: unit))
        }
        let unit = "per pixel, pixels in [0,1]"
        for epoch in 1...epochs {
            let error = trainingError(recipe, code, replicate, epoch: epoch)
            add("epoch-mean", "meanSquaredError", error, unit, split: .train, step: epoch)
            let wobble = 1 + 0.06 * sin(Double(epoch * 7 + replicate * 3 + code))
            add("last-minibatch", "meanSquaredError", error * wobble, unit, split: .train, step: epoch)
            if epoch == 1 || epoch.isMultiple(of: 10) || epoch == epochs {
                add("network", "meanSquaredError", error * 1.03, unit, split: .test, step: epoch)
                add("network", "meanSquaredError", error * 1.02, unit, split: .validation, step: epoch)
            }
        }
        let deep = code != 128
        let weights = deep ? 2 * (784 * 128 + 128 * code) : 2 * 784 * 128
        let parameters = weights + (deep ? 128 + code + 128 + 784 : 128 + 784)
        let decoder = deep ? code * 128 + 128 * 784 + 128 + 784 : 128 * 784 + 784
        add("network", "weightCount", Double(weights), "weights")
        add("network", "parameterCount", Double(parameters), "parameters")
        add("decoder", "parameterCount", Double(decoder), "parameters")
        add("encoder", "parameterCount", Double(parameters - decoder), "parameters")
        add("network-float32", "modelBytes", Double(4 * parameters), "bytes")
        add("decoder-float32", "modelBytes", Double(4 * decoder), "bytes")
        add("checkpoint-with-optimizer", "modelBytes", Double(12 * parameters), "bytes")
        return rows
    }

    private func quantization(_ code: Int, stage: String) -> [Measurement] {
        func row(_ subject: String, _ metric: String, _ value: Double) -> Measurement {
            Measurement(
                stage: stage, paper: "ercan", dataset: dataset, split: .test, subject: subject, metric: metric,
                value: value, unit: "bytes")
        }
        var rows = [row("text-19", "originalBytesPerImage", 19_600), row("uint8", "originalBytesPerImage", 784)]
        for representation in representations {
            let bits = representation.split(separator: "-").last.flatMap { Int($0) }.flatMap { $0 <= 8 ? $0 : nil }
            let bytes =
                switch representation {
                case "text-19": Double(25 * code)
                case "float32": Double(4 * code)
                default: Double((bits ?? 0) * code) / 8
                }
            rows += [row(representation, "bytesPerImage", bytes), row(representation, "sideTableBytes", 0)]
        }
        return rows
    }

    private func evaluation(_ recipe: String, _ code: Int, _ replicate: Int, stage: String) -> [Measurement] {
        representations.flatMap { representation in
            let error = finalError(recipe, code, replicate) * ErcanFixture.factor(representation)
            func row(_ metric: String, _ value: Double, _ unit: String, class: Int? = nil) -> Measurement {
                Measurement(
                    stage: stage, paper: "ercan", dataset: dataset, split: .test, subject: representation,
                    class: `class`,
                    metric: metric, value: value, unit: unit)
            }
            return [
                row("meanSquaredError", error, "per pixel, pixels in [0,1]"),
                row("peakSignalToNoiseRatio", -10 * log10(error), "dB"),
            ]
                + (0..<10).map { digit in
                    row(
                        "meanSquaredError", error * (0.55 + 0.1 * Double(digit)), "per pixel, pixels in [0,1]",
                        class: digit)
                }
        }
    }

    /// What as many principal components as code units leave, by the public data's own numbers where they are known.
    static let components = [
        (4, 0.0481), (8, 0.0374), (16, 0.0269), (22, 0.0221), (30, 0.01769), (36, 0.0151), (50, 0.0112), (64, 0.0086),
        (128, 0.0038), (196, 0.0021),
    ]

    private var components: [Measurement] {
        ErcanFixture.components.map { count, error in
            Measurement(
                stage: "ercan/pca", paper: "ercan", dataset: dataset, split: .test, subject: "pca-\(count)",
                metric: "meanSquaredError", value: error, unit: "per pixel, pixels in [0,1]")
        }
    }
}
