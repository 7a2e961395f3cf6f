import Foundation
import Tensors
import Testing

/// The error bounds that the kernels state, held against Double over all exponents.
@Suite("Elementary functions")
struct ElementaryFunctionTests {
    @Test(
        "exp is within 1.2e-7 relative error over all exponents where its result is normal, and a denormal number below"
    )
    func exponentialError() {
        let magnitudes = allExponents(stepsPerExponent: 512)
        let x = magnitudes + magnitudes.map(-) + stride(from: Float(-104), through: 89, by: 0.000_97)
        var worst = 0.0
        var worstBelow = 0.0
        for (x, y) in zip(x, exponentials(of: x)) {
            let truth = exp(Double(x))
            if truth > Double(Float.greatestFiniteMagnitude) {
                #expect(y == .infinity, "exp(\(x))")
            } else if truth >= Double(Float.leastNormalMagnitude) {
                worst = max(worst, abs(Double(y) / truth - 1))
            } else {
                worstBelow = max(worstBelow, abs(Double(y) - truth))
            }
        }
        #expect(worst < 1.2e-7)
        #expect(worstBelow <= Double(Float.leastNonzeroMagnitude))
    }

    @Test("exp at its ends: zero, denormal, infinity and NaN")
    func exponentialEnds() {
        let y = exponentials(of: [-.infinity, -104, -100, 0, 88.8, .infinity, .nan])
        #expect(y[0] == 0 && y[1] == 0)
        #expect(y[2].isSubnormal && abs(y[2] - Float(exp(-100.0))) <= Float.leastNonzeroMagnitude)
        #expect(y[3] == 1 && y[4] == .infinity && y[5] == .infinity && y[6].isNaN)
    }

    @Test("log is within 1.2e-7 of the true value, relative or absolute, over all exponents, denormal numbers too")
    func logarithmError() {
        let x = allExponents(stepsPerExponent: 512)
        let worst = zip(x, logarithms(of: x)).map { x, y in
            abs(Double(y) - log(Double(x))) / max(1, abs(log(Double(x))))
        }.max()
        #expect((worst ?? 1) < 1.2e-7)
    }

    @Test("log at its ends: infinities and NaN")
    func logarithmEnds() {
        let y = logarithms(of: [0, .infinity, -1, .nan, 1])
        #expect(y[0] == -.infinity && y[1] == .infinity && y[2].isNaN && y[3].isNaN && y[4] == 0)
    }

    @Test(
        "sigmoid and tanh are within 3e-7 relative error over all exponents wherever the result is normal",
        arguments: [Activation.sigmoid, .hyperbolicTangent])
    func activationError(activation: Activation) {
        let magnitudes = allExponents(stepsPerExponent: 512)
        let x = magnitudes + magnitudes.map(-) + stride(from: Float(-30), through: 30, by: 0.001_3)
        var worst = 0.0
        for (x, y) in zip(x, activated(x, by: activation)) {
            let truth = activation == .sigmoid ? 1 / (1 + exp(-Double(x))) : tanh(Double(x))
            guard abs(truth) >= Double(Float.leastNormalMagnitude) else {
                #expect(abs(Double(y) - truth) <= Double(Float.leastNormalMagnitude))
                continue
            }
            worst = max(worst, abs(Double(y) - truth) / abs(truth))
        }
        #expect(worst < 3e-7)
    }

    @Test("sigmoid, tanh and ReLU at their ends: infinities, zeros of both signs and NaN")
    func activationEnds() {
        let ends: [Float] = [-.infinity, .infinity, 0, -0.0, .nan]
        let sigmoid = activated(ends, by: .sigmoid)
        #expect(sigmoid[0] == 0 && sigmoid[1] == 1 && sigmoid[2] == 0.5 && sigmoid[3] == 0.5 && sigmoid[4].isNaN)
        let tanh = activated(ends, by: .hyperbolicTangent)
        #expect(tanh[0] == -1 && tanh[1] == 1 && tanh[2] == 0 && tanh[3] == 0 && tanh[4].isNaN)
        let rectified = activated(ends, by: .rectifier)
        #expect(rectified[0] == 0 && rectified[1] == .infinity && rectified[4].isNaN)
        #expect(rectified[2].sign == .plus && rectified[3].sign == .plus)
    }

    private func exponentials(of x: [Float]) -> [Float] {
        var powers = TensorElements(x)
        CompiledKernels().computeExponentials(of: TensorElements(x), into: &powers)
        return Array(powers)
    }

    private func logarithms(of x: [Float]) -> [Float] {
        var logarithms = TensorElements(x)
        CompiledKernels().computeLogarithms(of: TensorElements(x), into: &logarithms)
        return Array(logarithms)
    }

    /// What the compiled kernels make of each number.
    private func activated(_ x: [Float], by activation: Activation) -> [Float] {
        var y = Tensor([1, x.count], elements: x)
        CompiledKernels().addBias(Tensor([x.count]), andActivate: activation, &y)
        return Array(y.elements)
    }

    /// Positive numbers from the least denormal one up, evenly spaced within each power of two.
    private func allExponents(stepsPerExponent: Int) -> [Float] {
        let normal = (-126...127).flatMap { exponent in
            (0..<stepsPerExponent).map { step in
                Float(sign: .plus, exponent: exponent, significand: 1 + Float(step) / Float(stepsPerExponent))
            }
        }
        let denormal = (0..<23).flatMap { exponent in
            stride(
                from: UInt32(1) << exponent, to: UInt32(2) << exponent, by: max(1, (1 << exponent) / stepsPerExponent)
            )
            .map { Float(bitPattern: $0) }
        }
        return denormal + normal
    }
}
