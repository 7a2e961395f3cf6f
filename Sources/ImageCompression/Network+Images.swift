import NeuralNetworks
import Tensors

extension Network {
    /// What the network makes of a whole set, in minibatches of 256.
    ///
    /// - Shape: the result is `[rows, outputs]`.
    package func outputs(forRows count: Int, using kernels: any Kernels, _ input: (Range<Int>, inout Tensor) -> Void)
        -> Tensor
    {
        var outputs = Tensor([count, outputCount])
        var minibatch = Tensor(Shape([0] + architecture.input))
        for start in stride(from: 0, to: count, by: 256) {
            let range = start..<min(start + 256, count)
            minibatch.resize(rows: range.count)
            input(range, &minibatch)
            outputs.setRows(from: start, to: forward(minibatch, using: kernels))
        }
        return outputs
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
            minibatch.setRows(from: 0, to: rows.rows(range))
        }
    }
}
