import Files
import Foundation

/// An array of unsigned bytes with 1 to 4 dimensions, in the format of the MNIST files.
///
/// Layout: two zero bytes; element type (08, unsigned byte); number of dimensions; each dimension as four bytes,
/// most significant first; the elements, last dimension fastest.
///
/// - Source: http://yann.lecun.com/exdb/mnist/, “the IDX file format”.
package struct IDXFile: Equatable, Sendable {
    /// The sizes, slowest dimension first: `[count]` for labels, `[count, height, width]` for images,
    /// `[count, height, width, 3]` for pictures in colour.
    package let dimensions: [Int]
    /// As many as the product of the dimensions.
    package let elements: [UInt8]

    package init(dimensions: [Int], elements: [UInt8]) {
        precondition((1...4).contains(dimensions.count), "an IDX file has 1 to 4 dimensions, not \(dimensions.count)")
        precondition(
            dimensions.allSatisfy { (0...Int(UInt32.max)).contains($0) },
            "each IDX dimension fits in 32 bits, unlike one of \(dimensions)")
        precondition(
            dimensions.reduce(1, *) == elements.count,
            "dimensions \(dimensions) do not hold \(elements.count) elements")
        self.dimensions = dimensions
        self.elements = elements
    }

    /// The bytes of the file.
    package func serialized() -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
        bytes.reserveCapacity(4 + 4 * dimensions.count + elements.count)
        for dimension in dimensions {
            bytes.append(contentsOf: (0..<4).reversed().map { UInt8(truncatingIfNeeded: dimension >> (8 * $0)) })
        }
        bytes.append(contentsOf: elements)
        return bytes
    }

    /// Writes the file; its final path never holds a part of it.
    package func write(to url: URL) throws {
        try writeAtomically(serialized(), to: url)
    }
}
