extension CompiledKernels {
    package func addBias(_ bias: Tensor, andActivate activation: Activation, _ x: inout Tensor) {
        checkChannels(bias, x)
        let (rows, columns) = (x.channelRows, x.channels)
        x.withElements {
            table.add_bias_and_activate(activation.code, rows, columns, bias.elements.address, $0.baseAddress)
        }
    }

    package func multiplyByDerivative(of activation: Activation, at output: Tensor, _ gradient: inout Tensor) {
        checkSameCount(output, gradient)
        gradient.withElements {
            table.activation_gradient(activation.code, $0.count, output.elements.address, $0.baseAddress)
        }
    }

    package func sumColumns(of x: Tensor, into sums: inout Tensor) {
        checkChannels(sums, x)
        sums.withElements { table.column_sums(x.channelRows, x.channels, x.elements.address, $0.baseAddress) }
    }

    package func scaleChannels(of x: inout Tensor, by factors: Tensor) {
        checkScaling(x, factors)
        // A factor for each number is a factor for each channel of an image of one pixel.
        let (images, channels) = (x.rows, factors.columns)
        x.withElements {
            let positions = $0.isEmpty ? 0 : $0.count / (images * channels)
            table.scale_channels(images, positions, channels, factors.elements.address, $0.baseAddress)
        }
    }

    package func addScaled(_ x: Tensor, factor: Float, to y: inout Tensor) {
        checkSameCount(x, y)
        y.withElements { table.add_scaled($0.count, factor, x.elements.address, $0.baseAddress) }
    }

    package func addScaledSign(of x: Tensor, factor: Float, to y: inout Tensor) {
        checkSameCount(x, y)
        y.withElements { table.add_scaled_sign($0.count, factor, x.elements.address, $0.baseAddress) }
    }

    package func sumOfMagnitudes(_ x: Tensor) -> Double {
        table.sum_of_magnitudes(x.elements.count, x.elements.address)
    }
}
