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
            let tables = tables(of: levels, quantizer)
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
    /// - Throws: ``CodecError`` unless ``encode(_:of:)`` gives these tables and this payload for the result.
    func decode(
        _ payload: [UInt8], sideTables: [UInt8], count: Int, of quantizer: CodeQuantizer, codec: String
    ) throws(CodecError) -> [UInt8] {
        var (tables, tableEnd) = (quantizer.tables, 0)
        do throws(PayloadError) {
            if self == .ransWithTables, count > 0 {
                (tables, tableEnd) = try FrequencyTable.read(
                    tables.count, from: sideTables, at: 0, symbolCount: quantizer.mostLevels)
            }
            guard tableEnd == sideTables.count else {
                throw PayloadError(offset: tableEnd, problem: .bytesAfterEnd(sideTables.count - tableEnd))
            }
        } catch {
            throw .malformedSideTables(codec: codec, error)
        }
        do throws(PayloadError) {
            guard count > 0 else {
                guard payload.isEmpty else { throw PayloadError(offset: 0, problem: .bytesAfterEnd(payload.count)) }
                return []
            }
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
                throw PayloadError(
                    offset: payload.count, problem: .impossibleSymbol(symbol: level, index: index))
            }
            return levels
        } catch {
            throw .malformedPayload(codec: codec, error)
        }
    }

    private func prefixCodes(of quantizer: CodeQuantizer) -> [HuffmanCode] {
        quantizer.tables.map { table in
            HuffmanCode(counts: self == .evenBits ? table.frequencies.map { _ in 1 } : table.frequencies.map(Int.init))
        }
    }

    /// The frequencies of the levels, of each quantizer; as many symbols for each as any has levels.
    private func tables(of levels: [UInt8], _ quantizer: CodeQuantizer) -> [FrequencyTable] {
        let contexts = quantizer.quantizers.count
        var counts = Array(repeating: [Int](repeating: 0, count: quantizer.mostLevels), count: contexts)
        var context = 0
        for level in levels {
            counts[context][Int(level)] += 1
            context = context + 1 == contexts ? 0 : context + 1
        }
        return counts.map(FrequencyTable.init(counts:))
    }
}
