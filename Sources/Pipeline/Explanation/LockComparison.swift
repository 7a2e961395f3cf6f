import Files

/// What differs between the stages of two runs, by their `results.lock` and the records that are at hand.
package struct LockComparison: Encodable, Sendable {
    /// A stage that is in both with other outputs.
    package struct ChangedStage: Encodable, Sendable {
        package let stage: String
        package let outputs: [ChangedOutput]
    }

    package struct ChangedOutput: Encodable, Sendable {
        package let name: String
        package let old: Digest?
        package let new: Digest?
    }

    /// One field of keys that differs and follows from no other stage, with the stages that it holds for.
    package struct Cause: Encodable, Sendable {
        package let difference: StageExplanation.Difference
        package fileprivate(set) var stages: [String]
    }

    package let added: [String]
    package let removed: [String]
    package private(set) var changed: [ChangedStage] = []
    /// How many stages have another key and the same outputs.
    package private(set) var sameOutputs = 0
    package private(set) var causes: [Cause] = []
    /// Stages with another key of which a record is missing, so that nobody knows what differs.
    package private(set) var unexplained: [String] = []

    package var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && changed.isEmpty && causes.isEmpty && unexplained.isEmpty && sameOutputs == 0
    }

    /// - Parameter record: Finds a record in any store at hand.
    /// - Cost: Reads two records for each stage whose key changed.
    package init(from old: ResultsLock, to new: ResultsLock, record: (Fingerprint) -> ActionRecord?) {
        let (before, after) = (Set(old.names), Set(new.names))
        added = after.subtracting(before).sorted()
        removed = before.subtracting(after).sorted()
        for name in before.intersection(after).sorted() {
            guard let was = old[name], let now = new[name], was != now else { continue }
            let outputs = Set(was.outputs.keys).union(now.outputs.keys).sorted()
                .filter { was.outputs[$0] != now.outputs[$0] }
                .map { ChangedOutput(name: $0, old: was.outputs[$0], new: now.outputs[$0]) }
            if outputs.isEmpty {
                sameOutputs += 1
            } else {
                changed.append(ChangedStage(stage: name, outputs: outputs))
            }
            if was.fingerprint == now.fingerprint { continue }
            guard let earlier = record(was.fingerprint), let later = record(now.fingerprint) else {
                unexplained.append(name)
                continue
            }
            explain(name, from: .init(earlier), to: .init(later))
        }
    }

    private mutating func explain(
        _ stage: String, from old: StageExplanation.Difference.Work, to new: StageExplanation.Difference.Work
    ) {
        for difference in StageExplanation.Difference.differences(from: old, to: new) {
            // Other bytes from a stage follow from what changed there.
            let isFile = difference.artifact?.hasPrefix("file:") ?? false
            if difference.field == .input, !isFile, difference.old != nil, difference.new != nil { continue }
            if let known = causes.firstIndex(where: { difference.hasCause(of: $0.difference) }) {
                causes[known].stages.append(stage)
            } else {
                causes.append(Cause(difference: difference, stages: [stage]))
            }
        }
    }
}
