import CKernels

extension CompiledKernels {
    package func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: inout Tensor, accumulating: Bool) {
        checkProduct(a, b, c)
        multiply(a, b, accumulating: accumulating, bias: nil, activation: .identity, into: &c)
    }

    package func multiply(
        _ a: MatrixOperand, _ b: MatrixOperand, addingBias bias: Tensor, activation: Activation, into c: inout Tensor
    ) {
        checkProduct(a, b, bias: bias, c)
        multiply(a, b, accumulating: false, bias: bias, activation: activation, into: &c)
    }

    private func multiply(
        _ a: MatrixOperand, _ b: MatrixOperand, accumulating: Bool, bias: Tensor?, activation: Activation,
        into c: inout Tensor
    ) {
        let (m, n, k) = (a.rows, b.columns, a.columns)
        withWorkspace(of: table.gemm_workspace(m, n, k)) { scratch in
            c.withElements { product in
                table.gemm(
                    a.isTransposed, b.isTransposed, m, n, k, a.tensor.elements.address, a.tensor.columns,
                    b.tensor.elements.address,
                    b.tensor.columns, accumulating, bias?.elements.address, activation.code, product.baseAddress, n,
                    scratch)
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
}

/// How long a block of the inner length one fused chain covers; see ``MatrixKernels/multiply(_:_:into:accumulating:)``.
package func matrixProductBlockLength(innerLength: Int) -> Int {
    ck_gemm_block_length(innerLength)
}

/// How many rows one block of a column's sum covers; see ``ActivationKernels/sumColumns(of:into:)``.
let longestSumBlock = Int(CK_GEMM_LONGEST_BLOCK)
