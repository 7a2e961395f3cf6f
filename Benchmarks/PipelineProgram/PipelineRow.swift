import BenchmarkRows
import Foundation

/// One case of one tool.
struct PipelineRow: Codable {
    let name: String
    let tool: String
    /// Medians over the rounds; `nil` where the tool was not measured, and ``absence`` says why.
    var seconds: Double?
    var processorSeconds: Double?
    var peakMemoryKibibytes: Double?
    /// Its time divided by ours in the same round: above 1, we are faster.
    var ratio: Double?
    var ratioMinimum: Double?
    var ratioMaximum: Double?
    var absence: String?

    /// One line of text for a terminal.
    var text: String {
        let tool = tool.padding(toLength: 12, withPad: " ", startingAt: 0)
        return "\(name.padding(toLength: 20, withPad: " ", startingAt: 0)) \(tool) \(timeText)"
            + (ratioText.map { "   \($0)" } ?? "")
    }

    var timeText: String {
        guard let seconds else { return absence ?? "" }
        return seconds < 1 ? String(format: "%.1f ms", seconds * 1000) : String(format: "%.2f s", seconds)
    }

    /// The ratio's least, middle and greatest value.
    var ratioText: String? {
        ratioInWords(minimum: ratioMinimum, median: ratio, maximum: ratioMaximum)
    }
}

/// One figure of ours beside what was aimed at.
struct FigureRow: Codable {
    let name: String
    let value: Double
    let unit: String
    let target: Double
    /// Whether more is better.
    let isFloor: Bool

    var isReached: Bool { isFloor ? value >= target : value <= target }

    var valueText: String { String(format: value < 10 ? "%.2f %@" : "%.0f %@", value, unit) }
    var targetText: String { String(format: "%@ %g %@", isFloor ? "≥" : "≤", target, unit) }
}

/// Everything that one run measured.
struct PipelineResults: Codable {
    let machine: String
    let versions: [String]
    let rounds: Int
    var rows: [PipelineRow] = []
    var figures: [FigureRow] = []
}
