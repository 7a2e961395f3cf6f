extension ReferenceKernels {
    package func stochasticGradientDescent(
        _ weights: inout Tensor, gradient: Tensor, velocity: inout Tensor, rate: Float, momentum: Float,
        weightDecay: Float
    ) {
        checkSameCount(weights, gradient, velocity)
        for index in weights.elements.indices {
            var step = decayed(gradient.elements[index], weights.elements[index], weightDecay)
            if momentum != 0 {
                step = momentum * velocity.elements[index] + step
                velocity.elements[index] = step
            }
            weights.elements[index] -= rate * step
        }
    }

    package func rootMeanSquarePropagation(
        _ weights: inout Tensor, gradient: Tensor, meanSquare: inout Tensor, velocity: inout Tensor,
        _ rates: RootMeanSquareRates
    ) {
        checkSameCount(weights, gradient, meanSquare, velocity)
        for index in weights.elements.indices {
            let slope = gradient.elements[index]
            let square = meanSquare.elements[index] + (slope * slope - meanSquare.elements[index]) * (1 - rates.decay)
            meanSquare.elements[index] = square
            velocity.elements[index] =
                rates.momentum * velocity.elements[index] + rates.rate * slope / (square + rates.epsilon).squareRoot()
            weights.elements[index] -= velocity.elements[index]
        }
    }

    package func adam(
        _ weights: inout Tensor, gradient: Tensor, mean: inout Tensor, meanSquare: inout Tensor, _ rates: AdamRates
    ) {
        checkSameCount(weights, gradient, mean, meanSquare)
        for index in weights.elements.indices {
            let slope = decayed(gradient.elements[index], weights.elements[index], rates.weightDecay)
            mean.elements[index] += (slope - mean.elements[index]) * (1 - rates.beta1)
            meanSquare.elements[index] += (slope * slope - meanSquare.elements[index]) * (1 - rates.beta2)
            let divisor = meanSquare.elements[index].squareRoot() * rates.rootCorrection + rates.epsilon
            weights.elements[index] -= rates.rate * mean.elements[index] / divisor
        }
    }

    private func decayed(_ gradient: Float, _ weight: Float, _ weightDecay: Float) -> Float {
        weightDecay == 0 ? gradient : gradient.addingProduct(weightDecay, weight)
    }
}
