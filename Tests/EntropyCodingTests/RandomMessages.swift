import EntropyCoding
import Foundation
import Randomness

/// A message of 0 to some thousands of symbols with 1 to 5 tables made from other symbols of the same odds, from even to almost certain.
func message(_ random: inout Philox) -> (symbols: [UInt8], tables: [FrequencyTable]) {
    let (symbols, counts) = countedMessage(&random)
    return (symbols, counts.map(FrequencyTable.init(counts:)))
}

/// The same, with the counts that tables are made from: every symbol of the alphabet occurs.
func countedMessage(_ random: inout Philox) -> (symbols: [UInt8], counts: [[Int]]) {
    let alphabet = Int.random(in: 1...256, using: &random)
    let cycle = Int.random(in: 1...5, using: &random)
    let rarities = (0..<cycle).map { _ in Int.random(in: 1...8, using: &random) }
    let length = Int.random(in: 0...(Bool.random(using: &random) ? 30 : 5000), using: &random)
    let symbols = (0..<length).map { skewed(below: alphabet, rarity: rarities[$0 % cycle], using: &random) }
    let counts = rarities.map { rarity in
        var counts = [Int](repeating: 1, count: alphabet)
        for _ in 0..<3000 { counts[Int(skewed(below: alphabet, rarity: rarity, using: &random))] += 1 }
        return counts
    }
    return (symbols, counts)
}

/// A symbol, the lower the likelier: the least of some even ones.
func skewed(below alphabet: Int, rarity: Int, using random: inout Philox) -> UInt8 {
    let draws = (0..<rarity).map { _ in UInt8(truncatingIfNeeded: Int.random(in: 0..<alphabet, using: &random)) }
    return draws.min() ?? 0
}

func histogram(_ symbols: [UInt8], alphabet: Int) -> [Int] {
    symbols.reduce(into: [Int](repeating: 0, count: alphabet)) { $0[Int($1)] += 1 }
}

/// Bits that the tables say a message holds.
func crossEntropy(of symbols: [UInt8], by tables: [FrequencyTable]) -> Double {
    zip(symbols, 0...).reduce(0) { bits, next in
        let table = tables[next.1 % tables.count]
        return bits + Double(table.precision) - log2(Double(table.frequencies[Int(next.0)]))
    }
}
