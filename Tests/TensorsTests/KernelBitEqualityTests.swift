import Randomness
import Tensors
import Testing

/// Every level that this CPU has gives the bits of the plain loops. A level that it lacks shows as a skipped test.
@Suite("Compiled kernels equal the plain loops, bit for bit")
struct KernelBitEqualityTests {
    static let available = InstructionSetLevel.allCases.filter(\.isAvailable)

    @Test(
        "AVX-512 gives the plain loops' bits",
        .enabled(if: InstructionSetLevel.avx512.isAvailable, "this CPU lacks AVX-512"))
    func avx512() throws {
        var generator = Philox(seed: 7, stream: 0)
        try compareProduct(.avx512, 29, 67, 801, &generator)
    }

    @Test(
        "AVX2 gives the plain loops' bits",
        .enabled(if: InstructionSetLevel.avx2.isAvailable, "this CPU lacks AVX2 and FMA"))
    func avx2() throws {
        var generator = Philox(seed: 7, stream: 1)
        try compareProduct(.avx2, 29, 67, 801, &generator)
    }

    @Test("matrix products of all sizes from 1 to 17 in each dimension and both orientations", arguments: available)
    func smallProducts(level: InstructionSetLevel) throws {
        var generator = Philox(seed: 1, stream: 0)
        for m in 1...17 {
            for n in [1, 2, 3, 7, 8, 9, 15, 16, 17] {
                for k in [1, 2, 5, 16, 17] {
                    try compareProduct(level, m, n, k, &generator)
                }
            }
        }
    }

    @Test(
        "matrix products of the trainings' sizes, with the inner length in one block and in several",
        arguments: available)
    func largeProducts(level: InstructionSetLevel) throws {
        var generator = Philox(seed: 2, stream: 0)
        for (m, n, k) in [(13, 33, 400), (13, 33, 401), (6, 22, 784), (40, 65, 1000), (29, 50, 801)] {
            try compareProduct(level, m, n, k, &generator)
        }
    }

    @Test("an empty inner length leaves zeros, or what was there when accumulating", arguments: available)
    func emptyInnerLength(level: InstructionSetLevel) throws {
        let kernels = try #require(CompiledKernels(level: level))
        let (a, b) = (Tensor([3, 0]), Tensor([0, 5]))
        var c = Tensor([3, 5], filledWith: 7)
        kernels.multiply(.plain(a), .plain(b), into: &c, accumulating: true)
        #expect(c == Tensor([3, 5], filledWith: 7))
        kernels.multiply(.plain(a), .plain(b), into: &c, accumulating: false)
        #expect(c == Tensor([3, 5]))
    }

    @Test("bias and activation, and its derivative, at every row length from 1 to 40", arguments: available)
    func activations(level: InstructionSetLevel) throws {
        let kernels = try #require(CompiledKernels(level: level))
        let reference = ReferenceKernels()
        var generator = Philox(seed: 3, stream: 0)
        for activation in Activation.allCases {
            for columns in 1...40 {
                let bias = Tensor.random([columns], spread: 4, &generator)
                var x = Tensor.random([3, columns], spread: 20, &generator)
                x.elements[0] =
                    [0, -0.0, .infinity, -.infinity, .nan, .leastNormalMagnitude / 512, 100, -120][columns % 8]
                var expected = x
                kernels.addBias(bias, andActivate: activation, &x)
                reference.addBias(bias, andActivate: activation, &expected)
                expectSameBits(x, expected, "\(activation) of \(columns) columns")
                var gradient = Tensor.random([3, columns], spread: 1, &generator)
                var expectedGradient = gradient
                kernels.multiplyByDerivative(of: activation, at: x, &gradient)
                reference.multiplyByDerivative(of: activation, at: x, &expectedGradient)
                expectSameBits(gradient, expectedGradient, "\(activation)′ of \(columns) columns")
            }
        }
    }

    @Test("losses, their gradients and column sums at every length from 1 to 70", arguments: available)
    func lossesAndSums(level: InstructionSetLevel) throws {
        let kernels = try #require(CompiledKernels(level: level))
        let reference = ReferenceKernels()
        var generator = Philox(seed: 4, stream: 0)
        for count in 1...70 {
            var y = Tensor.random([1, count], from: 0, to: 1, &generator)
            // The ends, where the cross-entropy is clamped.
            y.elements[0] = [0, 1][count % 2]
            let target = Tensor.random([1, count], from: 0, to: 1, &generator)
            var (gradient, expected) = (Tensor([1, count]), Tensor([1, count]))
            let squared = kernels.squaredError(y, target: target, gradient: &gradient, scale: 0.3)
            #expect(squared == reference.squaredError(y, target: target, gradient: &expected, scale: 0.3))
            #expect(squared == kernels.squaredError(y, target: target))
            expectSameBits(gradient, expected, "squared error of \(count)")
            let entropy = kernels.binaryCrossEntropy(y, target: target, gradient: &gradient, scale: 0.3)
            #expect(entropy == reference.binaryCrossEntropy(y, target: target, gradient: &expected, scale: 0.3))
            expectSameBits(gradient, expected, "cross-entropy of \(count)")
            let rows = Tensor.random([5, count], spread: 1, &generator)
            var (sums, expectedSums) = (Tensor([count]), Tensor([count]))
            kernels.sumColumns(of: rows, into: &sums)
            reference.sumColumns(of: rows, into: &expectedSums)
            expectSameBits(sums, expectedSums, "column sums of \(count)")
        }
    }

    @Test("optimizer steps at every length from 1 to 40, several in a row", arguments: available)
    func optimizers(level: InstructionSetLevel) throws {
        let kernels = try #require(CompiledKernels(level: level))
        let reference = ReferenceKernels()
        var generator = Philox(seed: 5, stream: 0)
        for count in 1...40 {
            var ours = OptimizerState(count: count, &generator)
            var plain = ours
            for _ in 0..<3 {
                let gradient = Tensor.random([count], spread: 1, &generator)
                ours.step(gradient, kernels)
                plain.step(gradient, reference)
            }
            for (left, right) in zip(ours.tensors, plain.tensors) { expectSameBits(left, right, "\(count) parameters") }
        }
    }

    @Test("minibatches gathered from bytes", arguments: available)
    func gathering(level: InstructionSetLevel) throws {
        let kernels = try #require(CompiledKernels(level: level))
        var generator = Philox(seed: 6, stream: 0)
        for columns in 1...35 {
            let bytes = (0..<9 * columns).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let source = ByteMatrix(rows: 9, columns: columns, bytes: bytes)
            let order: [Int32] = [8, 0, 3, 3]
            var (out, expected) = (Tensor([0, columns]), Tensor([0, columns]))
            kernels.gather(order[...], of: source, into: &out)
            ReferenceKernels().gather(order[...], of: source, into: &expected)
            expectSameBits(out, expected, "\(columns) columns")
        }
    }

    private func compareProduct(
        _ level: InstructionSetLevel, _ m: Int, _ n: Int, _ k: Int, _ generator: inout Philox
    ) throws {
        let kernels = try #require(CompiledKernels(level: level))
        for (transposesA, transposesB) in [(false, false), (true, false), (false, true), (true, true)] {
            let left = Tensor.random(transposesA ? [k, m] : [m, k], spread: 1, &generator)
            let right = Tensor.random(transposesB ? [n, k] : [k, n], spread: 1, &generator)
            let a: MatrixOperand = transposesA ? .transposed(left) : .plain(left)
            let b: MatrixOperand = transposesB ? .transposed(right) : .plain(right)
            var c = Tensor.random([m, n], spread: 1, &generator)
            var expected = c
            for accumulating in [true, false] {
                kernels.multiply(a, b, into: &c, accumulating: accumulating)
                ReferenceKernels().multiply(a, b, into: &expected, accumulating: accumulating)
                expectSameBits(c, expected, "\(m)×\(n)×\(k), transposed \(transposesA) \(transposesB)")
            }
        }
    }

    private func expectSameBits(_ left: Tensor, _ right: Tensor, _ what: String) {
        let differing = zip(left.elements, right.elements).enumerated().first { _, pair in
            pair.0.bitPattern != pair.1.bitPattern && !(pair.0.isNaN && pair.1.isNaN)
        }
        #expect(differing == nil, "\(what): \(String(describing: differing))")
    }
}

/// One set of parameters under each optimizer in turn.
private struct OptimizerState {
    var tensors: [Tensor]

    init(count: Int, _ generator: inout Philox) {
        tensors = [Tensor.random([count], spread: 1, &generator)]
        for start: Float in [0, 1, 0, 0, 0] { tensors.append(Tensor([count], filledWith: start)) }
    }

    mutating func step(_ gradient: Tensor, _ kernels: any Kernels) {
        var (weights, velocity, square, momentum) = (tensors[0], tensors[1], tensors[2], tensors[3])
        var (mean, variance) = (tensors[4], tensors[5])
        kernels.stochasticGradientDescent(
            &weights, gradient: gradient, velocity: &velocity, rate: 0.1, momentum: 0.9)
        kernels.rootMeanSquarePropagation(
            &weights, gradient: gradient, meanSquare: &square, velocity: &momentum,
            RootMeanSquareRates(rate: 0.01, decay: 0.9, momentum: 0.5, epsilon: 1e-10))
        kernels.adam(
            &weights, gradient: gradient, mean: &mean, meanSquare: &variance,
            AdamRates(rate: 0.01, rootCorrection: 3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8))
        tensors = [weights, velocity, square, momentum, mean, variance]
    }
}

extension Tensor {
    fileprivate static func random(_ shape: Shape, spread: Float, _ generator: inout Philox) -> Tensor {
        random(shape, from: -spread, to: spread, &generator)
    }

    fileprivate static func random(_ shape: Shape, from low: Float, to high: Float, _ generator: inout Philox) -> Tensor
    {
        Tensor(shape, elements: (0..<shape.count).map { _ in low + (high - low) * Float(generator.uniform()) })
    }
}
