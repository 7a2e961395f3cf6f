import Randomness
import Tensors

/// How a layer's parameters are drawn before training.
package enum Initializer: Codable, Equatable, Sendable {
    /// Weights and biases alike from N(0, σ²).
    case normal(standardDeviation: Double)
    /// Weights from U(−a, a) with a = √(6/(inputs + outputs)); biases zero.
    ///
    /// - Source: Glorot and Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html, equation 16.
    case glorotUniform

    enum Role { case weights, bias }

    func fill(
        _ tensor: inout Tensor, of layer: LayerArchitecture, as role: Role,
        using generator: inout some RandomNumberGenerator
    ) {
        switch (self, role) {
        case (.normal(let standardDeviation), _):
            tensor.fill { Float(generator.standardNormal() * standardDeviation) }
        case (.glorotUniform, .weights):
            let bound = (6 / Double(layer.inputs + layer.outputs)).squareRoot()
            tensor.fill { Float((2 * generator.uniform() - 1) * bound) }
        case (.glorotUniform, .bias):
            tensor.fill { 0 }
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
