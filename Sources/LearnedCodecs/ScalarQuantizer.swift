/// Stands for numbers by the nearest of at most 256 levels.
package struct ScalarQuantizer: Hashable, Sendable {
    /// What each level stands for, in rising order.
    package let values: [Float]
    /// Between each two levels, the least number that goes to the upper one: half-way, or just above.
    let thresholds: [Float]

    package static let levelCounts = 1...256

    /// - Returns: `nil` unless there are 1 to 256 values that are finite and rise.
    package init?(values: [Float]) {
        guard ScalarQuantizer.levelCounts.contains(values.count), values.allSatisfy(\.isFinite),
            zip(values, values.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.values = values
        // Halved before they are added, lest the sum overflow.
        thresholds = zip(values, values.dropFirst()).map { $0 / 2 + $1 / 2 }
    }

    /// - Precondition: `number` is not a NaN.
    @inline(__always)
    package func level(of number: Float) -> UInt8 {
        var (low, high) = (0, thresholds.count)
        while low < high {
            let middle = (low + high) / 2
            if number >= thresholds[middle] { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }
}
