import CKernels

extension CompiledKernels {
    package func convolve(
        _ input: Tensor, weights: Tensor, bias: Tensor?, activation: Activation, stride: Int, padding: Int,
        into output: inout Tensor
    ) {
        var shape = checkedConvolution(image: input, weights: weights, output: output, stride: stride, padding: padding)
        checkBias(bias, activation, output)
        withWorkspace(of: table.convolution_workspace(&shape)) { scratch in
            output.withElements {
                table.convolution_forward(
                    &shape, input.elements.address, weights.elements.address, bias?.elements.address, activation.code,
                    $0.baseAddress, scratch)
            }
        }
    }

    package func convolveTransposed(
        _ input: Tensor, weights: Tensor, bias: Tensor?, activation: Activation, stride: Int, padding: Int,
        into output: inout Tensor
    ) {
        var shape = checkedConvolution(image: output, weights: weights, output: input, stride: stride, padding: padding)
        checkBias(bias, activation, output)
        withWorkspace(of: table.convolution_workspace(&shape)) { scratch in
            output.withElements {
                table.convolution_transposed(
                    &shape, input.elements.address, weights.elements.address, bias?.elements.address, activation.code,
                    $0.baseAddress, scratch)
            }
        }
    }

    package func convolutionWeightGradient(
        input: Tensor, outputGradient: Tensor, stride: Int, padding: Int, into weights: inout Tensor,
        accumulating: Bool
    ) {
        var shape = checkedConvolution(
            image: input, weights: weights, output: outputGradient, stride: stride, padding: padding)
        withWorkspace(of: table.convolution_workspace(&shape)) { scratch in
            weights.withElements {
                table.convolution_weight_gradient(
                    &shape, input.elements.address, outputGradient.elements.address, accumulating, $0.baseAddress,
                    scratch)
            }
        }
    }

    package func maximumPool(
        _ input: Tensor, window: Int, stride: Int, into output: inout Tensor, indices: inout [Int32]
    ) {
        var shape = checkedPooling(input, window: window, stride: stride, output, &indices)
        output.withElements { table.max_pool(&shape, input.elements.address, $0.baseAddress, &indices) }
    }

    package func scatter(_ input: Tensor, to indices: [Int32], into output: inout Tensor) {
        checkIndices(input, indices, output)
        let columns = output.columns
        output.withElements {
            table.scatter(input.rows, input.columns, columns, input.elements.address, indices, $0.baseAddress)
        }
    }

    package func gather(_ input: Tensor, from indices: [Int32], into output: inout Tensor) {
        checkIndices(output, indices, input)
        let columns = output.columns
        output.withElements {
            table.gather(input.rows, columns, input.columns, input.elements.address, indices, $0.baseAddress)
        }
    }

    package func upsample(_ input: Tensor, factor: Int, into output: inout Tensor) {
        checkSampling(small: input, factor: factor, large: output)
        let small = input.shape.dimensions
        output.withElements {
            table.upsample(small[0], small[1], small[2], small[3], factor, input.elements.address, $0.baseAddress)
        }
    }

    package func downsample(_ input: Tensor, factor: Int, into output: inout Tensor) {
        checkSampling(small: output, factor: factor, large: input)
        let small = output.shape.dimensions
        output.withElements {
            table.downsample(small[0], small[1], small[2], small[3], factor, input.elements.address, $0.baseAddress)
        }
    }
}
