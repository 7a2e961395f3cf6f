import Foundation

/// Shows a run to those who started it.
package protocol ProgressDisplay: RunObserver {
    /// The run is over: nothing is drawn from here on.
    func close()
}

/// The sentences that every display uses.
enum RunSentences {
    /// Before anything runs; `nil` when nothing will.
    static func plan(toRun: Int, mayRun: Int, upToDate: Int, estimate: RunEstimate) -> String? {
        guard toRun + mayRun > 0 else { return nil }
        let may = mayRun > 0 ? ", \(mayRun) more may follow" : ""
        return "\(counted(toRun, "stage")) to run\(may), \(upToDate) up to date; \(estimateInWords(estimate))"
    }

    static func end(_ summary: RunSummary) -> String {
        let time = formatDuration(summary.seconds)
        if summary.isInterrupted {
            return "interrupted after \(time): \(counted(summary.ran.count, "stage")) finished and kept; "
                + "the same command goes on from here"
        }
        if summary.isSuccess, summary.ran.isEmpty, summary.mirrored.isEmpty {
            return "everything up to date (\(counted(summary.upToDate, "stage")))"
        }
        var parts = ["ran \(summary.ran.count)"]
        if !summary.mirrored.isEmpty { parts.append("taken from the mirror \(summary.mirrored.count)") }
        parts.append("up to date \(summary.upToDate)")
        if !summary.failed.isEmpty { parts.append("failed \(summary.failed.count)") }
        if summary.skipped > 0 { parts.append("not run \(summary.skipped)") }
        return (parts + [time]).joined(separator: ", ")
    }

    /// - Parameter logsCommand: what shows a stage's log when the stage's name is added.
    static func failure(_ name: StageName, _ failure: StageFailure, logsCommand: String) -> String {
        "failed  \(name): \(failure)\n    see it all: \(logsCommand) '\(name)'"
    }
}
