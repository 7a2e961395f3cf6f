/// The kernels of convolutional networks. Images are `[N, height, width, channels]`, weights
/// `[kernel height, kernel width, channels, filters]`.
package protocol ImageKernels: AnyObject {
    /// output = f(conv(input, weights) + bias); without a bias there is no activation either. Outside the image are `padding` zeros,
    /// which take part in the arithmetic.
    ///
    /// Each output is one product, in the order (kernel row, kernel column, channel), in blocks and chains as
    /// ``MatrixKernels/multiply(_:_:into:accumulating:)``. `output` has its shape already:
    /// `[N, (height + 2·padding − kernel height) / stride + 1, …, filters]`.
    /// - Cost: 2·kernel height·kernel width·channels flops per output.
    func convolve(
        _ input: Tensor, weights: Tensor, bias: Tensor?, activation: Activation, stride: Int, padding: Int,
        into output: inout Tensor)

    /// The transpose: `input` has the shape of a convolution's output, `output` that of its input. A convolution's gradient by its
    /// input, and the forward pass of a transposed convolution.
    ///
    /// Each pixel is one product over the taps whose output lies on the grid of strides, in rising (output row, output column,
    /// filter); taps on the grid but outside `input` count as zeros.
    func convolveTransposed(
        _ input: Tensor, weights: Tensor, bias: Tensor?, activation: Activation, stride: Int, padding: Int,
        into output: inout Tensor)

    /// The gradient by the weights: Σ over outputs of patch · gradient, in blocks of ``weightGradientBlockRows(outputWidth:)`` rows of
    /// outputs counted through all images.
    func convolutionWeightGradient(
        input: Tensor, outputGradient: Tensor, stride: Int, padding: Int, into weights: inout Tensor,
        accumulating: Bool)

    /// The largest of each window, the first of equals, a NaN before any number, and where in its image it was found:
    /// (row · width + column) · channels + channel. `indices` is resized to the outputs.
    func maximumPool(
        _ input: Tensor, window: Int, stride: Int, into output: inout Tensor, indices: inout [Int32])

    /// output = 0, then output[image][index] += input in rising order.
    func scatter(_ input: Tensor, to indices: [Int32], into output: inout Tensor)

    /// output = input[image][index].
    func gather(_ input: Tensor, from indices: [Int32], into output: inout Tensor)

    /// Each pixel copied to a square of `factor`².
    func upsample(_ input: Tensor, factor: Int, into output: inout Tensor)

    /// Each square's sum, in rising (row, column) from +0.
    func downsample(_ input: Tensor, factor: Int, into output: inout Tensor)
}
