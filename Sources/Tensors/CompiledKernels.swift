import CKernels

/// The kernels compiled from C, at one instruction-set level.
///
/// Not thread-safe: it owns the scratch memory of matrix products. Make one per training.
package final class CompiledKernels: Kernels {
    package let level: InstructionSetLevel
    private let table: ck_kernels
    private var workspace: [Float] = []

    /// Kernels at the fastest level of this CPU.
    package convenience init() {
        guard let kernels = CompiledKernels(level: .fastest) else {
            preconditionFailure("the fastest level is a level this CPU has")
        }
        self.init(kernels)
    }

    /// Kernels at a level, `nil` where this CPU or this build lacks it.
    package convenience init?(level: InstructionSetLevel) {
        guard let table = ck_kernels_at(level.code) else { return nil }
        self.init(level: level, table: table.pointee)
    }

    /// Names the environment variable that asks for another level than the fastest: `portable`, `x86-64-v3` or `x86-64-v4`.
    package static let levelVariable = "BOTTLENECK_DISPATCH"

    /// Kernels at the level that ``levelVariable`` names, or else at the fastest.
    ///
    /// - Throws: ``UnavailableLevel`` for a name that is none, or a level that this CPU lacks.
    package convenience init(environment: [String: String]) throws {
        guard let name = environment[CompiledKernels.levelVariable] else {
            self.init()
            return
        }
        guard let level = InstructionSetLevel(rawValue: name), let kernels = CompiledKernels(level: level) else {
            throw UnavailableLevel(name: name)
        }
        self.init(kernels)
    }

    private convenience init(_ other: CompiledKernels) { self.init(level: other.level, table: other.table) }

    private init(level: InstructionSetLevel, table: ck_kernels) {
        self.level = level
        self.table = table
    }

    package func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: inout Tensor, accumulating: Bool) {
        checkProduct(a, b, c)
        let (m, n, k) = (a.rows, b.columns, a.columns)
        let needed = table.gemm_workspace(m, n, k)
        if workspace.count < needed { workspace = [Float](repeating: 0, count: needed) }
        let width = c.columns
        workspace.withUnsafeMutableBufferPointer { scratch in
            c.withElements { product in
                a.tensor.elements.withUnsafeBufferPointer { left in
                    b.tensor.elements.withUnsafeBufferPointer { right in
                        table.gemm(
                            a.isTransposed, b.isTransposed, m, n, k, left.baseAddress, a.tensor.columns,
                            right.baseAddress, b.tensor.columns, accumulating, product.baseAddress, width,
                            scratch.baseAddress)
                    }
                }
            }
        }
    }

    package func addBias(_ bias: Tensor, andActivate activation: Activation, _ x: inout Tensor) {
        checkBias(bias, x)
        let (rows, columns) = (x.rows, x.columns)
        x.withElements { table.add_bias_and_activate(activation.code, rows, columns, bias.elements, $0.baseAddress) }
    }

    package func multiplyByDerivative(of activation: Activation, at output: Tensor, _ gradient: inout Tensor) {
        checkSameCount(output, gradient)
        gradient.withElements {
            table.activation_gradient(activation.code, $0.count, output.elements, $0.baseAddress)
        }
    }

    package func sumColumns(of x: Tensor, into sums: inout Tensor) {
        checkColumnSums(x, sums)
        sums.withElements { table.column_sums(x.rows, x.columns, x.elements, $0.baseAddress) }
    }

    package func squaredError(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        return gradient.withElements {
            table.squared_error($0.count, y.elements, target.elements, scale, $0.baseAddress)
        }
    }

    package func squaredError(_ y: Tensor, target: Tensor) -> Double {
        checkSameCount(y, target)
        return table.squared_error(y.elements.count, y.elements, target.elements, 0, nil)
    }

    package func binaryCrossEntropy(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double {
        checkSameCount(y, target, gradient)
        return gradient.withElements {
            table.binary_cross_entropy($0.count, y.elements, target.elements, scale, $0.baseAddress)
        }
    }

    package func stochasticGradientDescent(
        _ weights: inout Tensor, gradient: Tensor, velocity: inout Tensor, rate: Float, momentum: Float
    ) {
        checkSameCount(weights, gradient, velocity)
        weights.withElements { weights in
            velocity.withElements {
                table.sgd($0.count, rate, momentum, gradient.elements, $0.baseAddress, weights.baseAddress)
            }
        }
    }

    package func rootMeanSquarePropagation(
        _ weights: inout Tensor, gradient: Tensor, meanSquare: inout Tensor, velocity: inout Tensor,
        _ rates: RootMeanSquareRates
    ) {
        checkSameCount(weights, gradient, meanSquare, velocity)
        weights.withElements { weights in
            meanSquare.withElements { meanSquare in
                velocity.withElements {
                    table.rmsprop(
                        $0.count, rates.rate, rates.decay, rates.momentum, rates.epsilon, gradient.elements,
                        meanSquare.baseAddress, $0.baseAddress, weights.baseAddress)
                }
            }
        }
    }

    package func adam(
        _ weights: inout Tensor, gradient: Tensor, mean: inout Tensor, meanSquare: inout Tensor, _ rates: AdamRates
    ) {
        checkSameCount(weights, gradient, mean, meanSquare)
        weights.withElements { weights in
            mean.withElements { mean in
                meanSquare.withElements {
                    table.adam(
                        $0.count, rates.rate, rates.rootCorrection, rates.beta1, rates.beta2, rates.epsilon,
                        gradient.elements, mean.baseAddress, $0.baseAddress, weights.baseAddress)
                }
            }
        }
    }

    package func gather(_ rows: ArraySlice<Int32>, of source: ByteMatrix, into out: inout Tensor) {
        checkGather(rows, source, &out)
        out.withElements { out in
            source.bytes.withUnsafeBufferPointer { bytes in
                rows.withUnsafeBufferPointer {
                    table.gather_bytes($0.count, source.columns, bytes.baseAddress, $0.baseAddress, out.baseAddress)
                }
            }
        }
    }

    /// e to the power of each element; exposed for the tests of its error bound.
    package func exponentials(of x: [Float]) -> [Float] { map(x, table.exponential) }

    /// The natural logarithm of each element; exposed for the tests of its error bound.
    package func logarithms(of x: [Float]) -> [Float] { map(x, table.logarithm) }

    private func map(
        _ x: [Float], _ function: (Int, UnsafePointer<Float>?, UnsafeMutablePointer<Float>?) -> Void
    ) -> [Float] {
        [Float](unsafeUninitializedCapacity: x.count) { out, count in
            function(x.count, x, out.baseAddress)
            count = x.count
        }
    }
}

/// Instruction sets that the kernels are compiled for. The choice changes the speed, never a bit.
package enum InstructionSetLevel: String, CaseIterable, Sendable {
    case portable
    case avx2 = "x86-64-v3"
    case avx512 = "x86-64-v4"

    /// The fastest level of this CPU.
    package static var fastest: InstructionSetLevel {
        let code = ck_fastest_level()
        return allCases.first { $0.code == code } ?? .portable
    }

    /// Whether this CPU and this build have the level.
    package var isAvailable: Bool { ck_kernels_at(code) != nil }

    fileprivate var code: ck_level {
        switch self {
        case .portable: CK_LEVEL_PORTABLE
        case .avx2: CK_LEVEL_X86_64_V3
        case .avx512: CK_LEVEL_X86_64_V4
        }
    }
}

/// A level of kernels that was asked for and is not to be had.
package struct UnavailableLevel: Error, Equatable, CustomStringConvertible {
    package let name: String

    package var description: String {
        let levels = InstructionSetLevel.allCases.filter(\.isAvailable).map(\.rawValue)
        return "\(CompiledKernels.levelVariable)=\(name): this CPU has the levels \(levels.joined(separator: ", "))"
    }
}

extension Activation {
    fileprivate var code: ck_activation {
        switch self {
        case .identity: CK_ACTIVATION_IDENTITY
        case .sigmoid: CK_ACTIVATION_SIGMOID
        case .hyperbolicTangent: CK_ACTIVATION_TANH
        case .rectifier: CK_ACTIVATION_RELU
        }
    }
}

/// How long a block of the inner length one fused chain covers; see ``Kernels/multiply(_:_:into:accumulating:)``.
package func matrixProductBlockLength(innerLength: Int) -> Int {
    ck_gemm_block_length(innerLength)
}
