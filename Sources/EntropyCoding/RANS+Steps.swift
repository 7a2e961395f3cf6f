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
struct DecodingSteps {
    /// Of each part of the first table, then of the second, the symbol that has it.
    private var symbols: [UInt8] = []
    /// Of each table, where its parts begin among these, and its precision.
    private var tables: [(offset: Int, precision: UInt64)] = []
    /// Of each table's 256 symbols, the frequency in the upper half, the start in the lower.
    private var shares: [UInt32] = []

    init(_ tables: [FrequencyTable]) {
        for table in tables {
            self.tables.append((symbols.count, UInt64(table.precision)))
            let offset = symbols.count
            symbols += [UInt8](repeating: 0, count: table.parts)
            shares += [UInt32](repeating: 0, count: 256)
            for (symbol, frequency) in table.frequencies.enumerated() {
                let start = Int(table.starts[symbol])
                for part in start..<start + Int(frequency) { symbols[offset + part] = UInt8(symbol) }
                shares[shares.count - 256 + symbol] = UInt32(frequency) << 16 | UInt32(start)
            }
        }
    }

    /// Lends the steps in the form that loops over millions of symbols ask for: arrays would be checked at each of them.
    func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
        symbols.withUnsafeBufferPointer { symbols in
            tables.withUnsafeBufferPointer { tables in
                shares.withUnsafeBufferPointer { shares in
                    body(Pointers(symbols: symbols, tables: tables, shares: shares))
                }
            }
        }
    }

    struct Pointers {
        fileprivate let symbols: UnsafeBufferPointer<UInt8>
        fileprivate let tables: UnsafeBufferPointer<(offset: Int, precision: UInt64)>
        fileprivate let shares: UnsafeBufferPointer<UInt32>

        @inline(__always)
        func take(_ reader: inout StateReader, table index: Int) -> UInt8 {
            let table = tables[index]
            let part = reader.state & (1 << table.precision - 1)
            let symbol = symbols[table.offset + Int(part)]
            let share = shares[index << 8 | Int(symbol)]
            reader.state =
                UInt64(share >> 16) &* (reader.state >> table.precision) &+ part &- UInt64(share & 0xFFFF)
            reader.refill()
            return symbol
        }
    }
}
