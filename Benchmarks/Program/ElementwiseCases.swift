import Tensors

extension BenchmarkCase {
    /// Passes over 2²⁰ numbers: the activations, the exponential function, and a step of each optimizer.
    static var elementwise: [BenchmarkCase] {
        [
            activation("sigmoid", .sigmoid), activation("tanh", .hyperbolicTangent), exponential, adam, rmsprop, sgd,
        ]
    }

    private static let count = 1 << 20

    private static func pass(_ name: String, _ makeOperation: @escaping (CompiledKernels) throws -> () -> Void)
        -> BenchmarkCase
    {
        BenchmarkCase(
            .elementwise, name, line: "elementwise \(name) \(count)", work: .elements(count),
            makeOperation: makeOperation)
    }

    /// In place, bias included, as a layer calls it.
    private static func activation(_ name: String, _ activation: Activation) -> BenchmarkCase {
        pass(name) { kernels in
            let bias = Tensor([1024])
            var x = Tensor.random([count / 1024, 1024])
            return { kernels.addBias(bias, andActivate: activation, &x) }
        }
    }

    private static var exponential: BenchmarkCase {
        pass("exp") { kernels in
            let x = Tensor.random([count]).elements
            var powers = x
            return { kernels.computeExponentials(of: x, into: &powers) }
        }
    }

    private static var adam: BenchmarkCase {
        pass("adam") { kernels in
            let gradient = Tensor.random([count])
            var (weights, mean, meanSquare) = (Tensor.random([count]), Tensor([count]), Tensor([count]))
            let rates = AdamRates(
                rate: 1e-3, rootCorrection: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)
            return { kernels.adam(&weights, gradient: gradient, mean: &mean, meanSquare: &meanSquare, rates) }
        }
    }

    private static var rmsprop: BenchmarkCase {
        pass("rmsprop") { kernels in
            let gradient = Tensor.random([count])
            var (weights, meanSquare) = (Tensor.random([count]), Tensor([count], filledWith: 1))
            var velocity = Tensor([count])
            let rates = RootMeanSquareRates(rate: 0.01, decay: 0.9, momentum: 0, epsilon: 1e-10)
            return {
                kernels.rootMeanSquarePropagation(
                    &weights, gradient: gradient, meanSquare: &meanSquare, velocity: &velocity, rates)
            }
        }
    }

    private static var sgd: BenchmarkCase {
        pass("sgd") { kernels in
            let gradient = Tensor.random([count])
            var (weights, velocity) = (Tensor.random([count]), Tensor([count]))
            return {
                kernels.stochasticGradientDescent(
                    &weights, gradient: gradient, velocity: &velocity, rate: 0.01, momentum: 0.9, weightDecay: 0)
            }
        }
    }
}
