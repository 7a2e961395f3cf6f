import Randomness
import Tensors
import Testing

/// Products, dense layers' kernels, losses and optimizers; images, normalisation and random numbers have suites of their own.
@Suite("Compiled kernels equal the plain loops, bit for bit")
struct KernelBitEqualityTests {
    static let available = InstructionSetLevel.allCases.filter(\.isAvailable)

    @Test("matrix products of all sizes from 1 to 17 in each of the three dimensions, and all orientations")
    func smallProducts() throws {
        var generator = Philox(seed: 1, stream: 0)
        for m in 1...17 {
            for n in 1...17 {
                for k in 1...17 { compareProduct(m, n, k, &generator) }
            }
        }
    }

    @Test("matrix products of the trainings' sizes, with the inner length in one block and in several")
    func largeProducts() throws {
        var generator = Philox(seed: 2, stream: 0)
        for (m, n, k) in [(13, 33, 400), (13, 33, 401), (6, 22, 784), (40, 65, 1000), (29, 50, 801), (29, 67, 801)] {
            compareProduct(m, n, k, &generator)
        }
    }

    /// At AVX-512 a transposed A is packed from 257 columns of C on; in blocks of 400 a pass has up to 252 rows. C is made in parts, at every
    /// level, by the last three.
    @Test("matrix products that need several passes, a packed A, or C made in parts")
    func productsInPasses() {
        var generator = Philox(seed: 7, stream: 0)
        for (m, n, k) in [
            (270, 70, 400), (137, 300, 801), (40, 290, 401), (540, 258, 400), (740, 300, 801), (880, 258, 450),
        ] {
            compareProduct(m, n, k, orientations: [(false, true), (true, false)], &generator)
        }
    }

    @Test("matrix products with panels of B that lie, that are packed on the way, and that share cache sets")
    func productsOfLyingPanels() {
        var generator = Philox(seed: 10, stream: 0)
        // Inner lengths around those at which the next tile's first lines are asked for, at 8 and at 16 lanes.
        for k in Array(15...22) + Array(31...38) {
            compareProduct(29, 70, k, orientations: untransposedRight, &generator)
        }
        // Rows or strides that call for packing; then panels that lie in several passes.
        for (m, n, k) in [(145, 520, 40), (289, 70, 40), (30, 256, 41), (30, 512, 41), (270, 70, 400), (140, 600, 400)]
        {
            compareProduct(m, n, k, orientations: untransposedRight, &generator)
        }
    }

    @Test("bias and activation of a C made in parts")
    func biasedLargeProduct() {
        var generator = Philox(seed: 9, stream: 0)
        let (a, b) = (Tensor.random([540, 800], &generator), Tensor.random([800, 300], &generator))
        let bias = Tensor.random([300], spread: 2, &generator)
        compare("sigmoid of 540×300×800") { kernels in
            var fused = Tensor([540, 300], filledWith: 7)
            kernels.multiply(.plain(a), .plain(b), addingBias: bias, activation: .sigmoid, into: &fused)
            return [fused]
        }
    }

    @Test("matrix products of thirty sizes drawn at random")
    func randomProducts() {
        var generator = Philox(seed: 8, stream: 0)
        for index in 0..<30 {
            let (m, n, k) = (
                1 + generator.integer(below: 150), 1 + generator.integer(below: 320), 1 + generator.integer(below: 900)
            )
            compareProduct(m, n, k, orientations: [orientations[index % 4]], &generator)
        }
    }

    @Test("matrix products of infinities, NaN, denormals and negative zeros, in one block and in several")
    func hostileProducts() {
        var generator = Philox(seed: 3, stream: 0)
        for (m, n, k) in [(5, 9, 7), (17, 33, 2), (7, 18, 1), (6, 16, 450), (3, 5, 1203)] {
            compareProduct(m, n, k, hostile: true, &generator)
        }
    }

    @Test("a product with bias and activation has the bits of the product, then the bias, then the activation")
    func biasedProducts() {
        var generator = Philox(seed: 4, stream: 0)
        for activation in Activation.allCases {
            for (m, n, k) in [(1, 1, 1), (3, 7, 5), (7, 17, 9), (13, 40, 401), (9, 24, 64), (6, 16, 0)] {
                for (isHostile, transposesB) in [(false, false), (false, true), (true, false)] {
                    let a = Tensor.random([m, k], hostile: isHostile, &generator)
                    let right = Tensor.random(transposesB ? [n, k] : [k, n], hostile: isHostile, &generator)
                    let b: MatrixOperand = transposesB ? .transposed(right) : .plain(right)
                    let bias = Tensor.random([n], spread: 2, &generator)
                    let start = Tensor([m, n], filledWith: 7)
                    compare("\(activation) of \(m)×\(n)×\(k)") { kernels in
                        var fused = start
                        kernels.multiply(.plain(a), b, addingBias: bias, activation: activation, into: &fused)
                        var apart = start
                        kernels.multiply(.plain(a), b, into: &apart, accumulating: false)
                        kernels.addBias(bias, andActivate: activation, &apart)
                        expectSameBits(fused, apart, "fused \(activation) of \(m)×\(n)×\(k)")
                        return [fused]
                    }
                }
            }
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

    @Test(
        "bias and activation, and its derivative, at every row length from 1 to 40", arguments: available,
        [false, true])
    func activations(level: InstructionSetLevel, hostile: Bool) throws {
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
                let output = hostile ? Tensor.random([3, columns], hostile: true, &generator) : x
                var gradient = Tensor.random([3, columns], hostile: hostile, &generator)
                var expectedGradient = gradient
                kernels.multiplyByDerivative(of: activation, at: output, &gradient)
                reference.multiplyByDerivative(of: activation, at: output, &expectedGradient)
                expectSameBits(gradient, expectedGradient, "\(activation)′ of \(columns) columns")
            }
        }
    }

    @Test("losses, their gradients and column sums at every length from 1 to 70", arguments: available, [false, true])
    func lossesAndSums(level: InstructionSetLevel, hostile: Bool) throws {
        let kernels = try #require(CompiledKernels(level: level))
        let reference = ReferenceKernels()
        var generator = Philox(seed: 4, stream: 0)
        for count in 1...70 {
            var y = numbers(count, hostile: hostile, &generator)
            // The ends, where the cross-entropy is clamped.
            y.elements[0] = [0, 1][count % 2]
            let target = numbers(count, hostile: hostile, &generator)
            var (gradient, expected) = (Tensor([1, count]), Tensor([1, count]))
            let squared = kernels.squaredError(y, target: target, gradient: &gradient, scale: 0.3)
            let expectedSquared = reference.squaredError(y, target: target, gradient: &expected, scale: 0.3)
            let alone = kernels.squaredError(y, target: target)
            expectSameBits(
                [squared, alone].words, [expectedSquared, expectedSquared].words, "squared error of \(count)")
            expectSameBits(gradient, expected, "gradient of the squared error of \(count)")
            let entropy = kernels.binaryCrossEntropy(y, target: target, gradient: &gradient, scale: 0.3)
            let expectedEntropy = reference.binaryCrossEntropy(y, target: target, gradient: &expected, scale: 0.3)
            expectSameBits([entropy].words, [expectedEntropy].words, "cross-entropy of \(count)")
            expectSameBits(gradient, expected, "gradient of the cross-entropy of \(count)")
            let rows = Tensor.random([5, count], hostile: hostile, &generator)
            var (sums, expectedSums) = (Tensor([count]), Tensor([count]))
            kernels.sumColumns(of: rows, into: &sums)
            reference.sumColumns(of: rows, into: &expectedSums)
            expectSameBits(sums, expectedSums, "column sums of \(count)")
        }
    }

    /// Numbers from 0 to 1, or hostile ones.
    private func numbers(_ count: Int, hostile: Bool, _ generator: inout Philox) -> Tensor {
        hostile
            ? Tensor.random([1, count], hostile: true, &generator)
            : Tensor.random([1, count], from: 0, to: 1, &generator)
    }

    @Test("optimizer steps at every length from 1 to 40, several in a row", arguments: available, [false, true])
    func optimizers(level: InstructionSetLevel, hostile: Bool) throws {
        let kernels = try #require(CompiledKernels(level: level))
        let reference = ReferenceKernels()
        var generator = Philox(seed: 5, stream: 0)
        for count in 1...40 {
            var ours = OptimizerState(count: count, hostile: hostile, &generator)
            var plain = ours
            for _ in 0..<3 {
                let gradient = Tensor.random([count], hostile: hostile, &generator)
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
        _ m: Int, _ n: Int, _ k: Int, hostile: Bool = false,
        orientations: [(transposesA: Bool, transposesB: Bool)] = orientations, _ generator: inout Philox
    ) {
        for (transposesA, transposesB) in orientations {
            let left = Tensor.random(transposesA ? [k, m] : [m, k], hostile: hostile, &generator)
            let right = Tensor.random(transposesB ? [n, k] : [k, n], hostile: hostile, &generator)
            let a: MatrixOperand = transposesA ? .transposed(left) : .plain(left)
            let b: MatrixOperand = transposesB ? .transposed(right) : .plain(right)
            let start = Tensor.random([m, n], &generator)
            compare("\(m)×\(n)×\(k), transposed \(transposesA) \(transposesB)") { kernels in
                var (added, replaced) = (start, start)
                kernels.multiply(a, b, into: &added, accumulating: true)
                kernels.multiply(a, b, into: &replaced, accumulating: false)
                return [added, replaced]
            }
        }
    }
}

private let orientations = [(false, false), (true, false), (false, true), (true, true)].map {
    (transposesA: $0, transposesB: $1)
}

private let untransposedRight = orientations.filter { !$0.transposesB }

/// One set of parameters under each optimizer in turn.
private struct OptimizerState {
    var tensors: [Tensor]

    init(count: Int, hostile: Bool, _ generator: inout Philox) {
        tensors = [Tensor.random([count], hostile: hostile, &generator)]
        for start: Float in [0, 1, 0, 0, 0] { tensors.append(Tensor([count], filledWith: start)) }
    }

    mutating func step(_ gradient: Tensor, _ kernels: any Kernels) {
        var (weights, velocity, square, momentum) = (tensors[0], tensors[1], tensors[2], tensors[3])
        var (mean, variance) = (tensors[4], tensors[5])
        kernels.stochasticGradientDescent(
            &weights, gradient: gradient, velocity: &velocity, rate: 0.1, momentum: 0.9, weightDecay: 0)
        kernels.stochasticGradientDescent(
            &weights, gradient: gradient, velocity: &velocity, rate: 0.1, momentum: 0, weightDecay: 0.01)
        kernels.rootMeanSquarePropagation(
            &weights, gradient: gradient, meanSquare: &square, velocity: &momentum,
            RootMeanSquareRates(rate: 0.01, decay: 0.9, momentum: 0.5, epsilon: 1e-10))
        for weightDecay: Float in [0, 0.01] {
            kernels.adam(
                &weights, gradient: gradient, mean: &mean, meanSquare: &variance,
                AdamRates(
                    rate: 0.01, rootCorrection: 3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: weightDecay))
        }
        tensors = [weights, velocity, square, momentum, mean, variance]
    }
}
