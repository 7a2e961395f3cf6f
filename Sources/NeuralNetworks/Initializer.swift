import Randomness
import Tensors

/// How a network's parameters are drawn before training. Batch normalisation's start from 1 and 0 under each.
package enum Initializer: Codable, Equatable, Sendable {
    /// Weights and biases alike from N(0, σ²).
    case normal(standardDeviation: Double)

    /// Weights from U(−a, a) with a = √(6/(fan-in + fan-out)); biases zero.
    ///
    /// - Source: Glorot and Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html, equation 16.
    case glorotUniform

    /// Weights from N(0, 2/fan-in); biases zero.
    ///
    /// - Source: He et al. 2015, arXiv:1502.01852, equation 10.
    case heNormal

    /// Weights and biases alike from U(−a, a) with a = 1/√fan-in.
    ///
    /// - Source: PyTorch's `Linear.reset_parameters` and `_ConvNd.reset_parameters`.
    case pyTorchDefault

    /// Weights and biases zero.
    case zero

    func fill(_ tensor: inout Tensor, as role: TensorRole, using generator: inout some RandomNumberGenerator) {
        switch (self, role) {
        case (_, .scale), (_, .runningVariance): tensor.fill { 1 }
        case (_, .shift), (_, .runningMean), (.zero, _): tensor.fill { 0 }
        case (.normal(let standardDeviation), _):
            tensor.fill { Float(generator.standardNormal() * standardDeviation) }
        case (.glorotUniform, .weights(let fanIn, let fanOut)):
            let bound = (6 / Double(fanIn + fanOut)).squareRoot()
            tensor.fill { Float((2 * generator.uniform() - 1) * bound) }
        case (.heNormal, .weights(let fanIn, _)):
            let deviation = (2 / Double(fanIn)).squareRoot()
            tensor.fill { Float(generator.standardNormal() * deviation) }
        case (.pyTorchDefault, .weights(let fanIn, _)), (.pyTorchDefault, .bias(let fanIn)):
            let bound = 1 / Double(fanIn).squareRoot()
            tensor.fill { Float((2 * generator.uniform() - 1) * bound) }
        case (.glorotUniform, .bias), (.heNormal, .bias): tensor.fill { 0 }
        }
    }
}

extension Tensor {
    /// Gives each element a number of its own, in order.
    fileprivate mutating func fill(_ next: () -> Float) {
        withElements { elements in
            for index in elements.indices { elements[index] = next() }
        }
    }
}
