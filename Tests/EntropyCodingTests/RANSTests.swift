import EntropyCoding
import Foundation
import Randomness
import Testing

@Suite("rANS")
struct RANSTests {
    @Test("every message comes back, by one table and by several in turn", arguments: 0..<400)
    func roundTrip(trial: Int) throws {
        var random = Philox(seed: 1, stream: UInt64(trial))
        let (symbols, tables) = message(&random)
        let payload = try RANS.encode(symbols, by: tables)
        #expect(try RANS.decode(payload, count: symbols.count, by: tables) == symbols)
    }

    @Test("a payload is within 0.1 % and 2 bytes of the tables' cross-entropy", arguments: 0..<400)
    func length(trial: Int) throws {
        var random = Philox(seed: 2, stream: UInt64(trial))
        let (symbols, tables) = message(&random)
        let ideal = crossEntropy(of: symbols, by: tables) / 8
        let length = Double(try RANS.encode(symbols, by: tables).count)
        #expect(length <= ideal * 1.001 + 2)
        #expect(length >= ideal * 0.999 - 2)
    }

    @Test("a million symbols are within 0.1 % of the cross-entropy, from certain ones to even ones")
    func longMessages() throws {
        for odds in [1, 2, 16, 500, 16000] {
            var random = Philox(seed: 3, stream: UInt64(odds))
            let symbols = (0..<1_000_000).map { _ in random.next(upperBound: UInt(odds)) == 0 ? UInt8(1) : 0 }
            let table = FrequencyTable(counts: histogram(symbols, alphabet: 2))
            let ideal = crossEntropy(of: symbols, by: [table]) / 8
            let payload = try RANS.encode(symbols, by: [table])
            #expect(Double(payload.count) <= ideal * 1.001 + 2)
            #expect(try RANS.decode(payload, count: symbols.count, by: [table]) == symbols)
        }
    }

    @Test(
        "the payload is what the definition gives, with a division in the place of the reciprocal", arguments: 0..<200)
    func plainTwin(trial: Int) throws {
        var random = Philox(seed: 4, stream: UInt64(trial))
        let (symbols, tables) = message(&random)
        #expect(try RANS.encode(symbols, by: tables) == plainPayload(of: symbols, by: tables))
    }

    @Test(
        "frequencies of every precision, the least and the greatest among them, are divided by as the definition says")
    func steps() throws {
        var random = Philox(seed: 5, stream: 0)
        for precision in FrequencyTable.precisions {
            for trial in 0..<300 {
                let most: UInt16 = 1 << precision - 1
                let frequency = trial == 0 ? 1 : trial == 1 ? most : UInt16.random(in: 1...most, using: &random)
                let table = try #require(FrequencyTable(frequencies: [UInt16(1 << precision) - frequency, frequency]))
                let symbols = (0..<64).map { _ in UInt8(random.next() & 1) }
                #expect(try RANS.encode(symbols, by: [table]) == plainPayload(of: symbols, by: [table]))
            }
        }
    }

    @Test("a symbol of one part comes back where the message ends with it, and before a tail of the most frequent one")
    func onePart() throws {
        let table = try #require(FrequencyTable(frequencies: [62, 1, 1]))
        for message: [UInt8] in [[1], [2], [0, 2], [1, 0, 0, 0], [2, 0, 0], [1, 1, 2, 0, 1]] {
            let payload = try RANS.encode(message, by: [table])
            #expect(payload == plainPayload(of: message, by: [table]))
            #expect(try RANS.decode(payload, count: message.count, by: [table]) == message)
        }
    }

    @Test("a symbol that is certain costs nothing, and no message costs nothing")
    func nothing() throws {
        let certain = FrequencyTable(counts: [0, 7])
        #expect(try RANS.encode(Array(repeating: 1, count: 10_000), by: [certain]) == [])
        #expect(try RANS.decode([], count: 10_000, by: [certain]) == Array(repeating: 1, count: 10_000))
        #expect(try RANS.encode([], by: [certain]) == [])
    }

    @Test("a symbol without a frequency is refused, with its place")
    func refused() {
        let tables = [FrequencyTable(counts: [1, 1]), FrequencyTable(counts: [1, 0])]
        #expect(throws: SymbolWithoutCode(symbol: 1, index: 3)) { try RANS.encode([1, 0, 1, 1], by: tables) }
        #expect(throws: SymbolWithoutCode(symbol: 2, index: 0)) { try RANS.encode([2], by: tables) }
    }

    @Test("the bytes of a format do not change")
    func fixture() throws {
        let table = FrequencyTable(counts: [9, 4, 2, 1])
        let symbols: [UInt8] = [0, 1, 0, 2, 0, 0, 3, 1, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 3, 0, 0, 0, 2, 1, 0, 0]
        #expect(
            try RANS.encode(symbols, by: [table]).map { String($0, radix: 16) }.joined(separator: " ")
                == "f3 8c 1 0 a a8 5a")
    }

    @Test("a message without tables comes back, and costs little more than its own histogram", arguments: 0..<100)
    func adaptive(trial: Int) throws {
        var random = Philox(seed: 6, stream: UInt64(trial))
        let alphabet = Int.random(in: 1...256, using: &random)
        let contexts = Int.random(in: 1...5, using: &random)
        let rarity = Int.random(in: 1...6, using: &random)
        let symbols = (0..<Int.random(in: 0...20_000, using: &random)).map { _ in
            skewed(below: alphabet, rarity: rarity, using: &random)
        }
        let payload = RANS.encodeAdaptively(symbols, alphabet: alphabet, contexts: contexts)
        let decoded = try RANS.decodeAdaptively(payload, count: symbols.count, alphabet: alphabet, contexts: contexts)
        #expect(decoded == symbols)
        let counts = histogram(symbols, alphabet: alphabet)
        let ideal = counts.reduce(0.0) {
            $1 == 0 ? $0 : $0 - Double($1) * log2(Double($1) / Double(symbols.count))
        }
        // Learning a frequency costs half of log₂ n bits; the pauses between tables and the mixture of contexts some more.
        let learning = Double(contexts * alphabet) * log2(Double(symbols.count + 2))
        #expect(Double(payload.count * 8) <= ideal * 1.03 + learning + 24)
    }
}

@Suite("Damaged rANS payloads")
struct DamagedPayloadTests {
    @Test("any bytes give a message that is coded so, or an error", arguments: 0..<300)
    func anyBytes(trial: Int) throws {
        var random = Philox(seed: 7, stream: UInt64(trial))
        let (symbols, tables) = message(&random)
        var payload = try RANS.encode(symbols, by: tables)
        switch trial % 3 {
        case 0:
            payload = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
        case 1: payload = payload.dropLast(Int.random(in: 1...5, using: &random))
        default:
            payload += (0..<Int.random(in: 1...9, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
        }
        let decoded: [UInt8]
        do throws(PayloadError) {
            decoded = try RANS.decode(payload, count: symbols.count, by: tables)
        } catch {
            #expect((0...payload.count).contains(error.offset))
            return
        }
        #expect(try RANS.encode(decoded, by: tables) == payload)
    }

    @Test("what is left over, and what is missing, is named")
    func named() throws {
        let table = FrequencyTable(counts: [1, 1])
        let payload = try RANS.encode([0, 1, 1, 0, 1, 0, 0, 1, 1, 1], by: [table])
        #expect(throws: PayloadError(offset: 6, problem: .bytesAfterEnd(4))) {
            try RANS.decode([0, 1, 1, 1, 1, 1, 1, 1, 1, 1], count: 1, by: [table])
        }
        #expect(throws: PayloadError(offset: 0, problem: .malformedState)) {
            try RANS.decode([1, 0, 1, 1, 1, 1], count: 1, by: [table])
        }
        #expect(throws: PayloadError.self) { try RANS.decode(payload, count: 3, by: [table]) }
    }
}

/// A message by the definition: divisions, and one word after the other.
private func plainPayload(of symbols: [UInt8], by tables: [FrequencyTable]) -> [UInt8] {
    var state: UInt64 = 0
    var words: [UInt32] = []
    for (index, symbol) in symbols.enumerated().reversed() {
        let table = tables[index % tables.count]
        let (frequency, start) = (UInt64(table.frequencies[Int(symbol)]), UInt64(table.starts[Int(symbol)]))
        if state >= ((1 << 31) >> UInt64(table.precision)) * (frequency << 32) {
            words.append(UInt32(truncatingIfNeeded: state))
            state >>= 32
        }
        state = (state / frequency) << UInt64(table.precision) + start + state % frequency
    }
    var length = 0
    while length < 8, state >> UInt64(8 * length) > 0 { length += 1 }
    let bigEndian = (0..<length).reversed().map { UInt8(truncatingIfNeeded: state >> UInt64(8 * $0)) }
    let first = length % 4
    var payload = Array(bigEndian.prefix(first).reversed())
    for word in stride(from: first, to: length, by: 4) { payload += bigEndian[word..<word + 4].reversed() }
    for word in words.reversed() { payload += (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
    return payload
}
