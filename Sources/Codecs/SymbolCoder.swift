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
        switch self {
        case .huffman:
            let code = HuffmanCode(counts: histogram(of: symbols))
            return (HuffmanCode.bytes(of: [code]), try HuffmanCode.encode(symbols, by: [code]))
        case .rans:
            let table = FrequencyTable(counts: histogram(of: symbols))
            return (FrequencyTable.bytes(of: [table]), try RANS.encode(symbols, by: [table]))
        case .adaptiveRANS: return ([], RANS.encodeAdaptively(symbols, alphabet: 256, contexts: 1))
        }
    }

    /// - Parameter count: symbols of the message.
    package func decode(_ payload: [UInt8], sideTables: [UInt8], count: Int) throws(SymbolDecodingError) -> [UInt8] {
        guard count > 0 else {
            guard sideTables.isEmpty else {
                throw .sideTables(.init(offset: 0, problem: .bytesAfterEnd(sideTables.count)))
            }
            guard payload.isEmpty else { throw .payload(.init(offset: 0, problem: .bytesAfterEnd(payload.count))) }
            return []
        }
        switch self {
        case .huffman:
            let codes = try inSideTables { () throws(PayloadError) in
                let read = try HuffmanCode.read(1, from: sideTables, at: 0, symbolCount: 256)
                try expectEnd(of: sideTables, at: read.end)
                return read.codes
            }
            return try inPayload { () throws(PayloadError) in
                try HuffmanCode.decode(payload, count: count, by: codes)
            }
        case .rans:
            let tables = try inSideTables { () throws(PayloadError) in
                let read = try FrequencyTable.read(1, from: sideTables, at: 0, symbolCount: 256)
                try expectEnd(of: sideTables, at: read.end)
                return read.tables
            }
            return try inPayload { () throws(PayloadError) in try RANS.decode(payload, count: count, by: tables) }
        case .adaptiveRANS:
            try inSideTables { () throws(PayloadError) in try expectEnd(of: sideTables, at: 0) }
            return try inPayload { () throws(PayloadError) in
                try RANS.decodeAdaptively(payload, count: count, alphabet: 256, contexts: 1)
            }
        }
    }
}

/// Which of a message's two parts is malformed.
package enum SymbolDecodingError: Error {
    case sideTables(PayloadError)
    case payload(PayloadError)
}

/// How often each byte occurs.
func histogram(of symbols: [UInt8]) -> [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for symbol in symbols { counts[Int(symbol)] += 1 }
    return counts
}

private func expectEnd(of bytes: [UInt8], at offset: Int) throws(PayloadError) {
    guard offset == bytes.count else {
        throw PayloadError(offset: offset, problem: .bytesAfterEnd(bytes.count - offset))
    }
}

private func inSideTables<Result>(_ body: () throws(PayloadError) -> Result) throws(SymbolDecodingError) -> Result {
    do throws(PayloadError) { return try body() } catch { throw .sideTables(error) }
}

private func inPayload<Result>(_ body: () throws(PayloadError) -> Result) throws(SymbolDecodingError) -> Result {
    do throws(PayloadError) { return try body() } catch { throw .payload(error) }
}
