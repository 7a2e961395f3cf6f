import Tensors

/// Puts numbers back where a pooling layer of the same pass found its largest, and zeros elsewhere.
///
/// - Shape: input that of the pooling layer's output, output that of its input.
final class UnpoolingLayer: Layer {
    private let source: MaximumPoolingLayer

    init(indicesOf source: MaximumPoolingLayer) { self.source = source }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        kernels.scatter(input, to: source.indices, into: &output)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        kernels.gather(gradient, from: source.indices, into: &inputGradient)
    }
}
