import Foundation
import Pipeline
import ResultComparison

/// What differs between two runs, for people and as JSON.
struct DifferenceReport: Encodable {
    let old: String
    let new: String
    let stages: LockComparison
    let metrics: MetricComparison

    /// - Parameter rows: How many of each kind are listed; the rest is counted.
    func text(rows: Int) -> String {
        if stages.isEmpty, metrics.changed.isEmpty, metrics.added == 0, metrics.removed == 0 {
            return "\(old) and \(new) have the same results"
        }
        var lines = ["from \(old) to \(new)"]
        lines += section("stages added", stages.added, rows)
        lines += section("stages removed", stages.removed, rows)
        lines += section(
            "keys differ in",
            stages.causes.map { cause in
                let others = cause.stages.count > 1 ? " and \(cause.stages.count - 1) more" : ""
                return "\(cause.difference)  (\(cause.stages.first ?? "")\(others))"
            }, rows)
        lines += section("keys differ, and their records are not in the store", stages.unexplained, rows)
        if stages.sameOutputs > 0 {
            lines.append("\(counted(stages.sameOutputs, "stage")) with another key and the same outputs")
        }
        lines += section(
            "outputs changed",
            stages.changed.map { stage in
                let outputs = stage.outputs.map {
                    "\($0.name) \($0.old?.short ?? "(absent)") → \($0.new?.short ?? "(absent)")"
                }
                return "\(stage.stage)  \(outputs.joined(separator: ", "))"
            }, rows)
        return (lines + metricLines(rows)).joined(separator: "\n")
    }

    private func section(_ title: String, _ entries: [String], _ rows: Int) -> [String] {
        guard !entries.isEmpty else { return [] }
        let more = entries.count > rows ? ["  … and \(entries.count - rows) more; --rows or --json shows them"] : []
        return ["\(title): \(entries.count)"] + entries.prefix(rows).map { "  \($0)" } + more
    }

    private func metricLines(_ rows: Int) -> [String] {
        let (beyond, changed) = (metrics.beyondBand, metrics.changed)
        var lines: [String] = []
        if metrics.added > 0 { lines.append("metrics added: \(metrics.added)") }
        if metrics.removed > 0 { lines.append("metrics removed: \(metrics.removed)") }
        guard !changed.isEmpty else { return lines + ["no metric that both have has changed"] }
        lines.append(
            "metrics changed: \(changed.count), \(beyond.count) of them beyond the noise of seeds"
                + (rows > 0 && !beyond.isEmpty ? ", the farthest first" : ""))
        guard rows > 0, !beyond.isEmpty else { return lines }
        var table = TextTable([
            .words("stage"), .words("metric"), .number("old"), .number("new"), .number("change"), .number("band"),
        ])
        for metric in beyond.prefix(rows) {
            table.add([
                metric.key.configuration, metric.key.label, metric.old.text, metric.new.text,
                metric.difference.map(\.shortText) ?? "–", metric.band.map(\.shortText) ?? "one seed",
            ])
        }
        lines += table.lines.map { "  \($0)" }
        if beyond.count > rows { lines.append("  … and \(beyond.count - rows) more; --rows or --json shows them") }
        return lines
    }
}

extension MetricKey {
    /// `meanSquaredError of uniform-4, test, class 3, step 10`.
    fileprivate var label: String {
        let parts = [split, self.class.map { "class \($0)" }, step.map { "step \($0)" }].compactMap { $0 }
        return (["\(metric) of \(subject)"] + parts).joined(separator: ", ")
    }
}

extension MetricCell {
    fileprivate var text: String {
        guard let mean else { return "no number" }
        return halfWidth.map { "\(mean.shortText) ± \($0.shortText) (\(replicates))" } ?? mean.shortText
    }
}

extension Double {
    /// Six digits that count.
    fileprivate var shortText: String { String(format: "%.6g", self) }
}
