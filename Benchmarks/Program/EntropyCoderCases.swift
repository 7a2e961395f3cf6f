import EntropyCoding
import Foundation
import Randomness
import Tensors

extension BenchmarkCase {
    /// Symbols to bits and back, without a container: 4 million of them, each a byte before it is coded.
    ///
    /// A table for each of 64 units is what a code of 64 values asks for; with 256 levels their decoders no longer fit into the first
    /// cache.
    static var entropyCoders: [BenchmarkCase] {
        [(levels: 16, tables: 1), (16, 64), (256, 1), (256, 64)].flatMap { shape in
            [true, false].flatMap { isRANS in
                [true, false].map { encodes in
                    coding(isRANS: isRANS, encodes: encodes, levels: shape.levels, tables: shape.tables)
                }
            }
        }
    }

    private static func coding(isRANS: Bool, encodes: Bool, levels: Int, tables: Int) -> BenchmarkCase {
        let direction = encodes ? "encode" : "decode"
        let coder = isRANS ? "rANS" : "Huffman"
        return BenchmarkCase(
            .codec, "\(coder), \(levels) levels by \(tables) table\(tables == 1 ? "" : "s"): \(direction)",
            line: "\(coder.lowercased()) \(direction)", work: .symbols(symbolCount)
        ) { _ in
            let symbols = drawnSymbols(levels: levels, tables: tables)
            let counts = histograms(of: symbols, alphabet: levels, contexts: tables)
            if isRANS {
                let tables = counts.map(FrequencyTable.init(counts:))
                if encodes { return { _ = known { try RANS.encode(symbols, by: tables) } } }
                let payload = known { try RANS.encode(symbols, by: tables) }
                return { _ = known { try RANS.decode(payload, count: symbolCount, by: tables) } }
            }
            let codes = counts.map(HuffmanCode.init(counts:))
            if encodes { return { _ = known { try HuffmanCode.encode(symbols, by: codes) } } }
            let payload = known { try HuffmanCode.encode(symbols, by: codes) }
            return { _ = known { try HuffmanCode.decode(payload, count: symbolCount, by: codes) } }
        }
    }

    private static var symbolCount: Int { 4_000_000 }

    /// Levels around the middle one, as those of a code's values lie: two-sided and exponential, of another width in each unit.
    private static func drawnSymbols(levels: Int, tables: Int) -> [UInt8] {
        var random = Philox(seed: 0, stream: 1)
        let widths = (0..<tables).map { Double(levels) * (0.05 + 0.1 * Double($0) / Double(tables)) }
        return (0..<symbolCount).map { index in
            let (first, second) = (Double(random.next() >> 11), Double(random.next() >> 11))
            let distance = (log1p(first) - log1p(second)) * widths[index % tables]
            return UInt8(min(max(Double(levels / 2) + distance, 0), Double(levels - 1)).rounded())
        }
    }
}
