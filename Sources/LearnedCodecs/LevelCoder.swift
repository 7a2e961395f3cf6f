import Codecs
import EntropyCoding

/// How the levels of codes become the bytes of a file.
///
/// A file names a case by its place here.
package enum LevelCoder: String, CaseIterable, Codable, Sendable {
    /// As many bits for every level: ⌈log₂ n⌉ of a unit with n levels, or for some one less where n is no power of two.
    case evenBits = "even-bits"
    /// Prefix codes made from the model's frequencies.
    case huffman
    /// Asymmetric numeral systems by the model's frequencies.
    case rans
    /// The same by the frequencies of the pictures at hand, which are sent along.
    case ransWithTables = "rans-with-tables"
    /// The same by the counts of the levels before, of each unit: no tables.
    case adaptiveRANS = "adaptive-rans"

    /// - Parameter levels: of whole codes.
    func encode(
        _ levels: [UInt8], of quantizer: CodeQuantizer
    ) throws(SymbolWithoutCode) -> (sideTables: [UInt8], payload: [UInt8]) {
        guard !levels.isEmpty else { return ([], []) }
        switch self {
        case .evenBits, .huffman: return ([], try HuffmanCode.encode(levels, by: prefixCodes(of: quantizer)))
        case .rans: return ([], try RANS.encode(levels, by: quantizer.tables))
        case .ransWithTables:
            let tables = histograms(
                of: levels, alphabet: quantizer.mostLevels, contexts: quantizer.quantizers.count
            ).map(FrequencyTable.init(counts:))
            return (FrequencyTable.bytes(of: tables), try RANS.encode(levels, by: tables))
        case .adaptiveRANS:
            return (
                [],
                RANS.encodeAdaptively(
                    levels, alphabet: quantizer.mostLevels, contexts: quantizer.quantizers.count)
            )
        }
    }

    /// - Parameter count: levels of the message; limit it beforehand.
    /// - Throws: ``CodecError`` unless the payload is what codes the result by these tables.
    func decode(
        _ payload: [UInt8], sideTables: [UInt8], count: Int, of quantizer: CodeQuantizer, codec: String
    ) throws(CodecError) -> [UInt8] {
        do throws(MessageError) {
            return try decodeMessage(payload, sideTables: sideTables, count: count) { () throws(PayloadError) in
                guard self == .ransWithTables else { return (quantizer.tables, 0) }
                return try FrequencyTable.read(
                    quantizer.tables.count, from: sideTables, at: 0, symbolCount: quantizer.mostLevels)
            } symbols: { (tables) throws(PayloadError) in
                try decode(payload, count: count, of: quantizer, by: tables)
            }
        } catch {
            throw CodecError(error, codec: codec)
        }
    }

    private func decode(
        _ payload: [UInt8], count: Int, of quantizer: CodeQuantizer, by tables: [FrequencyTable]
    ) throws(PayloadError) -> [UInt8] {
        let levels: [UInt8]
        switch self {
        case .evenBits, .huffman:
            levels = try HuffmanCode.decode(payload, count: count, by: prefixCodes(of: quantizer))
        case .rans, .ransWithTables: levels = try RANS.decode(payload, count: count, by: tables)
        case .adaptiveRANS:
            levels = try RANS.decodeAdaptively(
                payload, count: count, alphabet: quantizer.mostLevels, contexts: quantizer.quantizers.count)
        }
        // Tables that were sent, and adaptive ones, are of as many levels as any unit has.
        let levelCounts = quantizer.quantizers.map(\.levelCount)
        for (index, level) in levels.enumerated() where Int(level) >= levelCounts[index % levelCounts.count] {
            throw PayloadError(offset: payload.count, problem: .impossibleSymbol(symbol: level, index: index))
        }
        return levels
    }

    private func prefixCodes(of quantizer: CodeQuantizer) -> [HuffmanCode] {
        quantizer.tables.map { table in
            HuffmanCode(counts: self == .evenBits ? table.frequencies.map { _ in 1 } : table.frequencies.map(Int.init))
        }
    }
}
