import NeuralNetworks
import Tensors

/// A dense autoencoder: the layer widths from pixels through the code and back, and where the code is.
package struct DenseAutoencoder: Equatable, Sendable {
    /// Widths from the input to the output: 784, 128, 64, 128, 784.
    package let widths: [Int]
    package let activation: Activation

    /// - Precondition: an odd number of widths, at least three, the last equal to the first.
    package init(widths: [Int], activation: Activation) {
        precondition(DenseAutoencoder.isValid(widths: widths), "\(widths) are not the widths of an autoencoder")
        (self.widths, self.activation) = (widths, activation)
    }

    /// Whether widths lead through a middle layer back to the number of pixels.
    package static func isValid(widths: [Int]) -> Bool {
        widths.count >= 3 && widths.count % 2 == 1 && widths.first == widths.last
            && widths.allSatisfy { (1...1 << 16).contains($0) }
    }

    package var architecture: NetworkArchitecture {
        NetworkArchitecture(
            known: zip(widths, widths.dropFirst()).map { .dense(inputs: $0, outputs: $1, activation: activation) })
    }

    /// Layers of the encoder; as many form the decoder.
    package var encoderLayers: Int { (widths.count - 1) / 2 }

    /// Units of the code layer.
    package var codeWidth: Int { widths[encoderLayers] }

    /// Products of a pass through the network for one image; the paper's “217088 individual weight updates”.
    package var weightCount: Int { zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } }

    /// Weights and biases.
    package var parameterCount: Int { architecture.parameterCount }
}

extension Network {
    /// What the network makes of a whole set, in minibatches of 256.
    ///
    /// - Shape: the result is `[rows, outputs]`.
    package func outputs(forRows count: Int, using kernels: any Kernels, _ input: (Range<Int>, inout Tensor) -> Void)
        -> Tensor
    {
        let width = outputCount
        var elements: [Float] = []
        elements.reserveCapacity(count * width)
        var minibatch = Tensor(Shape([0] + architecture.input))
        for start in stride(from: 0, to: count, by: 256) {
            let range = start..<min(start + 256, count)
            minibatch.resize(rows: range.count)
            input(range, &minibatch)
            elements.append(contentsOf: forward(minibatch, using: kernels).elements)
        }
        return Tensor([count, width], elements: elements)
    }

    /// What the network makes of images.
    package func outputs(for images: ByteMatrix, using kernels: any Kernels) -> Tensor {
        let order = (0..<Int32(images.rows)).map { $0 }
        return outputs(forRows: images.rows, using: kernels) { range, minibatch in
            kernels.gather(order[range], of: images, into: &minibatch)
        }
    }

    /// What the network makes of rows of numbers.
    package func outputs(for rows: Tensor, using kernels: any Kernels) -> Tensor {
        outputs(forRows: rows.rows, using: kernels) { range, minibatch in
            let elements = rows.elements[range.lowerBound * rows.columns..<range.upperBound * rows.columns]
            minibatch = Tensor(minibatch.shape, elements: Array(elements))
        }
    }
}
