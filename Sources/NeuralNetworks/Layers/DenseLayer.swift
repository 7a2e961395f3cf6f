import Tensors

/// A fully connected layer: y = f(x·W + b).
///
/// - Shape: input `[N, …]` of `inputs` numbers each, output `[N, outputs]`, weights `[inputs, outputs]`, bias `[outputs]`.
/// - Cost: 2·N·inputs·outputs flops forward; the same for the weights' gradient and again for the input's.
final class DenseLayer: Layer {
    private let activation: Activation
    private(set) var weights: Parameter
    private var bias: Parameter
    /// Whether a tied layer has put its share of the weights' gradient in place for the backward pass under way.
    private var holdsTiedGradient = false

    init(_ parameters: [Parameter], activation: Activation) {
        (weights, bias) = (parameters[0], parameters[1])
        self.activation = activation
    }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        kernels.multiply(
            .plain(input), .plain(weights.value), addingBias: bias.value, activation: activation, into: &output)
    }

    func backward(input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels) {
        kernels.multiplyByDerivative(of: activation, at: output, &gradient)
        kernels.multiply(
            .transposed(input), .plain(gradient), into: &weights.gradient, accumulating: holdsTiedGradient)
        holdsTiedGradient = false
        kernels.sumColumns(of: gradient, into: &bias.gradient)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        kernels.multiply(.plain(gradient), .transposed(weights.value), into: &inputGradient, accumulating: false)
    }

    /// Adds a tied layer's share of the weights' gradient: gradientᵀ · input of that layer.
    func addTiedGradient(_ gradient: Tensor, input: Tensor, using kernels: any Kernels) {
        kernels.multiply(
            .transposed(gradient), .plain(input), into: &weights.gradient, accumulating: holdsTiedGradient)
        holdsTiedGradient = true
    }

    func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows {
        try body(&weights)
        try body(&bias)
    }
}
