import Tensors

extension BenchmarkCase {
    /// Matrix products of the papers' dense layers, in the three orientations of a training step, a large square and a tiny one.
    static var matrixProducts: [BenchmarkCase] {
        let layers = [
            (128, 784, 256), (128, 256, 128), (128, 128, 64), (128, 784, 400), (128, 784, 1000), (128, 1000, 500),
            (256, 784, 64), (256, 784, 22),
        ]
        let products = layers.flatMap { batch, inputs, outputs in
            let layer = "\(inputs)→\(outputs), batch \(batch)"
            return [
                product("\(layer), forward", "nn", batch, outputs, inputs),
                product("\(layer), input gradient", "nt", batch, inputs, outputs),
                product("\(layer), weight gradient", "tn", inputs, outputs, batch),
            ]
        }
        return products + [product("2048³", "nn", 2048, 2048, 2048), product("8³", "nn", 8, 8, 8)]
    }

    /// C[m×n] = op(A)·op(B); the orientation tells for A and for B whether it lies as it is (n) or transposed (t).
    private static func product(_ name: String, _ orientation: String, _ m: Int, _ n: Int, _ k: Int) -> BenchmarkCase {
        BenchmarkCase(
            .gemm, "gemm \(name)", line: "gemm \(orientation) \(m) \(n) \(k)",
            work: .flops(2 * Double(m) * Double(n) * Double(k))
        ) { kernels in
            let (transposesA, transposesB) = (orientation.first == "t", orientation.last == "t")
            let (left, right) = (
                Tensor.random(transposesA ? [k, m] : [m, k]), Tensor.random(transposesB ? [n, k] : [k, n])
            )
            let a: MatrixOperand = transposesA ? .transposed(left) : .plain(left)
            let b: MatrixOperand = transposesB ? .transposed(right) : .plain(right)
            var c = Tensor([m, n])
            return { kernels.multiply(a, b, into: &c, accumulating: false) }
        }
    }
}
