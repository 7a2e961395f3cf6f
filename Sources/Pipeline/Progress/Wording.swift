import Foundation

/// A duration for people: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 05 min`.
package func formatDuration(_ seconds: Double) -> String {
    let seconds = max(0, seconds)
    if seconds < 9.95 { return "\(tenths(seconds)) s" }
    if seconds < 59.5 { return "\(Int(seconds.rounded())) s" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    let minutes = (whole + 30) / 60
    return "\(minutes / 60) h \(twoDigits(minutes % 60)) min"
}

/// How long a run will take: `about 12 s`, or that nobody knows yet.
package func estimateInWords(_ seconds: Double?) -> String {
    seconds.map { "about \(formatDuration($0))" } ?? "how long is not known before the first run"
}

/// `1 stage`, `3 stages`.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

private func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
