/// How often each symbol of an alphabet is expected, in whole parts of 2ᵖ: what ``RANS`` codes by.
///
/// Integers only, so that every machine codes and decodes by the same table.
package struct FrequencyTable: Hashable, Sendable {
    /// p: the frequencies' sum is 2ᵖ.
    package let precision: Int
    /// Of each symbol; one with frequency 0 cannot be coded.
    package let frequencies: [UInt16]
    /// Of each symbol, the sum of the frequencies before it, the most frequent symbol first, equals by their number.
    ///
    /// This order keeps ``startingCost`` low.
    package let starts: [UInt16]

    package static let precisions = 1...14

    /// Takes frequencies as they are.
    ///
    /// - Returns: `nil` unless they are of 1 to 256 symbols, with a sum of 2ᵖ with p in ``precisions``.
    package init?(frequencies: [UInt16]) {
        let sum = frequencies.reduce(0) { $0 + Int($1) }
        guard Alphabet.sizes.contains(frequencies.count), sum.nonzeroBitCount == 1,
            FrequencyTable.precisions.contains(sum.trailingZeroBitCount)
        else { return nil }
        self.init(frequencies: frequencies, precision: sum.trailingZeroBitCount)
    }

    /// The table that codes symbols of these counts in the fewest bits, but for rounding.
    ///
    /// Each symbol that occurs gets one part at least. The precision is the highest at which the start of a message costs a byte at
    /// most; 9 always suffices.
    ///
    /// - Parameter counts: of each symbol; one at least is above 0, and their sum is below 2⁴⁸.
    /// - Cost: O(symbols²).
    package init(counts: [Int]) {
        Alphabet.check(counts: counts)
        let least = max(FrequencyTable.precisions.lowerBound, bitLength(counts.count { $0 > 0 } - 1))
        let tables = (least...FrequencyTable.precisions.upperBound).reversed().lazy.map { precision in
            FrequencyTable(frequencies: apportioned(counts, parts: 1 << precision), precision: precision)
        }
        guard let table = tables.first(where: { $0.startingCost <= 8 }) else {
            preconditionFailure("at a precision of 9 the start costs a byte at most")
        }
        self = table
    }

    private init(frequencies: [UInt16], precision: Int) {
        self.precision = precision
        self.frequencies = frequencies
        var starts = [UInt16](repeating: 0, count: frequencies.count)
        var start: UInt16 = 0
        let order = frequencies.indices.sorted { (frequencies[$1], $0) < (frequencies[$0], $1) }
        for symbol in order where frequencies[symbol] > 0 {
            starts[symbol] = start
            start += frequencies[symbol]
        }
        self.starts = starts
    }

    /// The sum of the frequencies.
    package var parts: Int { 1 << precision }

    /// Bits, rounded up, by which a message can be longer than Σ log₂(2ᵖ/f), since the coder begins with a state of 0.
    ///
    /// With M parts, a symbol of frequency f and start c takes a state x to at most x·M/f + c. As long as K ≥ c·f/(M − f) for every
    /// symbol, it takes x + K to at most (x + K)·M/f. So a message of ideal length h ends with a state below K·2ʰ.
    package var startingCost: Int {
        var least = 1
        for (start, frequency) in zip(starts, frequencies) where start > 0 {
            let others = parts - Int(frequency)
            least = max(least, (Int(start) * Int(frequency) + others - 1) / others)
        }
        return bitLength(least - 1)
    }
}

/// Shares out `parts` by counts, one part at least to each that is not 0, so that Σ count·log(share) is the greatest, but for rounding.
private func apportioned(_ counts: [Int], parts: Int) -> [UInt16] {
    let total = counts.reduce(0, +)
    var shares = counts.map { $0 == 0 ? 0 : max(1, $0 * parts / total) }
    var missing = parts - shares.reduce(0, +)
    let present = counts.indices.filter { counts[$0] > 0 }
    // From s to s + 1 parts a symbol gains count·log((s + 1)/s), about count/(s + 1/2).
    while missing > 0 {
        let most = present.max { counts[$0] * (2 * shares[$1] + 1) < counts[$1] * (2 * shares[$0] + 1) }
        guard let most else { break }
        shares[most] += 1
        missing -= 1
    }
    while missing < 0 {
        let least = present.filter { shares[$0] > 1 }
            .min { counts[$0] * (2 * shares[$1] - 1) < counts[$1] * (2 * shares[$0] - 1) }
        guard let least else { break }
        shares[least] -= 1
        missing += 1
    }
    precondition(missing == 0, "\(present.count) symbols cannot share \(parts) parts")
    return shares.map { UInt16($0) }
}

/// Bits of the binary number: 0 for 0, 1 for 1, 2 for 3.
package func bitLength<Number: FixedWidthInteger>(_ number: Number) -> Int {
    Number.bitWidth - number.leadingZeroBitCount
}
