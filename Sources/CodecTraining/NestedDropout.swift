import Randomness
import Tensors

/// Training by codes cut short, so that the first units of a code are a code of their own, and one model has as many rates as widths.
///
/// - Source: Rippel, Gelbart and Adams 2014, "Learning ordered representations with nested dropout", arXiv:1402.0915. There any width may
///   be drawn, the smaller ones more often; here those that files are to have, equally often.
package struct NestedDropout: Hashable, Sendable {
    /// In rising order, each at least 1.
    package let widths: [Int]

    /// - Returns: `nil` unless there are widths, and they rise from at least 1 to at most `codeWidth`.
    package init?(widths: [Int], codeWidth: Int) {
        guard let first = widths.first, let last = widths.last, first >= 1, last <= codeWidth,
            zip(widths, widths.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.widths = widths
    }

    /// A width for each of some codes.
    func drawWidths(_ count: Int, using generator: inout Philox) -> [Int] {
        (0..<count).map { _ in widths[Int.random(in: widths.indices, using: &generator)] }
    }
}

extension Tensor {
    /// Sets the numbers of each row from its width on to zero.
    mutating func clearUnits(beyond widths: [Int]) {
        let columns = columns
        withElements { elements in
            for (row, width) in widths.enumerated() {
                for unit in width..<columns { elements[row * columns + unit] = 0 }
            }
        }
    }
}
