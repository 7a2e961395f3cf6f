/// How often each symbol occurs in each context.
///
/// - Parameters:
///   - symbols: below `alphabet`; the first is of context 0, the next of context 1, and so on in turn.
///   - contexts: at least 1.
package func histograms(of symbols: [UInt8], alphabet: Int, contexts: Int = 1) -> [[Int]] {
    var counts = Array(repeating: [Int](repeating: 0, count: alphabet), count: contexts)
    var context = 0
    for symbol in symbols {
        counts[context][Int(symbol)] += 1
        context = context + 1 == contexts ? 0 : context + 1
    }
    return counts
}
