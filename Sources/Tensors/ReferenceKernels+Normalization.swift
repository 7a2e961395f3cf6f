extension ReferenceKernels {
    package func moments(of x: Tensor, sums: inout [Double], squares: inout [Double]) {
        resize(&sums, &squares, toChannelsOf: x)
        for channel in 0..<x.channels {
            (sums[channel], squares[channel]) = (0, 0)
            for row in 0..<x.channelRows {
                let element = Double(x.elements[row * x.channels + channel])
                sums[channel] += element
                squares[channel] += element * element
            }
        }
    }

    package func normalize(_ x: Tensor, scale: [Float], shift: [Float], activation: Activation, into y: inout Tensor) {
        checkSameCount(x, y)
        checkChannels(scale, shift, of: x)
        for index in x.elements.indices {
            let channel = index % x.channels
            y.elements[index] = activation.reference(shift[channel].addingProduct(x.elements[index], scale[channel]))
        }
    }

    package func normalizationSums(
        of gradient: Tensor, at x: Tensor, mean: [Float], inverse: [Float], sums: inout [Double],
        products: inout [Double]
    ) {
        checkSameCount(x, gradient)
        checkChannels(mean, inverse, of: x)
        resize(&sums, &products, toChannelsOf: x)
        for channel in 0..<x.channels {
            (sums[channel], products[channel]) = (0, 0)
            for row in 0..<x.channelRows {
                let index = row * x.channels + channel
                let normalized = (x.elements[index] - mean[channel]) * inverse[channel]
                sums[channel] += Double(gradient.elements[index])
                products[channel] += Double(gradient.elements[index]) * Double(normalized)
            }
        }
    }

    package func normalizationGradient(_ gradient: inout Tensor, at x: Tensor, a: [Float], b: [Float], d: [Float]) {
        checkSameCount(x, gradient)
        checkChannels(a, b, d, of: x)
        for index in x.elements.indices {
            let channel = index % x.channels
            let inner = d[channel].addingProduct(gradient.elements[index], a[channel])
            gradient.elements[index] = inner.addingProduct(x.elements[index], b[channel])
        }
    }
}
