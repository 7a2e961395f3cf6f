extension ReferenceKernels {
    package func addBias(_ bias: Tensor, andActivate activation: Activation, _ x: inout Tensor) {
        checkChannels(bias, x)
        for index in x.elements.indices {
            x.elements[index] = activation.reference(x.elements[index] + bias.elements[index % x.channels])
        }
    }

    package func multiplyByDerivative(of activation: Activation, at output: Tensor, _ gradient: inout Tensor) {
        checkSameCount(output, gradient)
        for index in gradient.elements.indices {
            let y = output.elements[index]
            switch activation {
            case .identity: break
            case .sigmoid: gradient.elements[index] *= y * (1 - y)
            case .hyperbolicTangent: gradient.elements[index] *= 1 - y * y
            case .rectifier: gradient.elements[index] = y > 0 ? gradient.elements[index] : 0
            }
        }
    }

    package func sumColumns(of x: Tensor, into sums: inout Tensor) {
        checkChannels(sums, x)
        for channel in 0..<x.channels {
            var total: Float = 0
            var block: Float = 0
            for row in 0..<x.channelRows {
                if row > 0, row % longestSumBlock == 0 { (total, block) = (total + block, 0) }
                block += x.elements[row * x.channels + channel]
            }
            sums.elements[channel] = total + block
        }
    }

    package func scaleChannels(of x: inout Tensor, by factors: Tensor) {
        checkScaling(x, factors)
        for index in x.elements.indices {
            x.elements[index] *=
                factors.elements[
                    index / x.columns * factors.columns + index % factors.columns]
        }
    }

    package func addScaled(_ x: Tensor, factor: Float, to y: inout Tensor) {
        checkSameCount(x, y)
        for index in y.elements.indices { y.elements[index].addProduct(factor, x.elements[index]) }
    }

    package func addScaledSign(of x: Tensor, factor: Float, to y: inout Tensor) {
        checkSameCount(x, y)
        for index in y.elements.indices {
            if x.elements[index] > 0 { y.elements[index] += factor }
            if x.elements[index] < 0 { y.elements[index] -= factor }
        }
    }

    package func sumOfMagnitudes(_ x: Tensor) -> Double {
        interleavedSum(x.elements.map { Double($0.magnitude) })
    }
}
