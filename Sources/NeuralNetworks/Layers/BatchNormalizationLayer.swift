import Tensors

/// Batch normalisation by channel: y = f(x̂·scale + shift), x̂ = (x − mean)/√(variance + ε).
///
/// In training mean and variance are those of the minibatch over all examples and pixels, and the running ones move by the share
/// `momentum` towards them, the variance unbiased. Otherwise they are the running ones.
///
/// - Cost: three passes over the minibatch forward and two backward.
/// - Source: Ioffe and Szegedy 2015, arXiv:1502.03167, algorithm 1; momentum and unbiased variance as in PyTorch.
final class BatchNormalizationLayer: Layer {
    private let epsilon: Double
    private let momentum: Double
    private let activation: Activation
    private var scale: Parameter
    private var shift: Parameter
    private let statisticNames: [String]
    private var runningMean: Tensor
    private var runningVariance: Tensor
    /// Of the last minibatch: mean, and 1/√(variance + ε).
    private var mean: [Float]
    private var inverse: [Float]
    private var isTraining = false
    /// Scratch, a number per channel.
    private var sums: [Double] = []
    private var otherSums: [Double] = []
    private var factors: [Float]
    private var slopes: [Float]
    private var summands: [Float]

    init(_ tensors: [TensorDeclaration], epsilon: Double, momentum: Double, activation: Activation) {
        (self.epsilon, self.momentum, self.activation) = (epsilon, momentum, activation)
        (scale, shift) = (Parameter(tensors[0]), Parameter(tensors[1]))
        statisticNames = tensors[2...].map(\.name)
        runningMean = Tensor(tensors[2].shape)
        runningVariance = Tensor(tensors[3].shape, filledWith: 1)
        let zeros = [Float](repeating: 0, count: tensors[0].shape.count)
        (mean, inverse, factors, slopes, summands) = (zeros, zeros, zeros, zeros, zeros)
    }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        isTraining = mode != .inference
        if isTraining {
            kernels.moments(of: input, sums: &sums, squares: &otherSums)
            takeMinibatchStatistics(count: Double(input.elements.count / input.channels))
        } else {
            for channel in mean.indices {
                mean[channel] = runningMean.elements[channel]
                inverse[channel] = Float(1 / (Double(runningVariance.elements[channel]) + epsilon).squareRoot())
            }
        }
        for channel in mean.indices {
            factors[channel] = scale.value.elements[channel] * inverse[channel]
            summands[channel] = Float(
                Double(shift.value.elements[channel]) - Double(mean[channel]) * Double(factors[channel]))
        }
        kernels.normalize(input, scale: factors, shift: summands, activation: activation, into: &output)
    }

    private func takeMinibatchStatistics(count: Double) {
        for channel in mean.indices {
            let average = sums[channel] / count
            // Rounding may leave a tiny negative number where all are equal.
            let variance = max(otherSums[channel] / count - average * average, 0)
            mean[channel] = Float(average)
            inverse[channel] = Float(1 / (variance + epsilon).squareRoot())
            let unbiased = count > 1 ? variance * count / (count - 1) : variance
            runningMean.move(channel, by: momentum, towards: average)
            runningVariance.move(channel, by: momentum, towards: unbiased)
        }
    }

    /// With g the gradient by x̂·scale + shift over n numbers: shift gets Σ g, scale gets Σ g·x̂.
    func backward(input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels) {
        precondition(isTraining, "a backward pass through running statistics")
        kernels.multiplyByDerivative(of: activation, at: output, &gradient)
        kernels.normalizationSums(
            of: gradient, at: input, mean: mean, inverse: inverse, sums: &sums, products: &otherSums)
        shift.gradient.withElements { for channel in $0.indices { $0[channel] = Float(sums[channel]) } }
        scale.gradient.withElements { for channel in $0.indices { $0[channel] = Float(otherSums[channel]) } }
    }

    /// scale·inverse·(g − Σ g/n − x̂·Σ g·x̂/n), written as g·a + x·b + d.
    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        let count = Double(input.elements.count / input.channels)
        for channel in mean.indices {
            let (mean, inverse) = (Double(mean[channel]), Double(inverse[channel]))
            let factor = Double(scale.value.elements[channel]) * inverse
            let slope = -factor * inverse * otherSums[channel] / count
            factors[channel] = Float(factor)
            slopes[channel] = Float(slope)
            summands[channel] = Float(-factor * sums[channel] / count - slope * mean)
        }
        inputGradient.copyElements(of: gradient)
        kernels.normalizationGradient(&inputGradient, at: input, a: factors, b: slopes, d: summands)
    }

    func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows {
        try body(&scale)
        try body(&shift)
    }

    func updateStatistics(_ body: (String, inout Tensor) throws -> Void) rethrows {
        try body(statisticNames[0], &runningMean)
        try body(statisticNames[1], &runningVariance)
    }
}

extension Tensor {
    fileprivate mutating func move(_ index: Int, by share: Double, towards target: Double) {
        withElements { $0[index] = Float((1 - share) * Double($0[index]) + share * target) }
    }
}
