import Foundation

extension StoreCleaning {
    /// A sentence for people; with `listing`, before it a line for each thing that goes.
    package func text(isDryRun: Bool, listing: Bool) -> String {
        var lines: [String] = []
        if listing {
            lines += evictions.map {
                "evict   \($0.stage)  \(formatBytes($0.bytes)), last used \($0.lastUse.ISO8601Format())"
            }
            lines += leftovers.map { "remove  \($0.path)  \(formatBytes($0.bytes)), \($0.kind.rawValue)" }
        }
        let verb = isDryRun ? "would free" : "freed"
        lines.append(
            "\(verb) \(freedBytes) bytes (\(formatBytes(freedBytes))): \(counted(evictions.count, "result")), "
                + "\(counted(leftovers.count, "leftover")); of \(formatBytes(storedBytes)) stored, \(formatBytes(keptBytes)) must stay"
        )
        if bytesOverLimit > 0 {
            lines.append(
                "still \(formatBytes(bytesOverLimit)) above --max-size: the rest is needed by results of the declarations, or pinned; "
                    + "--all takes the former too")
        }
        return lines.joined(separator: "\n")
    }
}
