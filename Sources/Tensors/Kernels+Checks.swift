/// The size checks that every implementation of ``Kernels`` makes before it touches memory. Those of images stand in a file of their own.
extension Kernels {
    func checkProduct(_ a: MatrixOperand, _ b: MatrixOperand, _ c: Tensor) {
        precondition(
            a.columns == b.rows && c.rows == a.rows && c.columns == b.columns,
            "a product of \(a.rows)×\(a.columns) and \(b.rows)×\(b.columns) does not fit \(c.rows)×\(c.columns)")
    }

    func checkProduct(_ a: MatrixOperand, _ b: MatrixOperand, bias: Tensor, _ c: Tensor) {
        checkProduct(a, b, c)
        precondition(
            bias.elements.count == c.columns, "a bias of \(bias.elements.count) for rows of \(c.columns)")
    }

    /// A number per channel: a bias, sums.
    func checkChannels(_ perChannel: Tensor, _ x: Tensor) {
        precondition(
            perChannel.elements.count == x.channels, "\(perChannel.elements.count) numbers for \(x.channels) channels")
    }

    func checkChannels(_ perChannel: [Float]..., of x: Tensor) {
        for numbers in perChannel {
            precondition(numbers.count == x.channels, "\(numbers.count) numbers for \(x.channels) channels")
        }
    }

    func checkSameCount(_ first: Tensor, _ others: Tensor...) {
        for other in others {
            precondition(
                other.elements.count == first.elements.count, "shapes \(first.shape) and \(other.shape) differ in size")
        }
    }

    func checkScaling(_ x: Tensor, _ factors: Tensor) {
        precondition(
            factors.rows == x.rows && [x.channels, x.columns].contains(factors.columns),
            "factors of shape \(factors.shape) for channels of \(x.shape)")
    }

    func checkLabels(_ logits: Tensor, _ labels: [Int32], _ gradient: Tensor) {
        checkSameCount(logits, gradient)
        precondition(labels.count == logits.rows, "\(labels.count) labels for \(logits.rows) rows")
        precondition(
            labels.allSatisfy { $0 >= 0 && $0 < logits.columns }, "a label outside 0..<\(logits.columns)")
    }

    func checkGather(_ rows: ArraySlice<Int32>, _ source: ByteMatrix, _ out: inout Tensor) {
        precondition(out.columns == source.columns, "rows of \(source.columns) bytes for \(out.columns) columns")
        precondition(
            rows.allSatisfy { $0 >= 0 && $0 < source.rows }, "a row number outside 0..<\(source.rows)")
        out.resize(rows: rows.count)
    }

    func checkDropout(_ rate: Float) {
        precondition(rate >= 0 && rate < 1, "a dropout rate in [0, 1), not \(rate)")
    }

    /// Gives two lists of sums a place per channel.
    func resize(_ sums: inout [Double], _ others: inout [Double], toChannelsOf x: Tensor) {
        if sums.count != x.channels { sums = [Double](repeating: 0, count: x.channels) }
        if others.count != x.channels { others = [Double](repeating: 0, count: x.channels) }
    }
}
