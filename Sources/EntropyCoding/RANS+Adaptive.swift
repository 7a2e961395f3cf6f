extension RANS {
    /// The payload of a message without tables: each symbol is coded by how often those before it occurred.
    ///
    /// - Parameters:
    ///   - symbols: below `alphabet`.
    ///   - contexts: symbols 0, `contexts`, 2·`contexts` and so on are counted together, and so are those that follow each of them.
    package static func encodeAdaptively(_ symbols: [UInt8], alphabet: Int, contexts: Int) -> [UInt8] {
        var models = Array(repeating: AdaptiveModel(alphabet: alphabet), count: contexts)
        var shares: [AdaptiveModel.Share] = []
        shares.reserveCapacity(symbols.count)
        var context = 0
        for symbol in symbols {
            shares.append(models[context].share(of: symbol))
            models[context].count(symbol)
            context = context + 1 == contexts ? 0 : context + 1
        }
        // Counted from the first symbol, since the decoder does so; coded from the last.
        var words = ReversedWords()
        var state: UInt64 = 0
        for share in shares.reversed() {
            EncodingStep(start: share.start, frequency: share.frequency, precision: Int(share.precision))
                .put(state: &state, words: &words)
        }
        return words.payload(after: state)
    }

    /// The message of a payload of ``encodeAdaptively(_:alphabet:contexts:)``.
    ///
    /// - Parameter count: symbols of the message; limit it beforehand, as for ``decode(_:count:by:)``.
    /// - Throws: ``PayloadError`` as ``decode(_:count:by:)``.
    package static func decodeAdaptively(
        _ payload: [UInt8], count: Int, alphabet: Int, contexts: Int
    ) throws(PayloadError) -> [UInt8] {
        var models = Array(repeating: AdaptiveModel(alphabet: alphabet), count: contexts)
        var steps = models.map { DecodingSteps([$0.table]) }
        var reader = try StateReader(payload)
        var symbols = [UInt8](repeating: 0, count: count)
        var context = 0
        reader.forEachSymbol(count) { state, index in
            symbols[index] = steps[context].withPointers { $0.take(off: &state, table: 0) }
            if models[context].count(symbols[index]) { steps[context] = DecodingSteps([models[context].table]) }
            context = context + 1 == contexts ? 0 : context + 1
        }
        try reader.checkEnd()
        return symbols
    }
}

/// A table that follows the symbols that were seen.
///
/// Each symbol begins with a half; the table is made anew when a quarter more symbols were seen than at the last time.
///
/// - Source: Krichevsky and Trofimov 1981, "The performance of universal encoding", doi:10.1109/TIT.1981.1056331: the halves.
private struct AdaptiveModel {
    private(set) var table: FrequencyTable
    /// Twice of each symbol's count, and 1.
    private var counts: [Int]
    private var seen = 0
    private var seenAtNextTable = AdaptiveModel.fewest

    private static let fewest = 8

    /// A symbol's part of a table.
    struct Share {
        let start: UInt16, frequency: UInt16, precision: UInt8
    }

    init(alphabet: Int) {
        counts = Array(repeating: 1, count: alphabet)
        table = FrequencyTable(counts: counts)
    }

    func share(of symbol: UInt8) -> Share {
        Share(
            start: table.starts[Int(symbol)], frequency: table.frequencies[Int(symbol)],
            precision: UInt8(table.precision))
    }

    /// - Returns: whether the table has changed.
    @discardableResult
    mutating func count(_ symbol: UInt8) -> Bool {
        counts[Int(symbol)] += 2
        seen += 1
        guard seen == seenAtNextTable else { return false }
        table = FrequencyTable(counts: counts)
        seenAtNextTable += max(AdaptiveModel.fewest, seen / 4)
        return true
    }
}
