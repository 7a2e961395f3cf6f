/// What coding each byte by a table does to the state, in the order of the 256 bytes.
func encodingSteps(_ table: FrequencyTable) -> [EncodingStep] {
    (0..<256).map { symbol in
        guard symbol < table.frequencies.count else {
            return EncodingStep(start: 0, frequency: 0, precision: table.precision)
        }
        return EncodingStep(
            start: table.starts[symbol], frequency: table.frequencies[symbol], precision: table.precision)
    }
}

/// What coding one symbol does to the state: ⌊x/f⌋·M + c + x mod f, the division by a multiplication with 1/f.
struct EncodingStep {
    /// A state as high is first relieved of its lower 32 bits; 0 for a symbol without a frequency.
    private let limit: UInt64
    private let reciprocal: UInt64
    private let start: UInt16
    /// M − f.
    private let others: UInt16
    private let shift: UInt8

    /// - Source: Alverson 1991, "Integer division using reciprocals", doi:10.1109/ARITH.1991.145558: with 2ˢ the power of two that is f
    ///   or just above it, ⌊x/f⌋ for x < 2⁶³ is the upper half of 2x·⌈2ˢ⁺⁶³/f⌉, shifted by s.
    init(start: UInt16, frequency: UInt16, precision: Int) {
        let divisor = UInt64(max(frequency, 1))
        self.start = start
        limit = (RANS.lowerBound >> UInt64(precision)) * (UInt64(frequency) << 32)
        others = UInt16(1 << UInt64(precision) - divisor)
        shift = UInt8(bitLength(divisor - 1))
        reciprocal =
            divisor == 1
            ? 1 << 63 : divisor.dividingFullWidth((high: 1 << UInt64(shift - 1), low: divisor - 1)).quotient
    }

    /// Whether the symbol has a frequency.
    @inline(__always)
    var isPossible: Bool { limit > 0 }

    @inline(__always)
    func put(state: inout UInt64, words: inout ReversedWords) {
        if state >= limit {
            words.append(UInt32(truncatingIfNeeded: state))
            state >>= 32
        }
        let quotient = (state << 1).multipliedFullWidth(by: reciprocal).high >> UInt64(shift)
        state = state &+ UInt64(start) &+ quotient &* UInt64(others)
    }
}

/// What decoding by some tables does to the state.
///
/// Each table's parts are divided into buckets, some eight times as many as symbols, which name the first symbol of theirs; from there the
/// decoder steps on. That is seldom, and takes less memory than a symbol for each part, so that the tables of many units stay in the cache.
struct DecodingSteps {
    /// Of each bucket of the first table, then of the second, the place of its first part's symbol among the table's shares.
    private var buckets: [UInt8] = []
    /// Of each bucket, that symbol's share: it does not have to wait for its place.
    private var firstShares: [UInt32] = []
    private var tables: [Table] = []
    /// Of each table's symbols in the order of their parts, the frequency in the upper half, the start in the lower.
    private var shares: [UInt32] = []
    private var symbols: [UInt8] = []

    struct Table {
        /// Where it begins among buckets and shares.
        fileprivate let firstBucket: Int, firstShare: Int
        fileprivate let precision: UInt64
        fileprivate let bucketShift: UInt64
    }

    init(_ tables: [FrequencyTable]) {
        for table in tables {
            let present = table.frequencies.indices.filter { table.frequencies[$0] > 0 }
                .sorted { table.starts[$0] < table.starts[$1] }
            let shift = max(0, table.precision - bitLength(present.count - 1) - 3)
            self.tables.append(
                Table(
                    firstBucket: buckets.count, firstShare: shares.count, precision: UInt64(table.precision),
                    bucketShift: UInt64(shift)))
            for (place, symbol) in present.enumerated() {
                let (start, frequency) = (Int(table.starts[symbol]), Int(table.frequencies[symbol]))
                // The buckets that begin within its parts.
                let reached = (start + frequency + 1 << shift - 1) >> shift
                let begun = (start + 1 << shift - 1) >> shift
                let share = UInt32(frequency) << 16 | UInt32(start)
                buckets.append(contentsOf: repeatElement(UInt8(place), count: reached - begun))
                firstShares.append(contentsOf: repeatElement(share, count: reached - begun))
                shares.append(share)
                symbols.append(UInt8(symbol))
            }
        }
    }

    /// Lends the steps in the form that loops over millions of symbols ask for: arrays would be checked at each of them.
    func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
        buckets.withUnsafeBufferPointer { buckets in
            firstShares.withUnsafeBufferPointer { firstShares in
                tables.withUnsafeBufferPointer { tables in
                    shares.withUnsafeBufferPointer { shares in
                        symbols.withUnsafeBufferPointer { symbols in
                            body(
                                Pointers(
                                    buckets: buckets, firstShares: firstShares, tables: tables, shares: shares,
                                    symbols: symbols))
                        }
                    }
                }
            }
        }
    }

    struct Pointers {
        fileprivate let buckets: UnsafeBufferPointer<UInt8>
        fileprivate let firstShares: UnsafeBufferPointer<UInt32>
        fileprivate let tables: UnsafeBufferPointer<Table>
        fileprivate let shares: UnsafeBufferPointer<UInt32>
        fileprivate let symbols: UnsafeBufferPointer<UInt8>

        @inline(__always)
        func take(off state: inout UInt64, table index: Int) -> UInt8 {
            let table = tables[index]
            let part = state & (1 << table.precision - 1)
            let bucket = table.firstBucket + Int(part >> table.bucketShift)
            var place = table.firstShare + Int(buckets[bucket])
            var share = firstShares[bucket]
            while part >= UInt64(share >> 16 + share & 0xFFFF) {
                place += 1
                share = shares[place]
            }
            state = UInt64(share >> 16) &* (state >> table.precision) &+ part &- UInt64(share & 0xFFFF)
            return symbols[place]
        }
    }
}
