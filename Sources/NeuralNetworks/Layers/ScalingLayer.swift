import Tensors

/// y = factor·x, and backward the same factor.
final class ScalingLayer: Layer {
    private let factor: Float

    init(factor: Double) { self.factor = Float(factor) }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        scale(input, into: &output, using: kernels)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        scale(gradient, into: &inputGradient, using: kernels)
    }

    /// A sum of one term: rounded once, as a product is.
    private func scale(_ numbers: Tensor, into scaled: inout Tensor, using kernels: any Kernels) {
        scaled.withElements { $0.update(repeating: 0) }
        kernels.addScaled(numbers, factor: factor, to: &scaled)
    }
}
