import BenchmarkRows
import Foundation

/// One measured case, against one peer or alone.
struct Row: Codable {
    let name: String
    let group: BenchmarkGroup
    /// The kernels' instruction set.
    let level: String
    /// Nanoseconds of one call: the median over the rounds.
    let ours: Double
    let rate: Double
    let rateUnit: String
    let percentOfPeak: Double?
    /// The peer's name, its nanoseconds, and its time divided by ours, round by round: above 1, we are faster.
    var against: String?
    var peer: Double?
    var ratio: Double?
    var ratioMinimum: Double?
    var ratioMaximum: Double?

    /// One line of text for a terminal.
    var text: String {
        var line = "\(rateText) \(percentText)".padding(toLength: 30, withPad: " ", startingAt: 0) + name
        if let against, let ratioText { line += "   \(ratioText) × \(against)" }
        return line
    }

    var rateText: String {
        let digits = rate < 10 ? 3 : rate < 100 ? 1 : 0
        return String(format: "%.\(digits)f ", rate) + rateUnit
    }

    var percentText: String { percentOfPeak.map { String(format: "%.0f %%", $0) } ?? "" }

    /// The ratio's least, middle and greatest value.
    var ratioText: String? {
        ratioInWords(minimum: ratioMinimum, median: ratio, maximum: ratioMaximum)
    }
}

/// Everything that one run measured.
struct BenchmarkResults: Codable {
    let machine: Machine
    let rows: [Row]
}
