import Files

/// What stages made anew, held digest by digest against `results.lock`.
package struct ResultsComparison: Sendable {
    package enum Verdict: Hashable, Sendable {
        case identical
        /// The outputs whose bytes are others, or that one side does not have.
        case differs([String])
        /// The lock has no line of the stage.
        case unknown
    }

    /// By name, in order.
    package let verdicts: [(stage: String, verdict: Verdict)]

    package init(of records: some Sequence<ActionRecord>, with lock: ResultsLock) {
        verdicts = records.sorted { $0.stage < $1.stage }.map { record in
            guard let expected = lock[record.stage]?.outputs else { return (record.stage, .unknown) }
            let found = record.outputs.mapValues(\.digest)
            let names = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }
            return (record.stage, names.isEmpty ? .identical : .differs(names.sorted()))
        }
    }

}
