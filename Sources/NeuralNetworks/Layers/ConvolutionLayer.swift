import Tensors

/// A convolution, y = f(conv(x) + b), or the transpose of one, y = f(convᵀ(x) + b).
///
/// A transposed layer maps images of side s to side (s − 1)·stride − 2·padding + kernel: its forward pass is the convolution's
/// gradient by the input, and the other way round.
///
/// - Shape: input `[N, height, width, channels]`, weights `[kernel, kernel, channels, filters]`, or `[kernel, kernel, filters, channels]`
///   for a transposed layer: those of the convolution that it transposes. Bias `[filters]` or none.
/// - Cost: 2·N·places·kernel²·channels·filters flops forward, the places those of the smaller image; the same for the weights'
///   gradient and about the same for the input's.
final class ConvolutionLayer: Layer {
    private let isTransposed: Bool
    private let stride: Int
    private let padding: Int
    private let activation: Activation
    private var weights: Parameter
    private var bias: Parameter?

    init(_ parameters: [Parameter], isTransposed: Bool, stride: Int, padding: Int, activation: Activation) {
        weights = parameters[0]
        bias = parameters.count > 1 ? parameters[1] : nil
        (self.isTransposed, self.stride, self.padding) = (isTransposed, stride, padding)
        self.activation = activation
    }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        let pass = isTransposed ? kernels.convolveTransposed : kernels.convolve
        pass(input, weights.value, bias?.value, activation, stride, padding, &output)
    }

    func backward(input: Tensor, output: Tensor, gradient: inout Tensor, using kernels: any Kernels) {
        kernels.multiplyByDerivative(of: activation, at: output, &gradient)
        kernels.convolutionWeightGradient(
            input: isTransposed ? gradient : input, outputGradient: isTransposed ? input : gradient, stride: stride,
            padding: padding, into: &weights.gradient, accumulating: false)
        bias.update { kernels.sumColumns(of: gradient, into: &$0.gradient) }
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        let pass = isTransposed ? kernels.convolve : kernels.convolveTransposed
        pass(gradient, weights.value, nil, .identity, stride, padding, &inputGradient)
    }

    func updateParameters(_ body: (inout Parameter) throws -> Void) rethrows {
        try body(&weights)
        try bias.update(body)
    }
}
