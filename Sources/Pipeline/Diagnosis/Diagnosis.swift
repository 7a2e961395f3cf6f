import Foundation

/// What was found on a machine, in a store and in a workspace.
package struct Diagnosis: Encodable, Sendable {
    package let findings: [Finding]

    package init(_ findings: [Finding]) {
        self.findings = findings
    }

    package var hasProblem: Bool { findings.contains { $0.state == .problem } }

    /// A line for each finding, what to do beneath.
    package var text: String {
        let width = findings.map(\.subject.count).max() ?? 0
        let margin = String(repeating: " ", count: Finding.State.width + 2)
        return findings.flatMap { finding in
            let subject = finding.subject.padding(toLength: width, withPad: " ", startingAt: 0)
            let line = "\(finding.state.padded)  \(subject)  \(finding.detail)"
            return [line] + (finding.advice.map { [margin + $0] } ?? [])
        }.joined(separator: "\n")
    }
}

/// One thing that was looked at.
package struct Finding: Encodable, Hashable, Sendable {
    package enum State: String, Encodable, CaseIterable, Sendable {
        case ok
        /// Everything works, but slower, or not all of it.
        case warning
        /// Something will fail.
        case problem

        fileprivate static let width = allCases.map(\.rawValue.count).max() ?? 0
        fileprivate var padded: String { rawValue.padding(toLength: Self.width, withPad: " ", startingAt: 0) }
    }

    /// A word or two: `free disk`.
    package let subject: String
    package let state: State
    package let detail: String
    /// What to do about it; `nil` where all is well.
    package let advice: String?

    private init(_ subject: String, _ state: State, _ detail: String, _ advice: String?) {
        (self.subject, self.state, self.detail, self.advice) = (subject, state, detail, advice)
    }

    package static func ok(_ subject: String, _ detail: String) -> Finding { Finding(subject, .ok, detail, nil) }

    package static func warning(_ subject: String, _ detail: String, advice: String) -> Finding {
        Finding(subject, .warning, detail, advice)
    }

    package static func problem(_ subject: String, _ detail: String, advice: String) -> Finding {
        Finding(subject, .problem, detail, advice)
    }
}
