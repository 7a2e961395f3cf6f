/// Products of matrices.
package protocol MatrixKernels: AnyObject {
    /// c = op(a) · op(b), or c + op(a) · op(b); `op` transposes where the operand says so.
    ///
    /// With K as the inner length, each element is a sum of blocks of ``matrixProductBlockLength(innerLength:)``; each block is
    /// one chain of fused multiply-adds from +0 in rising K.
    /// - Cost: 2·m·n·k flops.
    func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: inout Tensor, accumulating: Bool)

    /// c = f(op(a) · op(b) + bias), the bias by column: the bits of the product and then of
    /// ``ActivationKernels/addBias(_:andActivate:_:)``, in one pass over memory.
    func multiply(
        _ a: MatrixOperand, _ b: MatrixOperand, addingBias bias: Tensor, activation: Activation, into c: inout Tensor)
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
