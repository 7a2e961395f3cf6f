import Tensors

/// Each pixel copied to a square; backward, each square's sum.
///
/// - Shape: input `[N, height, width, channels]`, output `[N, height·factor, width·factor, channels]`.
final class UpsamplingLayer: Layer {
    private let factor: Int

    init(factor: Int) { self.factor = factor }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        kernels.upsample(input, factor: factor, into: &output)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        kernels.downsample(gradient, factor: factor, into: &inputGradient)
    }
}
