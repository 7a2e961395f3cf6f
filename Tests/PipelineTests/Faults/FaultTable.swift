/// What came of a fault, the worse the greater.
enum FaultOutcome: Int, Comparable {
    /// The run itself ends as one that nothing disturbed.
    case unharmed
    /// The next run does.
    case recovers
    /// The run ends with an error that gives the system's reason, and the next one as one that nothing disturbed.
    case errorThenRecovers
    case differs

    static func < (left: FaultOutcome, right: FaultOutcome) -> Bool { left.rawValue < right.rawValue }

    var text: String {
        switch self {
        case .unharmed: "unharmed"
        case .recovers: "same state"
        case .errorThenRecovers: "error, then same state"
        case .differs: "DIFFERS"
        }
    }
}

/// The faults and their outcomes as Markdown.
struct FaultTable {
    let steps: [(step: FaultStep, outcome: StepFaults.Outcome)]
    let others: [(fault: String, outcome: FaultOutcome)]

    /// What did not come out as it must.
    var differing: [String] {
        steps.filter { row in
            let outcomes = [
                row.outcome.killedBefore, row.outcome.killedWithin, row.outcome.diskFull, row.outcome.inputOutputError,
            ]
            return outcomes.contains(.differs)
        }.map { "\($0.step.call) \($0.step.place)" } + others.filter { $0.outcome == .differs }.map(\.fault)
    }

    var markdown: String {
        """
        # Faults, and what comes of them

        Written by the suite `FaultTests`, which also holds it to the program:
        `WRITE_FAULT_TABLE=1 swift test -c release --disable-xctest --disable-testable-imports --filter FaultTests`.

        A pipeline of two stages, the second published, is run once undisturbed. Then it is run from an empty store once for each change that the
        runner makes to a file, and each time something goes wrong there. *Same state* means that the same command, given once more, ends well and
        leaves the same published files, `results.lock`, content and records as the undisturbed run, byte for byte, and that nothing else is left
        when `bottleneck gc` has cleaned up. *Error, then same state*: the disturbed run ended with exit status 1 and
        the system's reason. *Unharmed*: the disturbed run itself ended well with that state. A step stands here once, for all its occurrences.

        ## At each step of a run

        Killed: SIGKILL before the step, or with half of the bytes written; after a step is before the next one. Full, failing: this step and
        all that follow are refused, with “No space left on device” or with “Input/output error”.

        | step | file | killed before | killed within | disk full | disk failing |
        |---|---|---|---|---|---|
        \(steps.map(row).joined(separator: "\n"))

        ## Of what is stored, and around it

        Bytes are changed one at a time, in some 24 places over the length of the file.

        | fault | outcome |
        |---|---|
        \(others.map { "| \($0.fault) | \($0.outcome.text) |" }.joined(separator: "\n"))

        """
    }

    private func row(_ row: (step: FaultStep, outcome: StepFaults.Outcome)) -> String {
        let outcome = row.outcome
        let cells = [outcome.killedBefore, outcome.killedWithin, outcome.diskFull, outcome.inputOutputError]
        return "| \(row.step.call) | \(row.step.place) | " + cells.map { $0?.text ?? "" }.joined(separator: " | ")
            + " |"
    }
}
