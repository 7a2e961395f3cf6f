import Files
import Foundation

extension StageDetails {
    /// For people.
    package var text: String {
        var lines = [
            "stage        \(stage)", "kind         \(kind)",
            "record       \(fingerprint)\(remark)",
            "", "key",
        ]
        // The inputs have a list of their own.
        let fields = key.leaves.filter { !$0.path.hasPrefix("inputs.") && !$0.path.hasPrefix("inputs[") }
        lines += Self.aligned(fields.map { [$0.path, $0.text] })
        lines += ["", "inputs"] + Self.list(inputs.map(\.description))
        lines += ["", "outputs"] + Self.list(outputs.map(\.description))
        lines += ["", "how it went"] + Self.aligned(provenance.rows + [["log", log ?? "gone"]])
        return lines.joined(separator: "\n")
    }

    private var remark: String {
        let margin = "\n" + String(repeating: " ", count: 13)
        if let evicted { return margin + "evicted from the store, \(evicted.ISO8601Format())" }
        return isUpToDate ? "" : margin + "not as it is declared now: `bottleneck why '\(stage)'` says what differs"
    }

    private static func list(_ lines: [String]) -> [String] { lines.isEmpty ? ["  none"] : lines }

    private static func aligned(_ rows: [[String]]) -> [String] {
        let width = rows.map { $0[0].count }.max() ?? 0
        return rows.map { "  \($0[0].padding(toLength: width, withPad: " ", startingAt: 0))  \($0[1])" }
    }
}

extension StageDetails.Input: CustomStringConvertible {
    package var description: String {
        let artifact = output.isEmpty ? producer : "\(producer).\(output)"
        return "  \(name)  \(artifact)\n    \(digest)" + (path.map { "\n    \($0)" } ?? "")
    }
}

extension StageDetails.Output: CustomStringConvertible {
    package var description: String {
        let lines =
            ["  \(name)  \(formatBytes(size))", "    \(digest)", "    \(path ?? "gone from the store")"]
            + publications.map { "    published as \($0.path)\($0.state.remark)" }
        return lines.joined(separator: "\n")
    }
}

extension StageDetails.Published.State {
    fileprivate var remark: String {
        switch self {
        case .current: ""
        case .different: ", where something else is now"
        case .missing: ", where nothing is now"
        }
    }
}

extension Provenance {
    fileprivate var rows: [[String]] {
        [
            ["profile", profile], ["started", started.ISO8601Format()], ["finished", finished.ISO8601Format()],
            ["wall clock", formatDuration(seconds)],
            [
                "processor time",
                "\(formatDuration(usage.userSeconds)) user, \(formatDuration(usage.systemSeconds)) system",
            ],
            ["peak memory", formatBytes(usage.peakMemoryKibibytes * 1024)], ["host", host], ["processor", processor],
            ["arguments", arguments.joined(separator: " ")],
            ["environment", environment.isEmpty ? "none" : environment.joined(separator: ", ")],
        ] + takenOver
    }

    private var takenOver: [[String]] {
        var rows = (failedAttempts ?? []).map {
            ["failed attempt", "\($0.started.ISO8601Format()), after \(formatDuration($0.seconds)): \($0.reason)"]
        }
        if let accepted { rows.append(["taken over", accepted.words]) }
        if let mirrored {
            rows.append(["not computed here", "taken from \(mirrored.from), \(mirrored.at.ISO8601Format())"])
        }
        return rows
    }
}

extension Provenance.Accepted {
    fileprivate var words: String {
        "\(at.ISO8601Format())" + (from.map { " from the record \($0.digest.short)" } ?? "")
            + (commit.map { ", at commit \($0)" } ?? "")
            + ", as \(counted(sample.count, "stage")) drawn of \(candidates) made the same bytes anew"
    }
}
