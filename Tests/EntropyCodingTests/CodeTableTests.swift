import EntropyCoding
import Foundation
import Randomness
import Testing

@Suite("Tables in a file")
struct CodeTableTests {
    @Test(
        "frequencies share out 2ᵖ parts, one at least to each symbol that occurs, and code nearly as well as the counts",
        arguments: 0..<300)
    func apportionment(trial: Int) {
        var random = Philox(seed: 21, stream: UInt64(trial))
        for counts in countedMessage(&random).counts {
            let table = FrequencyTable(counts: counts)
            #expect(table.frequencies.reduce(0) { $0 + Int($1) } == 1 << table.precision)
            #expect(zip(counts, table.frequencies).allSatisfy { ($0 > 0) == ($1 > 0) })
            #expect(table.startingCost <= 8)
            #expect(table.precision >= 9 || counts.count == 1)
            let total = Double(counts.reduce(0, +))
            let loss = zip(counts, table.frequencies).reduce(0.0) { loss, next in
                let share = Double(next.0) / total
                return loss + share * log2(share * Double(table.parts) / Double(next.1))
            }
            #expect(loss < 0.004, "the rounding costs \(loss) bits a symbol")
        }
    }

    @Test("starts part the range among the symbols, the most frequent first")
    func starts() throws {
        let table = try #require(FrequencyTable(frequencies: [2, 8, 0, 4, 2]))
        #expect(table.precision == 4)
        #expect(table.starts == [12, 0, 0, 8, 14])
        #expect(FrequencyTable(frequencies: [1, 2]) == nil)
        #expect(FrequencyTable(frequencies: [1]) == nil)
        #expect(FrequencyTable(frequencies: []) == nil)
    }

    @Test("tables and codes come back from their bytes, and what follows them is found", arguments: 0..<200)
    func roundTrip(trial: Int) throws {
        var random = Philox(seed: 22, stream: UInt64(trial))
        var counts = countedMessage(&random).counts
        for index in counts.indices {
            // Symbols that do not occur, but for one.
            for symbol in counts[index].indices.dropFirst() where Bool.random(using: &random) {
                counts[index][symbol] = 0
            }
        }
        let before = [UInt8](repeating: 0xA5, count: trial % 7)
        let alphabet = counts[0].count
        let tables = counts.map(FrequencyTable.init(counts:))
        let bytes = before + FrequencyTable.bytes(of: tables)
        let read = try FrequencyTable.read(tables.count, from: bytes + [1, 2], at: before.count, symbolCount: alphabet)
        #expect(read.tables == tables)
        #expect(read.end == bytes.count)
        let codes = counts.map(HuffmanCode.init(counts:))
        let codeBytes = before + HuffmanCode.bytes(of: codes)
        let readCodes = try HuffmanCode.read(
            codes.count, from: codeBytes + [3], at: before.count, symbolCount: alphabet)
        #expect(readCodes.codes == codes)
        #expect(readCodes.end == codeBytes.count)
    }

    @Test("any bytes give tables or an error that names an offset within them", arguments: 0..<2000)
    func anyBytes(trial: Int) {
        var random = Philox(seed: 23, stream: UInt64(trial))
        let symbolCount = Int.random(in: 1...256, using: &random)
        let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            // Few set bits: long runs of zeros are what gamma codes fear.
            UInt8.random(in: 0...255, using: &random)
                & (trial % 2 == 0 ? 0xFF : UInt8.random(in: 0...255, using: &random) & 0x11)
        }
        do throws(PayloadError) {
            let (tables, end) = try FrequencyTable.read(2, from: bytes, at: 0, symbolCount: symbolCount)
            #expect(tables.count == 2 && end <= bytes.count)
        } catch {
            #expect((0...bytes.count).contains(error.offset))
        }
        do throws(PayloadError) {
            let (codes, end) = try HuffmanCode.read(2, from: bytes, at: 0, symbolCount: symbolCount)
            #expect(codes.count == 2 && end <= bytes.count)
        } catch {
            #expect((0...bytes.count).contains(error.offset))
        }
    }
}
