import Tensors

/// A fully connected layer that shares an earlier one's weights, transposed: y = f(x·Wᵀ + b).
///
/// The weights' gradient is the sum over both uses; this layer's share goes first, since the backward pass meets it first.
/// - Shape: input `[N, …]` of `outputs` numbers each, output `[N, inputs]`, with the sizes of the earlier layer's weights.
/// - Cost: that of a ``DenseLayer``.
final class TiedDenseLayer: Layer {
    private let source: DenseLayer
    private let activation: Activation
    private var bias: Parameter

    init(_ parameters: [Parameter], weightsOf source: DenseLayer, activation: Activation) {
        bias = parameters[0]
        (self.source, self.activation) = (source, activation)
    }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        kernels.multiply(
            .plain(input), .transposed(source.weights.value), addingBias: bias.value, activation: activation,
            into: &output)
    }

    func backward(input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels) {
        kernels.multiplyByDerivative(of: activation, at: output, &gradient)
        source.addTiedGradient(gradient, input: input, using: kernels)
        kernels.sumColumns(of: gradient, into: &bias.gradient)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        kernels.multiply(.plain(gradient), .plain(source.weights.value), into: &inputGradient, accumulating: false)
    }

    /// This layer as one of its own: a dense layer with the transposed weights.
    func copyNumbers(to dense: DenseLayer) {
        var numbers = [source.weights.value.transposed(), bias.value].makeIterator()
        dense.updateParameters { if let tensor = numbers.next() { $0.value = tensor } }
    }

    func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows { try body(&bias) }
}
