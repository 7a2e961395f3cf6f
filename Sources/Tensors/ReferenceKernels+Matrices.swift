extension ReferenceKernels {
    package func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: inout Tensor, accumulating: Bool) {
        checkProduct(a, b, c)
        let blockLength = matrixProductBlockLength(innerLength: a.columns)
        for row in 0..<a.rows {
            for column in 0..<b.columns {
                let place = row * b.columns + column
                var sum = BlockedSum(blockLength: blockLength, addedTo: accumulating ? c.elements[place] : nil)
                for inner in 0..<a.columns { sum.add(a[row, inner], times: b[inner, column]) }
                c.elements[place] = sum.value
            }
        }
    }

    package func multiply(
        _ a: MatrixOperand, _ b: MatrixOperand, addingBias bias: Tensor, activation: Activation, into c: inout Tensor
    ) {
        checkProduct(a, b, bias: bias, c)
        multiply(a, b, into: &c, accumulating: false)
        for index in c.elements.indices {
            c.elements[index] = activation.reference(c.elements[index] + bias.elements[index % c.columns])
        }
    }

    package func gather(_ rows: ArraySlice<Int32>, of source: ByteMatrix, into out: inout Tensor) {
        checkGather(rows, source, &out)
        for (index, row) in rows.enumerated() {
            for column in 0..<source.columns {
                out.elements[index * source.columns + column] =
                    Float(source.bytes[Int(row) * source.columns + column]) / 255
            }
        }
    }
}

extension MatrixOperand {
    fileprivate subscript(row: Int, column: Int) -> Float {
        tensor.elements[isTransposed ? column * tensor.columns + row : row * tensor.columns + column]
    }
}
