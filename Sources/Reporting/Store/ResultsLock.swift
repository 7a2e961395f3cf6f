import Files
import Foundation

/// Reading of `results/results.lock`: one line for each stage, `name<TAB>fingerprint<TAB>output=digest …`, the outputs separated by
/// blanks or tabs.
enum ResultsLock {
    static func read(_ url: URL) throws -> [StageRecord] {
        let lines = String(decoding: try readFile(url), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        return try lines.enumerated().filter { !$0.element.isEmpty }.map { index, line in
            func malformed() -> MetricStoreError {
                .lock(file: url.lastPathComponent, line: index + 1, found: String(line))
            }
            let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count >= 2, let fingerprint = Digest(hexadecimal: parts[1]) else { throw malformed() }
            var outputs: [String: String] = [:]
            for output in parts.dropFirst(2).joined().split(whereSeparator: { $0 == " " || $0 == "\t" }) {
                let sides = output.split(separator: "=", maxSplits: 1)
                guard sides.count == 2, let digest = Digest(hexadecimal: sides[1]) else { throw malformed() }
                outputs[String(sides[0])] = digest.hexadecimal
            }
            return StageRecord(name: String(parts[0]), fingerprint: fingerprint.hexadecimal, outputs: outputs)
        }
    }
}
