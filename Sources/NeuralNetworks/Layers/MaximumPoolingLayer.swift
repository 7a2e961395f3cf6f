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
