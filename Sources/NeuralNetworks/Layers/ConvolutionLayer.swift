import Tensors

/// A convolution: y = f(conv(x) + b).
///
/// - Shape: input `[N, height, width, channels]`, weights `[kernel, kernel, channels, filters]`, bias `[filters]` or none.
/// - Cost: 2·N·outputs·kernel²·channels flops forward; the same for the weights' gradient and about the same for the input's.
final class ConvolutionLayer: Layer {
    private let stride: Int
    private let padding: Int
    private let activation: Activation
    private var weights: Parameter
    private var bias: Parameter?

    init(_ parameters: [Parameter], stride: Int, padding: Int, activation: Activation) {
        weights = parameters[0]
        bias = parameters.count > 1 ? parameters[1] : nil
        (self.stride, self.padding, self.activation) = (stride, padding, activation)
    }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        kernels.convolve(
            input, weights: weights.value, bias: bias?.value, activation: activation, stride: stride, padding: padding,
            into: &output)
    }

    func backward(input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels) {
        kernels.multiplyByDerivative(of: activation, at: output, &gradient)
        kernels.convolutionWeightGradient(
            input: input, outputGradient: gradient, stride: stride, padding: padding, into: &weights.gradient,
            accumulating: false)
        bias.update { kernels.sumColumns(of: gradient, into: &$0.gradient) }
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        kernels.convolveTransposed(
            gradient, weights: weights.value, bias: nil, activation: .identity, stride: stride, padding: padding,
            into: &inputGradient)
    }

    func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows {
        try body(&weights)
        try bias.update(body)
    }
}
