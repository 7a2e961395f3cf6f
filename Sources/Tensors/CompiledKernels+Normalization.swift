extension CompiledKernels {
    package func moments(of x: Tensor, sums: inout [Double], squares: inout [Double]) {
        resize(&sums, &squares, toChannelsOf: x)
        table.column_moments(x.channelRows, x.channels, x.elements.address, &sums, &squares)
    }

    package func normalize(_ x: Tensor, scale: [Float], shift: [Float], activation: Activation, into y: inout Tensor) {
        checkSameCount(x, y)
        checkChannels(scale, shift, of: x)
        y.withElements {
            table.normalize(
                activation.code, x.channelRows, x.channels, scale, shift, x.elements.address, $0.baseAddress)
        }
    }

    package func normalizationSums(
        of gradient: Tensor, at x: Tensor, mean: [Float], inverse: [Float], sums: inout [Double],
        products: inout [Double]
    ) {
        checkSameCount(x, gradient)
        checkChannels(mean, inverse, of: x)
        resize(&sums, &products, toChannelsOf: x)
        table.normalize_sums(
            x.channelRows, x.channels, mean, inverse, x.elements.address, gradient.elements.address, &sums, &products)
    }

    package func normalizationGradient(_ gradient: inout Tensor, at x: Tensor, a: [Float], b: [Float], d: [Float]) {
        checkSameCount(x, gradient)
        checkChannels(a, b, d, of: x)
        gradient.withElements {
            table.normalize_gradient(x.channelRows, x.channels, a, b, d, x.elements.address, $0.baseAddress)
        }
    }
}
