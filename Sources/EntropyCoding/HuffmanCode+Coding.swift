extension HuffmanCode {
    /// The payload of a message: the symbols' codes one after the other, the last byte filled up with zeros.
    ///
    /// - Parameters:
    ///   - symbols: coded by `codes[0]`, `codes[1]` and so on, after the last by `codes[0]` again.
    /// - Throws: ``SymbolWithoutCode`` for the first symbol that its code leaves out.
    package static func encode(
        _ symbols: [UInt8], by codes: [HuffmanCode]
    ) throws(SymbolWithoutCode) -> [UInt8] {
        precondition(!codes.isEmpty, "at least one code")
        let entries = codes.map { code in zip(code.codes, code.lengths).map { (bits: $0, length: $1) } }
        var writer = BitWriter()
        var code = 0
        for (index, symbol) in symbols.enumerated() {
            guard Int(symbol) < entries[code].count, let length = entries[code][Int(symbol)].length else {
                throw SymbolWithoutCode(symbol: symbol, index: index)
            }
            writer.append(entries[code][Int(symbol)].bits, count: length)
            code = code + 1 == codes.count ? 0 : code + 1
        }
        return writer.padded()
    }

    /// The message of a payload.
    ///
    /// - Parameter count: symbols of the message; limit it beforehand, as for ``RANS/decode(_:count:by:)``.
    /// - Throws: ``PayloadError`` unless `encode` gives this payload for the result.
    package static func decode(
        _ payload: [UInt8], count: Int, by codes: [HuffmanCode]
    ) throws(PayloadError) -> [UInt8] {
        precondition(!codes.isEmpty, "at least one code")
        let decoders = codes.map(HuffmanDecoder.init)
        var reader = BitReader(payload)
        var symbols = [UInt8](repeating: 0, count: count)
        var code = 0
        for index in symbols.indices {
            symbols[index] = try decoders[code].take(&reader)
            code = code + 1 == codes.count ? 0 : code + 1
        }
        try reader.align()
        guard reader.offset == payload.count else {
            throw PayloadError(
                offset: reader.offset, problem: .bytesAfterEnd(payload.count - reader.offset))
        }
        return symbols
    }
}

/// A code in the form that a decoder asks: short codes by one look into a table, long ones length by length.
private struct HuffmanDecoder {
    private static let quickBits = 11
    /// For each of the possible next 11 bits, the symbol and the length of the code that they begin with.
    private let quick: [Entry]
    /// The codes longer than that, in their order, moved up to the highest bits of 64.
    private let long: [(first: UInt64, entry: Entry)]

    private struct Entry {
        let symbol: UInt8
        /// Bits; in the table of short codes 255 where a longer one begins so.
        let length: UInt8
    }

    init(_ code: HuffmanCode) {
        let bits = code.codes
        var quick = [Entry](repeating: Entry(symbol: 0, length: .max), count: 1 << HuffmanDecoder.quickBits)
        var long: [(first: UInt64, entry: Entry)] = []
        for (symbol, length) in code.symbolsByCode {
            let entry = Entry(symbol: UInt8(symbol), length: UInt8(length))
            if length <= HuffmanDecoder.quickBits {
                let free = HuffmanDecoder.quickBits - length
                let first = Int(bits[symbol]) << free
                for index in first..<first + 1 << free { quick[index] = entry }
            } else {
                long.append((bits[symbol] << UInt64(64 - length), entry))
            }
        }
        (self.quick, self.long) = (quick, long)
    }

    @inline(__always)
    func take(_ reader: inout BitReader) throws(PayloadError) -> UInt8 {
        let bits = reader.peeked
        var entry = quick[Int(bits >> UInt64(64 - HuffmanDecoder.quickBits))]
        // The codes fill the tree, so that the last one that is not above the bits is the one they begin with.
        if entry.length == .max, let found = long.last(where: { $0.first <= bits }) { entry = found.entry }
        try reader.skip(Int(entry.length))
        return entry.symbol
    }
}
