/// The size checks that every implementation of ``Kernels`` makes before it touches memory.
extension Kernels {
    func checkProduct(_ a: MatrixOperand, _ b: MatrixOperand, _ c: Tensor) {
        precondition(
            a.columns == b.rows && c.rows == a.rows && c.columns == b.columns,
            "a product of \(a.rows)×\(a.columns) and \(b.rows)×\(b.columns) does not fit \(c.rows)×\(c.columns)")
    }

    func checkBias(_ bias: Tensor, _ x: Tensor) {
        precondition(
            bias.elements.count == x.columns, "a bias of \(bias.elements.count) for rows of \(x.columns)")
    }

    func checkColumnSums(_ x: Tensor, _ sums: Tensor) {
        precondition(
            sums.elements.count == x.columns, "\(sums.elements.count) sums for \(x.columns) columns")
    }

    func checkSameCount(_ first: Tensor, _ others: Tensor...) {
        for other in others {
            precondition(
                other.elements.count == first.elements.count, "shapes \(first.shape) and \(other.shape) differ in size")
        }
    }

    func checkGather(_ rows: ArraySlice<Int32>, _ source: ByteMatrix, _ out: inout Tensor) {
        precondition(out.columns == source.columns, "rows of \(source.columns) bytes for \(out.columns) columns")
        precondition(
            rows.allSatisfy { $0 >= 0 && $0 < source.rows }, "a row number outside 0..<\(source.rows)")
        out.resize(rows: rows.count)
    }
}
