extension CompiledKernels {
    package func stochasticGradientDescent(
        _ weights: inout Tensor, gradient: Tensor, velocity: inout Tensor, rate: Float, momentum: Float,
        weightDecay: Float
    ) {
        checkSameCount(weights, gradient, velocity)
        weights.withElements { weights in
            velocity.withElements {
                table.sgd(
                    $0.count, rate, momentum, weightDecay, gradient.elements.address, $0.baseAddress,
                    weights.baseAddress)
            }
        }
    }

    package func rootMeanSquarePropagation(
        _ weights: inout Tensor, gradient: Tensor, meanSquare: inout Tensor, velocity: inout Tensor,
        _ rates: RootMeanSquareRates
    ) {
        checkSameCount(weights, gradient, meanSquare, velocity)
        weights.withElements { weights in
            meanSquare.withElements { meanSquare in
                velocity.withElements {
                    table.rmsprop(
                        $0.count, rates.rate, rates.decay, rates.momentum, rates.epsilon, gradient.elements.address,
                        meanSquare.baseAddress, $0.baseAddress, weights.baseAddress)
                }
            }
        }
    }

    package func adam(
        _ weights: inout Tensor, gradient: Tensor, mean: inout Tensor, meanSquare: inout Tensor, _ rates: AdamRates
    ) {
        checkSameCount(weights, gradient, mean, meanSquare)
        weights.withElements { weights in
            mean.withElements { mean in
                meanSquare.withElements {
                    table.adam(
                        $0.count, rates.rate, rates.rootCorrection, rates.beta1, rates.beta2, rates.epsilon,
                        rates.weightDecay, gradient.elements.address, mean.baseAddress, $0.baseAddress,
                        weights.baseAddress)
                }
            }
        }
    }
}
