import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Gradients")
struct GradientTests {
    @Test(
        "a network's gradients equal central differences",
        arguments: [Loss.meanSquaredError, .binaryCrossEntropy], [Activation.sigmoid, .hyperbolicTangent, .identity])
    func centralDifferences(loss: Loss, hidden: Activation) throws {
        let kernels = CompiledKernels()
        let network = Network([
            .dense(inputs: 5, outputs: 4, activation: hidden),
            .dense(inputs: 4, outputs: 3, activation: .sigmoid),
        ])
        var generator = Philox(seed: 9, stream: 0)
        network.initialize(.normal(standardDeviation: 0.7), using: &generator)
        let input = Tensor([6, 5], elements: (0..<30).map { _ in Float(generator.uniform()) })
        let target = Tensor([6, 3], elements: (0..<18).map { _ in Float(generator.uniform()) })

        network.forward(input, using: kernels)
        _ = network.backward(input: input, target: target, loss: loss, using: kernels)
        let analytic = network.parameters.map(\.gradient)

        for (index, gradient) in analytic.enumerated() {
            for element in gradient.elements.indices {
                let slope = try difference(network, index, element) {
                    lossInDouble(network, input, target, loss)
                }
                #expect(abs(Double(gradient.elements[element]) - slope) < 2e-4 * max(0.05, abs(slope)))
            }
        }
    }

    /// (f(w + h) − f(w − h)) / 2h for one parameter's element.
    private func difference(_ network: Network, _ parameter: Int, _ element: Int, _ f: () -> Double) throws -> Double {
        let step: Float = 1.0 / 512
        func shift(by amount: Float) {
            var index = 0
            network.updateParameters {
                if index == parameter { $0.value.elements[element] += amount }
                index += 1
            }
        }
        shift(by: step)
        let above = f()
        shift(by: -2 * step)
        let below = f()
        shift(by: step)
        return (above - below) / Double(2 * step)
    }

    /// The loss computed in Double by plain loops, so that the difference of two values keeps its digits.
    private func lossInDouble(_ network: Network, _ input: Tensor, _ target: Tensor, _ loss: Loss) -> Double {
        var rows = (0..<input.rows).map { row in
            (0..<input.columns).map { Double(input.elements[row * input.columns + $0]) }
        }
        for layer in network.layers {
            rows = rows.map { row in
                (0..<layer.architecture.outputs).map { output in
                    let sum = row.indices.reduce(Double(layer.bias.value.elements[output])) {
                        $0 + row[$1] * Double(layer.weights.value.elements[$1 * layer.architecture.outputs + output])
                    }
                    return applied(layer.architecture.activation, to: sum)
                }
            }
        }
        let terms = zip(rows.joined(), target.elements).map { y, t in
            switch loss {
            case .meanSquaredError: (y - Double(t)) * (y - Double(t))
            case .binaryCrossEntropy: -Double(t) * naturalLogarithm(y) - (1 - Double(t)) * naturalLogarithm(1 - y)
            }
        }
        return terms.reduce(0, +) / Double(terms.count)
    }

    /// Activations in Double, by exp as a power series of a halved argument.
    private func applied(_ activation: Activation, to x: Double) -> Double {
        switch activation {
        case .identity: x
        case .rectifier: max(0, x)
        case .sigmoid: 1 / (1 + exponential(-x))
        case .hyperbolicTangent: 1 - 2 / (1 + exponential(2 * x))
        }
    }

    private func exponential(_ x: Double) -> Double {
        let small = x / 1024
        var (sum, term) = (1.0, 1.0)
        for n in 1...12 {
            term *= small / Double(n)
            sum += term
        }
        return (0..<10).reduce(sum) { power, _ in power * power }
    }
}
