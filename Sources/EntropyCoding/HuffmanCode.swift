/// A prefix code of the least mean length: frequent symbols have short codes, rare ones long codes.
///
/// It is canonical: codes of one length follow each other in the order of their symbols, so that the lengths alone tell the code.
///
/// - Source: Huffman 1952, "A method for the construction of minimum-redundancy codes", doi:10.1109/JRPROC.1952.273898; Schwartz and
///   Kallick 1964, "Generating a canonical prefix encoding", doi:10.1145/363958.363991.
package struct HuffmanCode: Hashable, Sendable {
    /// Bits of each symbol's code; `nil` for a symbol that has none. A symbol that is alone has a code of 0 bits.
    package let lengths: [Int?]

    /// A longer code would need 2³¹ symbols: counts that grow like Fibonacci's numbers.
    package static let longest = 43

    /// The code for symbols of these counts. Of equally frequent ones, those with smaller numbers have no longer codes.
    ///
    /// - Parameter counts: of each symbol; one at least is above 0, and their sum is below 2³¹.
    package init(counts: [Int]) {
        Alphabet.check(counts: counts)
        precondition(counts.reduce(0, +) < 1 << 31, "fewer than 2³¹ symbols")
        let leaves = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $1) < (counts[$1], $0) }
        let depths = treeDepths(ofLeaves: leaves.map { counts[$0] })
        var lengths = [Int?](repeating: nil, count: counts.count)
        for (leaf, symbol) in leaves.enumerated() { lengths[symbol] = depths[leaf] }
        self.lengths = lengths
    }

    /// The canonical code of these lengths.
    ///
    /// - Returns: `nil` unless they fill the tree: Σ 2^−length is 1 (Kraft's equality).
    package init?(lengths: [Int?]) {
        guard Alphabet.sizes.contains(lengths.count) else { return nil }
        var filled: UInt64 = 0
        for case .some(let length) in lengths {
            guard (0...HuffmanCode.longest).contains(length) else { return nil }
            filled += 1 << UInt64(HuffmanCode.longest - length)
        }
        guard filled == 1 << UInt64(HuffmanCode.longest) else { return nil }
        self.lengths = lengths
    }

    /// Each symbol's code, in the lowest bits; 0 for a symbol that has none.
    package var codes: [UInt64] {
        var codes = [UInt64](repeating: 0, count: lengths.count)
        var next: UInt64 = 0
        var previousLength = 0
        for (symbol, length) in symbolsByCode {
            next <<= UInt64(length - previousLength)
            codes[symbol] = next
            next += 1
            previousLength = length
        }
        return codes
    }

    /// The symbols that have codes, in the order of these.
    var symbolsByCode: [(symbol: Int, length: Int)] {
        lengths.enumerated().compactMap { symbol, length in length.map { (symbol, $0) } }
            .sorted { ($0.length, $0.symbol) < ($1.length, $1.symbol) }
    }
}

/// How deep each leaf lies when the two lightest trees are joined until one is left.
///
/// - Parameter weights: in rising order; joined trees come in rising order too, so that the lightest is the first of either queue.
private func treeDepths(ofLeaves weights: [Int]) -> [Int] {
    var weights = weights
    let leaves = weights.count
    var parents: [Int] = Array(repeating: 0, count: 2 * leaves - 1)
    var leaf = 0
    var joined = leaves
    func lightest() -> Int {
        if leaf < leaves, joined == weights.count || weights[leaf] <= weights[joined] {
            leaf += 1
            return leaf - 1
        }
        joined += 1
        return joined - 1
    }
    while weights.count < 2 * leaves - 1 {
        let pair = (lightest(), lightest())
        (parents[pair.0], parents[pair.1]) = (weights.count, weights.count)
        weights.append(weights[pair.0] + weights[pair.1])
    }
    var depths = [Int](repeating: 0, count: 2 * leaves - 1)
    for node in (0..<2 * leaves - 1).dropLast().reversed() { depths[node] = depths[parents[node]] + 1 }
    return Array(depths.prefix(leaves))
}
