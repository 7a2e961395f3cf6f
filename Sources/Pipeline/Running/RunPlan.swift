import Files
import Foundation

/// What is to be done with one instance, and why.
package enum Verdict: Sendable {
    case upToDate(ActionResult)
    case run(StageKey, RebuildReason)
    /// It waits for these, whose outputs may turn out as they were.
    case mayRun(waitingFor: [Int])
}

/// Why a stage runs.
package enum RebuildReason: Hashable, Sendable {
    case neverRan
    case forced
    /// Its record is there, and an output's content is not.
    case outputGone(String)
    /// The same, and it was taken out to make room.
    case evicted(Date)
    /// Compared with the record of the same name whose key differs in the fewest fields.
    case changed([FieldChange], since: Fingerprint)
    /// Its key equals none, and no earlier record can be compared with it.
    case noComparableRecord
}

/// The key of an instance whose inputs are all known.
package struct StageKey: Sendable {
    package let fingerprint: Fingerprint
    package let preimage: CanonicalValue
    package let inputs: [String: [InputFile]]
    /// The workspace files among the inputs, as they were read for the key.
    package let files: [String: Digest]
    /// The inputs that come from the store.
    package let contents: Set<Digest>
}

/// A run before it happens: the verdicts on the selected instances, by the decision code that the run itself uses.
package struct RunPlan: Sendable {
    /// In an order in which they could run.
    package let order: [Int]
    package let verdicts: InstanceMap<Verdict>
    /// What everything that runs or may run will cost.
    package let estimate: RunEstimate

    package var toRun: [Int] {
        order.filter { if case .run = verdicts[$0] { true } else { false } }
    }
    package var mayRun: [Int] {
        order.filter { if case .mayRun = verdicts[$0] { true } else { false } }
    }
    package var upToDate: [Int] {
        order.filter { if case .upToDate = verdicts[$0] { true } else { false } }
    }
}
