import Randomness
import Tensors
import Testing

/// Kernels at every level that this CPU has; new ones each time, since tests run side by side.
var comparedLevels: [CompiledKernels] { InstructionSetLevel.allCases.compactMap { CompiledKernels(level: $0) } }

/// Expects every level to make the tensors of the plain loops, bit for bit. A NaN equals any other: its sign and payload are left to the CPU.
func compare(_ what: String, _ compute: (any Kernels) -> [Tensor]) {
    let expected = compute(ReferenceKernels())
    for kernels in comparedLevels {
        let found = compute(kernels)
        #expect(found.count == expected.count)
        for (left, right) in zip(found, expected) { expectSameBits(left, right, "\(kernels.level.rawValue): \(what)") }
    }
}

func expectSameBits(_ left: Tensor, _ right: Tensor, _ what: String) {
    #expect(left.shape == right.shape, "\(what)")
    var differing: (index: Int, found: Float, expected: Float)?
    for index in left.elements.indices where differing == nil {
        let (found, expected) = (left.elements[index], right.elements[index])
        if found.bitPattern != expected.bitPattern, !(found.isNaN && expected.isNaN) {
            differing = (index, found, expected)
        }
    }
    #expect(differing == nil, "\(what): \(String(describing: differing))")
}

extension Tensor {
    static func random(_ shape: Shape, spread: Float = 1, _ generator: inout Philox) -> Tensor {
        random(shape, from: -spread, to: spread, &generator)
    }

    static func random(_ shape: Shape, from low: Float, to high: Float, _ generator: inout Philox) -> Tensor {
        Tensor(shape, elements: (0..<shape.count).map { _ in low + (high - low) * Float(generator.uniform()) })
    }

    /// Where hostile, one number in eight is infinite, NaN, denormal, the smallest normal, a zero of either sign, or huge.
    static func random(_ shape: Shape, hostile: Bool, _ generator: inout Philox) -> Tensor {
        var tensor = random(shape, &generator)
        guard hostile else { return tensor }
        let strangers: [Float] = [
            .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNormalMagnitude / 3, .leastNormalMagnitude, 0,
            -0.0,
            .greatestFiniteMagnitude, -3e38,
        ]
        for index in tensor.elements.indices where generator.integer(below: 8) == 0 {
            tensor.elements[index] = strangers[generator.integer(below: strangers.count)]
        }
        return tensor
    }
}

extension [Double] {
    /// Four whole numbers of 16 bits for each, so that doubles are compared by their bits as well; one NaN is as good as another.
    var words: Tensor {
        let words = flatMap { number in
            number.isNaN
                ? [Float](repeating: .nan, count: 4)
                : [0, 16, 32, 48].map { Float(number.bitPattern >> $0 & 0xFFFF) }
        }
        return Tensor([words.count], elements: words)
    }
}
