/// The arithmetic that networks are made of: the seam between Swift and the compiled kernels.
///
/// Two implementations give the same bits: ``CompiledKernels`` (fast) and ``ReferenceKernels`` (plain loops, the
/// specification). Sizes are checked here, once; a mismatch is our own mistake and traps.
package protocol Kernels: AnyObject {
    /// c = op(a) · op(b), or c + op(a) · op(b); `op` transposes where the operand says so.
    ///
    /// With K as the inner length, each element is a sum of blocks of ``matrixProductBlockLength(innerLength:)``; each block is
    /// one chain of fused multiply-adds from +0 in rising K.
    /// - Cost: 2·m·n·k flops.
    func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: inout Tensor, accumulating: Bool)

    /// x[r, c] = f(x[r, c] + bias[c]), in place.
    func addBias(_ bias: Tensor, andActivate activation: Activation, _ x: inout Tensor)

    /// Turns the gradient by an activation's output into that by its input, in place; `output` is what the activation gave.
    func multiplyByDerivative(of activation: Activation, at output: Tensor, _ gradient: inout Tensor)

    /// sums[c] = Σ over r of x[r, c], in rising r.
    func sumColumns(of x: Tensor, into sums: inout Tensor)

    /// Σ (y − t)², and `gradient` = (y − t)·scale.
    func squaredError(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double

    /// Σ (y − t)² alone.
    func squaredError(_ y: Tensor, target: Tensor) -> Double

    /// Σ −t·ln y − (1 − t)·ln(1 − y), y clamped to [1e-7, 1 − 1e-7], and `gradient` = (y − t)/(y(1 − y))·scale.
    func binaryCrossEntropy(_ y: Tensor, target: Tensor, gradient: inout Tensor, scale: Float) -> Double

    /// v = momentum·v + g; w = w − rate·v.
    func stochasticGradientDescent(
        _ weights: inout Tensor, gradient: Tensor, velocity: inout Tensor, rate: Float, momentum: Float)

    /// s = s + (g² − s)(1 − decay); v = momentum·v + rate·g/√(s + ε); w = w − v.
    func rootMeanSquarePropagation(
        _ weights: inout Tensor, gradient: Tensor, meanSquare: inout Tensor, velocity: inout Tensor,
        _ rates: RootMeanSquareRates)

    /// m = m + (g − m)(1 − β₁); v = v + (g² − v)(1 − β₂); w = w − rate·m/(√v·rootCorrection + ε).
    func adam(
        _ weights: inout Tensor, gradient: Tensor, mean: inout Tensor, meanSquare: inout Tensor, _ rates: AdamRates)

    /// out[i, c] = source[rows[i], c] / 255; `out` is resized to the number of rows.
    func gather(_ rows: ArraySlice<Int32>, of source: ByteMatrix, into out: inout Tensor)
}

/// A matrix in a product: a tensor's rows and columns, taken as they are or transposed.
package struct MatrixOperand {
    package let tensor: Tensor
    package let isTransposed: Bool

    package static func plain(_ tensor: Tensor) -> MatrixOperand { MatrixOperand(tensor: tensor, isTransposed: false) }
    package static func transposed(_ tensor: Tensor) -> MatrixOperand {
        MatrixOperand(tensor: tensor, isTransposed: true)
    }

    package var rows: Int { isTransposed ? tensor.columns : tensor.rows }
    package var columns: Int { isTransposed ? tensor.rows : tensor.columns }
}

/// The functions a layer may end in. The raw values are the C kernels' own.
package enum Activation: String, Codable, Sendable, CaseIterable {
    case identity, sigmoid, hyperbolicTangent, rectifier
}

/// The rates of one RMSProp step.
package struct RootMeanSquareRates: Sendable {
    package let rate: Float, decay: Float, momentum: Float, epsilon: Float

    package init(rate: Float, decay: Float, momentum: Float, epsilon: Float) {
        (self.rate, self.decay, self.momentum, self.epsilon) = (rate, decay, momentum, epsilon)
    }
}

/// The rates of one Adam step; `rate` carries 1/(1 − β₁ᵗ), `rootCorrection` is 1/√(1 − β₂ᵗ).
package struct AdamRates: Sendable {
    package let rate: Float, rootCorrection: Float, beta1: Float, beta2: Float, epsilon: Float

    package init(rate: Float, rootCorrection: Float, beta1: Float, beta2: Float, epsilon: Float) {
        (self.rate, self.rootCorrection) = (rate, rootCorrection)
        (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
    }
}

/// Rows of bytes: images as they lie in their file, one row each, values 0…255.
package struct ByteMatrix: Equatable, Sendable {
    package let rows: Int
    package let columns: Int
    package let bytes: [UInt8]

    package init(rows: Int, columns: Int, bytes: [UInt8]) {
        precondition(bytes.count == rows * columns, "\(bytes.count) bytes do not fill \(rows) rows of \(columns)")
        (self.rows, self.columns, self.bytes) = (rows, columns, bytes)
    }

    /// The rows in a range, as a matrix of their own.
    package subscript(range: Range<Int>) -> ByteMatrix {
        ByteMatrix(
            rows: range.count, columns: columns,
            bytes: Array(bytes[range.lowerBound * columns..<range.upperBound * columns]))
    }
}
