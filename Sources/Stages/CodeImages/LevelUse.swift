import ImageQuality
import LearnedCodecs

/// How codes use the levels of their quantizer.
struct LevelUse: Equatable, Sendable {
    /// The sum over the units of the entropy of their levels, each taken by itself, in bits per code. No tables of the units do better.
    let entropyPerCode: Double
    /// Units whose codes all have one level.
    let deadUnits: Int
    /// The share of levels that are the lowest or the highest of a unit that has three at least.
    let saturatedFraction: Double

    /// - Parameter levels: of whole codes.
    init(of levels: [UInt8], _ quantizer: CodeQuantizer) {
        precondition(levels.count % quantizer.units == 0, "\(levels.count) levels of codes of \(quantizer.units) units")
        var counts = Array(repeating: [Int](repeating: 0, count: 256), count: quantizer.units)
        for (index, level) in levels.enumerated() { counts[index % quantizer.units][Int(level)] += 1 }
        var (entropy, dead, saturated) = (0.0, 0, 0)
        for (unit, counts) in counts.enumerated() {
            let present = counts.filter { $0 > 0 }
            if present.count == 1 { dead += 1 }
            entropy += shannonEntropy(ofCounts: present)
            let highest = quantizer.quantizers[quantizer.quantizers.count == 1 ? 0 : unit].values.count - 1
            if highest >= 2 { saturated += counts[0] + counts[highest] }
        }
        entropyPerCode = entropy
        deadUnits = dead
        saturatedFraction = levels.isEmpty ? 0 : Double(saturated) / Double(levels.count)
    }
}
