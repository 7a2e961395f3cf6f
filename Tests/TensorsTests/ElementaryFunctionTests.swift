import Foundation
import Tensors
import Testing

/// The error bounds that the kernels state, held against Double over all exponents.
@Suite("Elementary functions")
struct ElementaryFunctionTests {
    @Test("exp is within 1.2e-7 relative error wherever its result is normal")
    func exponentialError() {
        let x = stride(from: Float(-87.3), through: 88.7, by: 0.000_97).map { $0 }
        let worst = zip(x, CompiledKernels().exponentials(of: x)).map { x, y in
            abs(Double(y) / exp(Double(x)) - 1)
        }.max()
        #expect((worst ?? 1) < 1.2e-7)
    }

    @Test("exp at its ends: zero, denormal, infinity and NaN")
    func exponentialEnds() {
        let y = CompiledKernels().exponentials(of: [-.infinity, -104, -100, 0, 88.8, .infinity, .nan])
        #expect(y[0] == 0 && y[1] == 0)
        #expect(y[2].isSubnormal && abs(y[2] - Float(exp(-100.0))) <= Float.leastNonzeroMagnitude)
        #expect(y[3] == 1 && y[4] == .infinity && y[5] == .infinity && y[6].isNaN)
    }

    @Test("log is within 1.2e-7 of the true value, relative or absolute, over all exponents")
    func logarithmError() {
        var x: [Float] = []
        for exponent in -126...127 {
            for step in 0..<64 { x.append(Float(sign: .plus, exponent: exponent, significand: 1 + Float(step) / 64)) }
        }
        let worst = zip(x, CompiledKernels().logarithms(of: x)).map { x, y in
            abs(Double(y) - log(Double(x))) / max(1, abs(log(Double(x))))
        }.max()
        #expect((worst ?? 1) < 1.2e-7)
    }

    @Test("log at its ends: infinities and NaN")
    func logarithmEnds() {
        let y = CompiledKernels().logarithms(of: [0, .infinity, -1, .nan, 1])
        #expect(y[0] == -.infinity && y[1] == .infinity && y[2].isNaN && y[3].isNaN && y[4] == 0)
    }

    @Test("sigmoid and tanh are within 3e-7 relative error", arguments: [Activation.sigmoid, .hyperbolicTangent])
    func activationError(activation: Activation) {
        let x = stride(from: Float(-30), through: 30, by: 0.001_3).map { $0 }
        var y = Tensor([1, x.count], elements: x)
        CompiledKernels().addBias(Tensor([x.count]), andActivate: activation, &y)
        let worst = zip(x, y.elements).map { x, y in
            let truth = activation == .sigmoid ? 1 / (1 + exp(-Double(x))) : tanh(Double(x))
            return abs(Double(y) - truth) / max(abs(truth), 1e-30)
        }.max()
        #expect((worst ?? 1) < 3e-7)
    }
}
