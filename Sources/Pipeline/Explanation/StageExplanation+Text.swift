import Files
import Foundation

extension StageExplanation {
    /// For people: the stage that was asked about with what is different, then what that comes from.
    ///
    /// - Parameter most: How many differences and causes are listed; the rest is counted.
    package func text(listing most: Int = 20) -> String {
        guard let first = steps.first else { return "" }
        var lines = [headline(first)]
        lines += Self.list(first.differences.map { "  \($0)" }, most: most, of: "difference")
        // A cause in the stage itself has been told.
        let elsewhere = rootCauses.filter { $0.path.count > 1 || $0.stages.count > 1 }
        if !elsewhere.isEmpty {
            lines.append(first.state == .mayRun ? "because of" : "which comes from")
            let causes = elsewhere.map { "  \($0)" }
            lines += Self.list(causes, most: most, of: "cause")
        }
        return lines.joined(separator: "\n")
    }

    private func headline(_ step: Step) -> String {
        let reason = step.reason.map { ": \($0)" }
        switch step.state {
        case .upToDate, .ranAnew:
            var line = "\(step.stage) is up to date" + (step.record.map { ": \($0)" } ?? "")
            if let earlier = step.earlier {
                line += "\nit ran because its key differs from that of \(earlier)"
            }
            return line
        case .run:
            if let reason { return "\(step.stage) would run\(reason)" }
            return "\(step.stage) would run" + (step.earlier.map { ": its key differs from that of \($0)" } ?? "")
        case .mayRun:
            let others = step.waitsFor.count > 1 ? " and \(step.waitsFor.count - 1) more" : ""
            var line = "\(step.stage) may run: it waits for \(step.waitsFor.first ?? "")\(others)"
            if let reason = step.reason {
                line += "; it runs in any case, as \(reason)"
            } else if !step.differences.isEmpty, let earlier = step.earlier {
                line += "; it runs in any case, as its own key differs from that of \(earlier)"
            }
            return line
        }
    }

    private static func list(_ lines: [String], most: Int, of noun: String) -> [String] {
        guard lines.count > most else { return lines }
        return lines.prefix(most) + ["  … and \(counted(lines.count - most, "more \(noun)")); --json lists all"]
    }
}

extension StageExplanation.Record: CustomStringConvertible {
    package var description: String {
        "the record \(fingerprint.digest.short) (\(profile), \(finished.ISO8601Format()))"
    }
}

extension StageExplanation.Difference: CustomStringConvertible {
    package var description: String {
        switch field {
        case .parameter, .library: "\(field.rawValue) \(name)  \(old ?? "(absent)") → \(new ?? "(absent)")"
        case .sources:
            parts.map { "sources in \($0.joined(separator: ", ")), of the kind \(name)" }
                ?? "sources of the kind \(name), its folder or what that imports  \(short(old)) → \(short(new))"
        case .seed, .other: "\(name)  \(old ?? "(absent)") → \(new ?? "(absent)")"
        case .input:
            "input \(name)  "
                + (artifact.map { "\($0)  " } ?? "") + "\(short(old)) → \(short(new))"
        }
    }

    private func short(_ digest: String?) -> String {
        digest.map { Digest(hexadecimal: $0)?.short ?? $0 } ?? "(absent)"
    }
}

extension StageExplanation.RootCause: CustomStringConvertible {
    package var description: String {
        let what = difference.map { "\($0)" } ?? reason.map { "\($0)" } ?? ""
        let others = stages.count > 1 ? " and \(stages.count - 1) more" : ""
        let way = path.count > 2 ? "\n    by way of \(path.dropFirst().dropLast().joined(separator: ", "))" : ""
        return "\(path.last ?? "")\(others): \(what)\(way)"
    }
}

extension Digest {
    /// Enough to tell digests apart by eye.
    package var short: String { String(hexadecimal.prefix(12)) }
}
