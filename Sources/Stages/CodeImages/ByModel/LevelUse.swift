import EntropyCoding
import ImageQuality
import LearnedCodecs

/// How codes use the levels of their quantizer.
struct LevelUse: Equatable, Sendable {
    /// The sum over the groups of units of the entropy of their levels, each taken by itself, in bits per code. No tables of the groups do
    /// better.
    let entropyPerCode: Double
    /// Units whose codes all have one level.
    let deadUnits: Int
    /// The share of levels that are the lowest or the highest of a unit that has three at least.
    let saturatedFraction: Double

    /// - Parameter levels: of whole codes.
    init(of levels: [UInt8], _ quantizer: CodeQuantizer) {
        let groups = quantizer.levelsPerCode
        precondition(levels.count % groups == 0, "\(levels.count) levels of codes of \(groups)")
        let counts = histograms(of: levels, alphabet: 256, contexts: groups)
        var (entropy, dead, saturated) = (0.0, 0, 0)
        for (group, counts) in counts.enumerated() {
            let present = counts.filter { $0 > 0 }
            if present.count == 1 { dead += quantizer.unitsPerLevel }
            entropy += shannonEntropy(ofCounts: present)
            let highest = quantizer.quantizers[quantizer.quantizers.count == 1 ? 0 : group].levelCount - 1
            // Levels of several units have no order.
            if highest >= 2, quantizer.unitsPerLevel == 1 { saturated += counts[0] + counts[highest] }
        }
        entropyPerCode = entropy
        deadUnits = dead
        saturatedFraction = levels.isEmpty ? 0 : Double(saturated) / Double(levels.count)
    }
}
