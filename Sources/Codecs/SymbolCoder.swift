import EntropyCoding

/// How a message of bytes becomes tables and a payload.
///
/// A file names a case by its place here.
package enum SymbolCoder: String, CaseIterable, Codable, Sendable {
    /// A prefix code; its lengths are in the side tables.
    case huffman
    /// Asymmetric numeral systems; the frequencies are in the side tables.
    case rans
    /// The same by the counts of the symbols before: no side tables.
    case adaptiveRANS = "adaptive-rans"

    /// - Parameter symbols: none for no symbols.
    package func encode(_ symbols: [UInt8]) throws(SymbolWithoutCode) -> (sideTables: [UInt8], payload: [UInt8]) {
        guard !symbols.isEmpty else { return ([], []) }
        let counts = histograms(of: symbols, alphabet: 256)
        switch self {
        case .huffman:
            let codes = counts.map(HuffmanCode.init(counts:))
            return (HuffmanCode.bytes(of: codes), try HuffmanCode.encode(symbols, by: codes))
        case .rans:
            let tables = counts.map(FrequencyTable.init(counts:))
            return (FrequencyTable.bytes(of: tables), try RANS.encode(symbols, by: tables))
        case .adaptiveRANS: return ([], RANS.encodeAdaptively(symbols, alphabet: 256, contexts: 1))
        }
    }

    /// - Parameter count: symbols of the message.
    /// - Throws: ``MessageError`` unless the payload is what codes the result by these tables.
    package func decode(_ payload: [UInt8], sideTables: [UInt8], count: Int) throws(MessageError) -> [UInt8] {
        switch self {
        case .huffman:
            try decodeMessage(payload, sideTables: sideTables, count: count) { () throws(PayloadError) in
                try HuffmanCode.read(1, from: sideTables, at: 0, symbolCount: 256)
            } symbols: { (codes) throws(PayloadError) in
                try HuffmanCode.decode(payload, count: count, by: codes)
            }
        case .rans:
            try decodeMessage(payload, sideTables: sideTables, count: count) { () throws(PayloadError) in
                try FrequencyTable.read(1, from: sideTables, at: 0, symbolCount: 256)
            } symbols: { (tables) throws(PayloadError) in
                try RANS.decode(payload, count: count, by: tables)
            }
        case .adaptiveRANS:
            try decodeMessage(payload, sideTables: sideTables, count: count) {
                ((), 0)
            } symbols: { (_) throws(PayloadError) in
                try RANS.decodeAdaptively(payload, count: count, alphabet: 256, contexts: 1)
            }
        }
    }
}
