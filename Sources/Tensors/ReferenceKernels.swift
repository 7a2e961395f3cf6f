/// The kernels as plain loops: the specification that ``CompiledKernels`` is held to, bit for bit.
///
/// - Cost: hundreds of times that of the compiled kernels. For tests.
package final class ReferenceKernels: Kernels {
    package init() {}

    package func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: inout Tensor, accumulating: Bool) {
        checkProduct(a, b, c)
        let block = matrixProductBlockLength(innerLength: a.columns)
        for row in 0..<a.rows {
            for column in 0..<b.columns {
                var sum = accumulating ? c.elements[row * c.columns + column] : 0
                for first in stride(from: 0, to: a.columns, by: block) {
                    var chain: Float = 0
                    for inner in first..<min(first + block, a.columns) {
                        chain.addProduct(a[row, inner], b[inner, column])
                    }
                    sum = first == 0 && !accumulating ? chain : sum + chain
                }
                c.elements[row * c.columns + column] = sum
            }
        }
    }

    package func addBias(_ bias: Tensor, andActivate activation: Activation, _ x: inout Tensor) {
        checkBias(bias, x)
        for index in x.elements.indices {
            x.elements[index] = activation.reference(x.elements[index] + bias.elements[index % x.columns])
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
        checkColumnSums(x, sums)
        for column in 0..<x.columns {
            var sum: Float = 0
            for row in 0..<x.rows { sum += x.elements[row * x.columns + column] }
            sums.elements[column] = sum
        }
    }

    package func squaredError(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        for index in y.elements.indices {
            gradient.elements[index] = (y.elements[index] - target.elements[index]) * scale
        }
        return squaredError(y, target: target)
    }

    package func squaredError(_ y: Tensor, target: Tensor) -> Double {
        checkSameCount(y, target)
        return interleavedSum(
            zip(y.elements, target.elements).map {
                let difference = Double($0 - $1)
                return difference * difference
            })
    }

    package func binaryCrossEntropy(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        let lowest: Float = 1e-7
        let highest: Float = 1 - 1e-7
        var terms: [Double] = []
        for (index, (output, target)) in zip(y.elements, target.elements).enumerated() {
            let output = output < lowest ? lowest : output > highest ? highest : output
            let rest = 1 - output
            gradient.elements[index] = (output - target) / (output * rest) * scale
            let term = -(target * referenceLogarithm(output) + (1 - target) * referenceLogarithm(rest))
            terms.append(Double(term))
        }
        return interleavedSum(terms)
    }

    package func stochasticGradientDescent(
        _ weights: inout Tensor, gradient: Tensor, velocity: inout Tensor, rate: Float, momentum: Float
    ) {
        checkSameCount(weights, gradient, velocity)
        for index in weights.elements.indices {
            velocity.elements[index] = momentum * velocity.elements[index] + gradient.elements[index]
            weights.elements[index] -= rate * velocity.elements[index]
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
            let slope = gradient.elements[index]
            mean.elements[index] += (slope - mean.elements[index]) * (1 - rates.beta1)
            meanSquare.elements[index] += (slope * slope - meanSquare.elements[index]) * (1 - rates.beta2)
            let divisor = meanSquare.elements[index].squareRoot() * rates.rootCorrection + rates.epsilon
            weights.elements[index] -= rates.rate * mean.elements[index] / divisor
        }
    }

    package func gather(_ rows: ArraySlice<Int32>, of source: ByteMatrix, into out: inout Tensor) {
        checkGather(rows, source, &out)
        for (index, row) in rows.enumerated() {
            for column in 0..<source.columns {
                out.elements[index * source.columns + column] =
                    Float(source.bytes[Int(row) * source.columns + column]) / 255
            }
        }
    }
}

extension MatrixOperand {
    fileprivate subscript(row: Int, column: Int) -> Float {
        tensor.elements[isTransposed ? column * tensor.columns + row : row * tensor.columns + column]
    }
}

/// The sum of 16 interleaved lanes, joined pairwise.
private func interleavedSum(_ terms: [Double]) -> Double {
    var lanes = [Double](repeating: 0, count: 16)
    for (index, term) in terms.enumerated() { lanes[index % 16] += term }
    for width in [8, 4, 2, 1] {
        for lane in 0..<width { lanes[lane] += lanes[lane + width] }
    }
    return lanes[0]
}
