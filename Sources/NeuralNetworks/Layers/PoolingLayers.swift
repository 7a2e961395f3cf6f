import Tensors

/// The largest of each window, and where it was found.
///
/// - Shape: input `[N, height, width, channels]`, output `[N, (height − window) / stride + 1, …, channels]`.
final class MaximumPoolingLayer: Layer {
    private let window: Int
    private let stride: Int
    /// Where the last minibatch's largest were found, each in its own image.
    private(set) var indices: [Int32] = []

    init(window: Int, stride: Int) { (self.window, self.stride) = (window, stride) }

    func forward(_ input: Tensor, into output: inout Tensor, mode: ForwardMode, using kernels: any Kernels) {
        kernels.maximumPool(input, window: window, stride: stride, into: &output, indices: &indices)
    }

    func propagate(_ gradient: Tensor, input: Tensor, into inputGradient: inout Tensor, using kernels: any Kernels) {
        kernels.scatter(gradient, to: indices, into: &inputGradient)
    }
}

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
