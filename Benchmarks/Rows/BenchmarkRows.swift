import Foundation

// What the rows of all benchmark programs share.

extension Encodable {
    /// One line of JSON, its keys in order.
    package func jsonLine() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// A ratio's least, middle and greatest value; `nil` where there is none.
package func ratioInWords(minimum: Double?, median: Double?, maximum: Double?) -> String? {
    guard let minimum, let median, let maximum else { return nil }
    return String(format: "%.2f / %.2f / %.2f", minimum, median, maximum)
}

extension [Double] {
    /// The middle value, or the mean of the two in the middle.
    package var median: Double {
        let sorted = self.sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
