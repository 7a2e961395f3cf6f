import Files
import Foundation

/// `results/results.lock`: one line for each declared instance, as it was when a run last found or made it up to date; sorted, so that
/// two runs can be compared with `diff`.
///
/// A line is `name<TAB>fingerprint<TAB>output=digest output=digest …`.
package struct ResultsLock: Equatable, Sendable {
    package static let path = "results/results.lock"

    private var lines: [String: String] = [:]

    package init() {}

    /// Reads the lines that there are; one without a tab is no line of ours and is dropped.
    package init(parsing text: String) {
        for line in text.split(separator: "\n") {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            lines[String(line[..<tab])] = String(line)
        }
    }

    package mutating func update(_ name: StageName, with record: ActionRecord) {
        let outputs = record.outputs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.digest)" }
        lines["\(name)"] = "\(name)\t\(record.fingerprint)\t\(outputs.joined(separator: " "))"
    }

    /// Drops the lines of instances that are not declared any more.
    package mutating func keep(only declared: Set<String>) {
        lines = lines.filter { declared.contains($0.key) }
    }

    package var text: String { lines.sorted { $0.key < $1.key }.map { $0.value + "\n" }.joined() }
}
