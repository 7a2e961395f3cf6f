import Foundation
import NeuralNetworks
import Randomness
import Tensors

/// Every layer, loss and penalty once more, forward only, in Double and as plain loops: what central differences are taken of.
///
/// Images are flat lists in the order [N, height, width, channels].
struct DoubleNetwork {
    let architecture: NetworkArchitecture
    let step: TrainingStep
    var tensors: [String: [Double]]

    init(_ network: Network, step: TrainingStep) {
        (architecture, self.step) = (network.architecture, step)
        tensors = Dictionary(
            uniqueKeysWithValues: network.parameters.map { ($0.name, $0.value.elements.map { Double($0) }) })
    }

    /// The loss and the penalties together.
    func objective(_ minibatch: Minibatch, input: [Double], loss: Loss, penalties: [ActivationPenalty]) -> Double {
        let outputs = outputs(input, rows: minibatch.input.rows)
        let y = outputs[outputs.count - 1]
        let target = minibatch.target?.elements.map { Double($0) } ?? input
        let value: Double
        switch loss {
        case .meanSquaredError: value = zip(y, target).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) / Double(y.count)
        case .binaryCrossEntropy:
            value = zip(y, target).map { -$1 * log($0) - (1 - $1) * log(1 - $0) }.reduce(0, +) / Double(y.count)
        case .softmaxCrossEntropy:
            let classes = y.count / minibatch.labels.count
            value =
                minibatch.labels.enumerated().map { row, label in
                    let logits = y[row * classes..<(row + 1) * classes]
                    return log(logits.map { exp($0) }.reduce(0, +)) - logits[row * classes + Int(label)]
                }.reduce(0, +) / Double(minibatch.labels.count)
        }
        return penalties.reduce(value) { $0 + penalty($1, outputs[$1.layer], rows: minibatch.input.rows) }
    }

    private func penalty(_ penalty: ActivationPenalty, _ a: [Double], rows: Int) -> Double {
        switch penalty.kind {
        case .magnitude(let weight): return weight * a.map(\.magnitude).reduce(0, +) / Double(rows)
        case .sparsity(let target, let weight):
            let channels = architecture.outputShapes[penalty.layer].last ?? 1
            return (0..<channels).reduce(0) { sum, channel in
                let column = stride(from: channel, to: a.count, by: channels).map { a[$0] }
                let mean = column.reduce(0, +) / Double(column.count)
                let divergence = target * log(target / mean) + (1 - target) * log((1 - target) / (1 - mean))
                return sum + weight * divergence
            }
        }
    }

    /// What each layer gives.
    func outputs(_ input: [Double], rows: Int) -> [[Double]] {
        var outputs: [[Double]] = []
        var places: [Int: [Int]] = [:]
        for index in architecture.layers.indices {
            let x = index == 0 ? input : outputs[index - 1]
            outputs.append(output(of: index, x, rows: rows, &places))
        }
        return outputs
    }

    private func output(of index: Int, _ x: [Double], rows: Int, _ places: inout [Int: [Int]]) -> [Double] {
        let (taken, given) = (architecture.inputShape(of: index), architecture.outputShapes[index])
        func tensor(_ name: String) -> [Double] { tensors["layers.\(index).\(name)"] ?? [] }
        switch architecture.layers[index] {
        case .dense(let inputs, let outputs, let activation):
            let weights = tensor("weight")
            return dense(x, inputs, outputs, tensor("bias"), activation) { weights[$0 * outputs + $1] }
        case .tiedDense(let layer, let activation):
            let weights = tensors["layers.\(layer).weight"] ?? []
            let inputs = taken.reduce(1, *)
            return dense(x, inputs, given[0], tensor("bias"), activation) { weights[$1 * inputs + $0] }
        case .convolution(_, let kernel, let stride, let padding, _, let activation):
            var y = [Double](repeating: 0, count: rows * given.reduce(1, *))
            forEachTap(taken, given, rows, kernel, stride, padding, tensor("weight")) { y[$1] += x[$0] * $2 }
            return activated(y, tensor("bias"), activation)
        case .transposedConvolution(_, let kernel, let stride, let padding, _, let activation):
            var y = [Double](repeating: 0, count: rows * given.reduce(1, *))
            forEachTap(given, taken, rows, kernel, stride, padding, tensor("weight")) { y[$0] += x[$1] * $2 }
            return activated(y, tensor("bias"), activation)
        case .maximumPooling(let window, let stride):
            let found = largest(x, taken, given, rows, window, stride)
            places[index] = found
            return found.map { x[$0] }
        case .unpooling(let layer):
            var y = [Double](repeating: 0, count: rows * given.reduce(1, *))
            for (element, place) in (places[layer] ?? []).enumerated() { y[place] += x[element] }
            return y
        case .upsampling(let factor):
            return indices(rows, given).map { image, row, column, channel in
                x[((image * taken[0] + row / factor) * taken[1] + column / factor) * taken[2] + channel]
            }
        case .batchNormalization(let epsilon, _, let activation):
            return normalized(x, taken[taken.count - 1], epsilon, tensor("scale"), tensor("shift"), activation)
        case .dropout(let rate): return dropped(x, index, rate, factors: x.count / rows, rows)
        case .channelDropout(let rate): return dropped(x, index, rate, factors: taken[2], rows)
        case .gaussianNoise(let deviation):
            var noise = Tensor([x.count])
            ReferenceKernels().drawStandardNormals(step.stream(ofLayer: index), into: &noise)
            return zip(x, noise.elements).map { $0 + deviation * Double($1) }
        case .scaling(let factor): return x.map { factor * $0 }
        case .reshaping: return x
        }
    }

    private func dense(
        _ x: [Double], _ inputs: Int, _ outputs: Int, _ bias: [Double], _ activation: Activation,
        _ weight: (Int, Int) -> Double
    ) -> [Double] {
        let y = (0..<x.count / inputs * outputs).map { place in
            (0..<inputs).reduce(0) { $0 + x[place / outputs * inputs + $1] * weight($1, place % outputs) }
        }
        return activated(y, bias, activation)
    }

    /// Visits (place in the image, place in the output, weight) of a convolution.
    private func forEachTap(
        _ image: [Int], _ output: [Int], _ rows: Int, _ kernel: Int, _ stride: Int, _ padding: Int,
        _ weights: [Double], _ body: (Int, Int, Double) -> Void
    ) {
        for (place, (example, row, column, filter)) in indices(rows, output).enumerated() {
            for (tap, weight) in weights.enumerated() where tap % output[2] == filter {
                let channel = tap / output[2] % image[2]
                let kernelColumn = tap / output[2] / image[2] % kernel
                let kernelRow = tap / output[2] / image[2] / kernel
                let (y, x) = (row * stride + kernelRow - padding, column * stride + kernelColumn - padding)
                guard (0..<image[0]).contains(y), (0..<image[1]).contains(x) else { continue }
                body(((example * image[0] + y) * image[1] + x) * image[2] + channel, place, weight)
            }
        }
    }

    private func largest(
        _ x: [Double], _ taken: [Int], _ given: [Int], _ rows: Int, _ window: Int, _ stride: Int
    ) -> [Int] {
        indices(rows, given).map { image, row, column, channel in
            let places = (0..<window * window).map { offset in
                let (y, x) = (row * stride + offset / window, column * stride + offset % window)
                return ((image * taken[0] + y) * taken[1] + x) * taken[2] + channel
            }
            return places.dropFirst().reduce(places[0]) { x[$1] > x[$0] ? $1 : $0 }
        }
    }

    private func normalized(
        _ x: [Double], _ channels: Int, _ epsilon: Double, _ scale: [Double], _ shift: [Double],
        _ activation: Activation
    ) -> [Double] {
        var y = x
        for channel in 0..<channels {
            let places = Array(stride(from: channel, to: x.count, by: channels))
            let mean = places.map { x[$0] }.reduce(0, +) / Double(places.count)
            let variance = places.map { (x[$0] - mean) * (x[$0] - mean) }.reduce(0, +) / Double(places.count)
            for place in places { y[place] = (x[place] - mean) / (variance + epsilon).squareRoot() * scale[channel] }
        }
        return activated(y, shift, activation)
    }

    private func dropped(_ x: [Double], _ layer: Int, _ rate: Double, factors count: Int, _ rows: Int) -> [Double] {
        var factors = Tensor([rows, count])
        ReferenceKernels().drawDropoutFactors(step.stream(ofLayer: layer), rate: Float(rate), into: &factors)
        let perExample = x.count / rows
        return x.enumerated().map { place, number in
            number * Double(factors.elements[place / perExample * count + place % count])
        }
    }

    private func indices(_ rows: Int, _ shape: [Int]) -> [(Int, Int, Int, Int)] {
        (0..<rows * shape.reduce(1, *)).map {
            (
                $0 / shape[2] / shape[1] / shape[0], $0 / shape[2] / shape[1] % shape[0], $0 / shape[2] % shape[1],
                $0 % shape[2]
            )
        }
    }

    private func activated(_ x: [Double], _ bias: [Double], _ activation: Activation) -> [Double] {
        x.enumerated().map { place, sum in
            let sum = bias.isEmpty ? sum : sum + bias[place % bias.count]
            return switch activation {
            case .identity: sum
            case .rectifier: max(0, sum)
            case .sigmoid: 1 / (1 + exp(-sum))
            case .hyperbolicTangent: tanh(sum)
            }
        }
    }
}
