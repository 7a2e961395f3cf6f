import CKernels

/// The checks of image kernels: each works out the shape that the C kernels take, and traps where the tensors do not have it.
extension Kernels {
    /// The convolution between an image and its output.
    func checkedConvolution(
        image: Tensor, weights: Tensor, output: Tensor, stride: Int, padding: Int
    ) -> ck_convolution {
        let (x, w, y) = (image.shape.dimensions, weights.shape.dimensions, output.shape.dimensions)
        precondition(x.count == 4 && w.count == 4 && y.count == 4, "images and weights have four dimensions")
        precondition(stride > 0 && padding >= 0, "a stride of \(stride), a padding of \(padding)")
        precondition(
            w[0] > 0 && w[1] > 0 && x[1] + 2 * padding >= w[0] && x[2] + 2 * padding >= w[1],
            "a kernel of \(w[0])×\(w[1]) in images of \(x[1])×\(x[2]) with \(padding) zeros around")
        precondition(w[2] > 0 && w[3] > 0, "\(w[2]) channels and \(w[3]) filters")
        let shape = ck_convolution(
            images: x[0], height: x[1], width: x[2], channels: x[3], filters: w[3], kernel_height: w[0],
            kernel_width: w[1], stride: stride, padding: padding)
        precondition(
            w[2] == x[3] && y == [x[0], shape.outputHeight, shape.outputWidth, w[3]],
            "images \(image.shape), weights \(weights.shape) and outputs \(output.shape) do not fit")
        return shape
    }

    /// A bias by channel. Without one the kernels apply no activation either.
    func checkBias(_ bias: Tensor?, _ activation: Activation, _ output: Tensor) {
        if let bias {
            checkChannels(bias, output)
        } else {
            precondition(activation == .identity, "an activation needs a bias, which may be zero")
        }
    }

    func checkedPooling(
        _ input: Tensor, window: Int, stride: Int, _ output: Tensor, _ indices: inout [Int32]
    ) -> ck_pooling {
        let (x, y) = (input.shape.dimensions, output.shape.dimensions)
        precondition(x.count == 4 && y.count == 4, "images have four dimensions")
        precondition(
            window > 0 && stride > 0 && window <= x[1] && window <= x[2],
            "windows of \(window), \(stride) apart, in \(input.shape)")
        precondition(input.columns <= Int(Int32.max), "images of \(input.shape) are too large for 32-bit indices")
        let shape = ck_pooling(
            images: x[0], height: x[1], width: x[2], channels: x[3], window: window, stride: stride)
        precondition(
            y == [x[0], (x[1] - window) / stride + 1, (x[2] - window) / stride + 1, x[3]],
            "pooling \(input.shape) does not give \(output.shape)")
        let missing = output.elements.count - indices.count
        if missing > 0 {
            indices.append(contentsOf: repeatElement(0, count: missing))
        } else {
            indices.removeLast(-missing)
        }
        return shape
    }

    /// Places of the elements of `few` in the images of `many`.
    func checkIndices(_ few: Tensor, _ indices: [Int32], _ many: Tensor) {
        precondition(
            few.rows == many.rows && indices.count == few.elements.count,
            "\(indices.count) indices for \(few.shape) in \(many.shape)")
        // A negative number is a large one without its sign; a plain maximum takes several at once.
        let largest = indices.reduce(UInt32(0)) { max($0, UInt32(bitPattern: $1)) }
        precondition(indices.isEmpty || largest < many.columns, "an index outside 0..<\(many.columns)")
    }

    func checkSampling(small: Tensor, factor: Int, large: Tensor) {
        let (x, y) = (small.shape.dimensions, large.shape.dimensions)
        precondition(
            x.count == 4 && factor > 0 && y == [x[0], x[1] * factor, x[2] * factor, x[3]],
            "\(small.shape) and \(large.shape) are not a factor of \(factor) apart")
    }
}

extension ck_convolution {
    var outputHeight: Int { ck_convolution_outputs(height, kernel_height, stride, padding) }
    var outputWidth: Int { ck_convolution_outputs(width, kernel_width, stride, padding) }
}

/// How many rows of outputs one fused chain of a weight gradient covers; see
/// ``ImageKernels/convolutionWeightGradient(input:outputGradient:stride:padding:into:accumulating:)``.
package func weightGradientBlockRows(outputWidth: Int) -> Int {
    ck_convolution_block_rows(outputWidth)
}
