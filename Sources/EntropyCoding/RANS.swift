/// Range asymmetric numeral systems: an entropy coder that comes within 0.1 % and 2 bytes of what its tables say a message holds.
///
/// The coder's state is one number x, at first 0. A symbol of frequency f and start c, among M parts, takes x to
/// ⌊x/f⌋·M + c + x mod f, which the decoder undoes; of a state that would reach 2⁶³ the lower 32 bits are written out before. Symbols are
/// coded from the last to the first, so that they are decoded from the first.
///
/// A payload is the last state in as few bytes as hold it, then the words written out, the latest first. Its length in bytes modulo 4
/// is that of its first word, which may be a part of one; all words are little-endian.
///
/// - Source: Duda 2013, "Asymmetric numeral systems", arXiv:1311.2540, section 3.
package enum RANS {
    /// A state below it takes in the next word, if there is one.
    static let lowerBound: UInt64 = 1 << 31

    /// The payload of a message.
    ///
    /// - Parameters:
    ///   - symbols: coded by `tables[0]`, `tables[1]` and so on, after the last by `tables[0]` again.
    /// - Throws: ``SymbolWithoutCode`` for the first symbol that its table gives no frequency.
    /// - Cost: some 5 ns a symbol.
    package static func encode(
        _ symbols: [UInt8], by tables: [FrequencyTable]
    ) throws(SymbolWithoutCode) -> [UInt8] {
        precondition(!tables.isEmpty, "at least one table")
        let steps = tables.flatMap(encodingSteps)
        var words = ReversedWords()
        var state: UInt64 = 0
        let isComplete = steps.withUnsafeBufferPointer { steps in
            var table = symbols.count % tables.count
            for symbol in symbols.reversed() {
                table = table == 0 ? tables.count - 1 : table - 1
                let step = steps[table << 8 | Int(symbol)]
                guard step.isPossible else { return false }
                step.put(state: &state, words: &words)
            }
            return true
        }
        guard isComplete else {
            for (index, symbol) in symbols.enumerated()
            where !steps[(index % tables.count) << 8 | Int(symbol)].isPossible {
                throw SymbolWithoutCode(symbol: symbol, index: index)
            }
            preconditionFailure("one of the symbols has no code")
        }
        return words.payload(after: state)
    }

    /// The message of a payload.
    ///
    /// - Parameter count: symbols of the message. It is not checked against the payload's length before as many bytes are claimed,
    ///   since symbols that are certain cost nothing: limit it beforehand.
    /// - Throws: ``PayloadError`` unless `encode` gives this payload for the result.
    /// - Cost: some 5 ns a symbol.
    package static func decode(
        _ payload: [UInt8], count: Int, by tables: [FrequencyTable]
    ) throws(PayloadError) -> [UInt8] {
        precondition(!tables.isEmpty, "at least one table")
        let steps = DecodingSteps(tables)
        var reader = try StateReader(payload)
        let symbols = [UInt8](unsafeUninitializedCapacity: count) { symbols, initialized in
            var table = 0
            steps.withPointers { pointers in
                reader.forEachSymbol(count) { state, index in
                    symbols.initializeElement(at: index, to: pointers.take(off: &state, table: table))
                    table = table + 1 == tables.count ? 0 : table + 1
                }
            }
            initialized = count
        }
        try reader.checkEnd()
        return symbols
    }
}
