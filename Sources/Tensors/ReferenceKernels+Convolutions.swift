import CKernels

extension ReferenceKernels {
    package func convolve(
        _ input: Tensor, weights: Tensor, bias: Tensor?, activation: Activation, stride: Int, padding: Int,
        into output: inout Tensor
    ) {
        let shape = checkedConvolution(image: input, weights: weights, output: output, stride: stride, padding: padding)
        checkBias(bias, activation, output)
        let length = shape.kernel_height * shape.kernel_width * shape.channels
        let empty = BlockedSum(blockLength: matrixProductBlockLength(innerLength: length))
        output.forEachPixel { image, row, column, filter, place in
            var sum = empty
            for kernelRow in 0..<shape.kernel_height {
                for kernelColumn in 0..<shape.kernel_width {
                    for channel in 0..<shape.channels {
                        sum.add(
                            input[
                                image, row * stride + kernelRow - padding, column * stride + kernelColumn - padding,
                                channel],
                            times: weights[kernelRow, kernelColumn, channel, filter])
                    }
                }
            }
            output.elements[place] = activated(sum.value, bias, activation, filter)
        }
    }

    package func convolveTransposed(
        _ input: Tensor, weights: Tensor, bias: Tensor?, activation: Activation, stride: Int, padding: Int,
        into output: inout Tensor
    ) {
        let shape = checkedConvolution(image: output, weights: weights, output: input, stride: stride, padding: padding)
        checkBias(bias, activation, output)
        output.forEachPixel { image, row, column, channel, place in
            // Falling taps are rising outputs.
            let kernelRows = (0..<shape.kernel_height).reversed().filter { (row + padding - $0) % stride == 0 }
            let kernelColumns = (0..<shape.kernel_width).reversed().filter { (column + padding - $0) % stride == 0 }
            let length = kernelRows.count * kernelColumns.count * shape.filters
            var sum = BlockedSum(blockLength: matrixProductBlockLength(innerLength: length))
            for kernelRow in kernelRows {
                for kernelColumn in kernelColumns {
                    for filter in 0..<shape.filters {
                        sum.add(
                            input[
                                image, (row + padding - kernelRow) / stride,
                                (column + padding - kernelColumn) / stride, filter],
                            times: weights[kernelRow, kernelColumn, channel, filter])
                    }
                }
            }
            output.elements[place] = activated(sum.value, bias, activation, channel)
        }
    }

    package func convolutionWeightGradient(
        input: Tensor, outputGradient: Tensor, stride: Int, padding: Int, into weights: inout Tensor,
        accumulating: Bool
    ) {
        let shape = checkedConvolution(
            image: input, weights: weights, output: outputGradient, stride: stride, padding: padding)
        let blockLength = weightGradientBlockRows(outputWidth: shape.outputWidth) * shape.outputWidth
        weights.forEachPixel { kernelRow, kernelColumn, channel, filter, place in
            var sum = BlockedSum(blockLength: blockLength, addedTo: accumulating ? weights.elements[place] : nil)
            for image in 0..<shape.images {
                for row in 0..<shape.outputHeight {
                    for column in 0..<shape.outputWidth {
                        sum.add(
                            input[
                                image, row * stride + kernelRow - padding, column * stride + kernelColumn - padding,
                                channel],
                            times: outputGradient[image, row, column, filter])
                    }
                }
            }
            weights.elements[place] = sum.value
        }
    }

    private func activated(_ x: Float, _ bias: Tensor?, _ activation: Activation, _ channel: Int) -> Float {
        bias.map { activation.reference(x + $0.elements[channel]) } ?? x
    }
}
