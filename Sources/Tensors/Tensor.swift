/// Single-precision numbers in row-major order, with a shape.
///
/// A value: copies share storage until one is changed. The first dimension is the minibatch's wherever there is one.
package struct Tensor: Equatable, Sendable {
    package private(set) var shape: Shape
    package var elements: TensorElements {
        didSet { precondition(elements.count == shape.count, "\(elements.count) elements do not fill \(shape)") }
    }

    package init(_ shape: Shape, filledWith value: Float = 0) {
        self.shape = shape
        elements = TensorElements(repeating: value, count: shape.count)
    }

    package init(_ shape: Shape, elements: some Collection<Float>) {
        precondition(elements.count == shape.count, "\(elements.count) elements do not fill \(shape)")
        self.shape = shape
        self.elements = TensorElements(elements)
    }

    /// The number of rows: the first dimension.
    package var rows: Int { shape.dimensions[0] }

    /// Elements in a row: the product of the dimensions after the first.
    package var columns: Int { shape.dimensions.dropFirst().reduce(1, *) }

    /// The length of the last dimension: units of a dense layer, channels of an image.
    package var channels: Int { shape.dimensions[shape.dimensions.count - 1] }

    /// How many times the channels follow one another: the product of the dimensions before the last.
    var channelRows: Int { shape.dimensions.dropLast().reduce(1, *) }

    /// Gives the first dimension another length. What the elements are afterwards is not said: for scratch tensors.
    ///
    /// - Cost: allocates only beyond the most rows so far, or where copies share the memory.
    package mutating func resize(rows: Int) {
        guard rows != self.rows else { return }
        shape = Shape([rows] + shape.dimensions.dropFirst())
        elements.resize(to: shape.count)
    }

    /// A matrix's transpose.
    package func transposed() -> Tensor {
        precondition(shape.dimensions.count == 2, "the transpose of \(shape)")
        var result = Tensor([columns, rows])
        for row in 0..<rows {
            for column in 0..<columns { result.elements[column * rows + row] = elements[row * columns + column] }
        }
        return result
    }

    /// Takes over another tensor's elements, in this one's memory and shape.
    package mutating func copyElements(of other: Tensor) {
        precondition(other.elements.count == elements.count, "\(other.shape) copied to \(shape)")
        withElements { target in
            other.elements.withUnsafeBufferPointer { _ = target.update(fromContentsOf: $0) }
        }
    }

    /// Replaces some rows by another tensor's, each number times a factor.
    package mutating func setRows(from first: Int, to other: Tensor, times factor: Float = 1) {
        precondition(
            other.columns == columns && first >= 0 && first + other.rows <= rows, "\(other.shape) put into \(shape)")
        let start = first * columns
        withElements { target in
            other.elements.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress, let to = target.baseAddress?.advanced(by: start) else { return }
                for index in 0..<source.count { to[index] = factor * from[index] }
            }
        }
    }

    /// Some rows, as a tensor of their own.
    package func rows(_ range: Range<Int>) -> Tensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(shape)")
        let numbers = range.lowerBound * columns..<range.upperBound * columns
        return elements.withUnsafeBufferPointer {
            Tensor(Shape([range.count] + shape.dimensions.dropFirst()), elements: $0[numbers])
        }
    }

    /// The elements for reading and writing in place.
    package mutating func withElements<Result>(_ body: (UnsafeMutableBufferPointer<Float>) throws -> Result) rethrows
        -> Result
    {
        try elements.withUnsafeMutableBufferPointer { try body($0) }
    }
}

/// The lengths of a tensor's dimensions, outermost first.
package struct Shape: Equatable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
    package let dimensions: [Int]

    package init(_ dimensions: [Int]) {
        precondition(!dimensions.isEmpty && dimensions.allSatisfy { $0 >= 0 }, "\(dimensions) is no shape")
        self.dimensions = dimensions
    }

    package init(arrayLiteral dimensions: Int...) { self.init(dimensions) }

    /// How many elements a tensor of this shape has.
    package var count: Int { dimensions.reduce(1, *) }

    package var description: String { "[" + dimensions.map(String.init).joined(separator: ", ") + "]" }
}
