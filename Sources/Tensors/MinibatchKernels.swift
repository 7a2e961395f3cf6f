/// How minibatches come from rows of bytes.
package protocol MinibatchKernels: AnyObject {
    /// out[i, c] = source[rows[i], c] / 255; `out` is resized to the number of rows.
    func gather(_ rows: ArraySlice<Int32>, of source: ByteMatrix, into out: inout Tensor)
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
