import Foundation

/// A duration for people: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 05 min`.
package func formatDuration(_ seconds: Double) -> String {
    // A number that is none, or larger than any, comes from a damaged file: it is shown, and ends nothing.
    guard seconds < 1e15 else { return "\(seconds) s" }
    let seconds = max(0, seconds)
    if seconds < 9.95 { return "\(tenths(seconds)) s" }
    if seconds < 59.5 { return "\(Int(seconds.rounded())) s" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    let minutes = (whole + 30) / 60
    return "\(minutes / 60) h \(twoDigits(minutes % 60)) min"
}

/// What a run will cost: `about 12 s`, `about 2 h 05 min with 2 jobs, 3 h 58 min of one core, …`, or that nobody knows yet.
package func estimateInWords(_ estimate: RunEstimate) -> String {
    if estimate.isUnknown { return "how long is not known before the first run" }
    var words = "about \(formatDuration(estimate.seconds))"
    if estimate.jobs > 1 {
        words += " with \(estimate.jobs) jobs, \(formatDuration(estimate.coreSeconds)) of one core"
    }
    if estimate.recorded > 0 {
        let partly = estimate.recorded + estimate.unknown < estimate.stages ? "partly " : ""
        let processor = estimate.processor.map { " on \($0)" } ?? ""
        words += ", \(partly)by durations of an earlier run\(processor) (\(RecordedDurations.path))"
    }
    if estimate.unknown > 0 { words += ", and \(counted(estimate.unknown, "stage")) of unknown length" }
    return words
}

/// `1 stage`, `3 stages`.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// A size for people: `17 bytes`, `12.3 kB`, `5.0 GB`; thousands, as disks are sold.
package func formatBytes(_ bytes: Int) -> String {
    if bytes < 1000 { return counted(bytes, "byte") }
    var size = Double(bytes)
    var unit = ""
    for larger in ["kB", "MB", "GB", "TB", "PB"] where size >= 999.95 || unit.isEmpty {
        (size, unit) = (size / 1000, larger)
    }
    return "\(tenths(size)) \(unit)"
}

private func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
