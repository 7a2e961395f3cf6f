import EntropyCoding
import Foundation
import Randomness
import Testing

@Suite("Huffman codes")
struct HuffmanCodeTests {
    @Test("every message comes back, by one code and by several in turn", arguments: 0..<300)
    func roundTrip(trial: Int) throws {
        var random = Philox(seed: 11, stream: UInt64(trial))
        let (symbols, counts) = countedMessage(&random)
        let codes = counts.map(HuffmanCode.init(counts:))
        let payload = try HuffmanCode.encode(symbols, by: codes)
        #expect(try HuffmanCode.decode(payload, count: symbols.count, by: codes) == symbols)
    }

    @Test("Kraft's sum is 1, no code begins another, and H ≤ L < H + 1", arguments: 0..<300)
    func optimality(trial: Int) throws {
        var random = Philox(seed: 12, stream: UInt64(trial))
        let (_, counts) = countedMessage(&random)
        for counts in counts {
            let code = HuffmanCode(counts: counts)
            let lengths = code.lengths.compactMap { $0 }
            #expect(lengths.count == counts.count { $0 > 0 })
            #expect(lengths.reduce(0.0) { $0 + exp2(-Double($1)) } == 1)
            let words = zip(code.codes, code.lengths).compactMap { bits, length in length.map { (bits, $0) } }
            for (index, word) in words.enumerated() {
                for other in words[(index + 1)...] {
                    let shorter = min(word.1, other.1)
                    #expect(word.0 >> UInt64(word.1 - shorter) != other.0 >> UInt64(other.1 - shorter))
                }
            }
            let total = Double(counts.reduce(0, +))
            let mean = zip(counts, code.lengths).reduce(0.0) { $0 + Double($1.0) / total * Double($1.1 ?? 0) }
            let entropy = counts.reduce(0.0) { $1 == 0 ? $0 : $0 - Double($1) / total * log2(Double($1) / total) }
            #expect(entropy <= mean + 1e-9)
            #expect(mean < entropy + 1)
        }
    }

    @Test("the textbook's code: counts 5, 1, 6, 3 give 2, 3, 1 and 3 bits, and 0 gives none")
    func textbook() {
        let code = HuffmanCode(counts: [5, 1, 6, 3, 0])
        #expect(code.lengths == [2, 3, 1, 3, nil])
        #expect(code.codes == [0b10, 0b110, 0b0, 0b111, 0])
    }

    @Test("counts that grow like Fibonacci's numbers give codes of 43 bits, which come back")
    func longest() throws {
        var counts = [1, 1]
        while counts.count < 44 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
        let code = HuffmanCode(counts: counts)
        #expect(code.lengths.compactMap { $0 }.max() == HuffmanCode.longest)
        let symbols = (0..<44).map { UInt8($0) } + (0..<44).reversed().map { UInt8($0) }
        let payload = try HuffmanCode.encode(symbols, by: [code])
        #expect(try HuffmanCode.decode(payload, count: symbols.count, by: [code]) == symbols)
    }

    @Test("a symbol that is alone has a code of no bits")
    func alone() throws {
        let code = HuffmanCode(counts: [0, 3])
        #expect(code.lengths == [nil, 0])
        #expect(try HuffmanCode.encode([1, 1, 1], by: [code]) == [])
        #expect(try HuffmanCode.decode([], count: 3, by: [code]) == [1, 1, 1])
    }

    @Test("lengths that do not fill the tree make no code")
    func unfilled() {
        #expect(HuffmanCode(lengths: [1, 2, nil]) == nil)
        #expect(HuffmanCode(lengths: [1, 1, 1]) == nil)
        #expect(HuffmanCode(lengths: [nil]) == nil)
        #expect(HuffmanCode(lengths: [1, 2, 2])?.codes == [0b0, 0b10, 0b11])
    }

    @Test("a truncated payload, one that goes on, and one not filled up with zeros are told apart")
    func damaged() throws {
        let code = HuffmanCode(counts: [4, 2, 1, 1])
        let payload = try HuffmanCode.encode([0, 3, 1, 2, 0, 0, 3], by: [code])
        #expect(payload.count == 2)
        func problem(_ bytes: [UInt8]) -> PayloadError? {
            do throws(PayloadError) {
                _ = try HuffmanCode.decode(bytes, count: 7, by: [code])
                return nil
            } catch { return error }
        }
        #expect(problem(payload) == nil)
        #expect(problem([payload[0]]) == PayloadError(offset: 1, problem: .truncated))
        #expect(problem(payload + [0]) == PayloadError(offset: 2, problem: .bytesAfterEnd(1)))
        #expect(problem([payload[0], payload[1] | 1]) == PayloadError(offset: 1, problem: .unclearedBits))
        #expect(throws: SymbolWithoutCode(symbol: 4, index: 1)) { try HuffmanCode.encode([0, 4], by: [code]) }
    }
}
