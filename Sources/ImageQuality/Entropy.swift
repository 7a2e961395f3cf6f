import Randomness

/// −Σ p·log₂ p of a histogram, in bits per symbol: 0 for a single symbol, log₂ n for n equally frequent ones.
///
/// - Parameter counts: how often each symbol occurs; symbols that do not occur may be left out.
/// - Source: Shannon 1948, "A mathematical theory of communication", section 6.
package func shannonEntropy(ofCounts counts: some Sequence<Int>) -> Double {
    let present = counts.filter { $0 > 0 }
    let total = Double(present.reduce(0, +))
    guard total > 0 else { return 0 }
    return present.reduce(0.0) { sum, count in
        let share = Double(count) / total
        return sum - share * naturalLogarithm(share) / 0.693147180559945309
    }
}

/// The entropy of bytes, in bits per byte: at most 8.
package func shannonEntropy(of bytes: some Sequence<UInt8>) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    return shannonEntropy(ofCounts: counts)
}

/// The entropy of single-precision numbers, each distinct number a symbol: of n different ones it is log₂ n, whatever they show.
package func shannonEntropy(ofDistinct numbers: some Sequence<Float>) -> Double {
    var counts: [Float: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    // In rising order, since the sum's last bit depends on it.
    return shannonEntropy(ofCounts: counts.values.sorted())
}
