import Foundation

/// Why a stage runs, or why it last ran: how its key differs from an earlier one, followed through its inputs to what changed first.
package struct StageExplanation: Encodable, Sendable {
    /// The stage that was asked about, then those that its inputs lead to, the nearest first, each stage once.
    package let steps: [Step]
    /// What changed and is no stage's output, or why there is nothing to compare with.
    package let rootCauses: [RootCause]

    package enum State: String, Encodable, Sendable {
        case upToDate = "up to date"
        case run = "to run"
        case mayRun = "may run"
        /// Its record is newer than what made the earlier input of the stage before.
        case ranAnew = "ran anew"
    }

    /// One stage on the way, and what is different about it.
    package struct Step: Encodable, Sendable {
        package let stage: String
        package let state: State
        /// What it is up to date with; `nil` for a stage that has still to run.
        package let record: Record?
        /// What it is compared with; `nil` where there is nothing.
        package let earlier: Record?
        package var differences: [Difference] = []
        /// Why it runs, beyond differences.
        package var reason: Reason?
        /// The stages that must run before more can be said.
        package var waitsFor: [String] = []
    }

    /// Names a record.
    package struct Record: Encodable, Hashable, Sendable {
        package let fingerprint: Fingerprint
        package let profile: String
        package let finished: Date

        init(_ record: ActionRecord) {
            fingerprint = record.fingerprint
            profile = record.provenance.profile
            finished = record.provenance.finished
        }
    }

    /// One thing that differs between two keys; `nil` where a side does not have it.
    package struct Difference: Encodable, Hashable, Sendable {
        package enum Field: String, Encodable, Sendable {
            case parameter, input, library, sources, seed, other
        }

        package let field: Field
        /// The parameter's path, the input, the library; for the sources the kind.
        package let name: String
        /// Of an input: the artifact, such as `ercan/train[code=64].encoder` or `file:plots/x.gp`.
        package var artifact: String?
        /// Of an input the digests.
        package let old: String?
        package let new: String?
        /// Of the sources the parts that changed, targets and folders of kinds; `nil` where a side does not know its parts.
        package var parts: [String]?
        /// The stage that made an input whose bytes changed: it has a step of its own.
        package var madeBy: String?
    }

    /// Why a stage runs although there is no difference to show.
    package enum Reason: Hashable, Sendable {
        case neverRan
        /// The output's content is not in the store.
        case outputGone(String)
        /// Its outputs were taken out of the store to make room.
        case evicted(Date)
        /// It ran before, and no record of that is left.
        case noEarlierRecord
        /// The same key gave other bytes.
        case otherBytes
    }

    /// What changed first, and where.
    package struct RootCause: Encodable, Sendable {
        /// `nil` where a reason takes its place.
        package let difference: Difference?
        package let reason: Reason?
        /// The stages that it holds for.
        package var stages: [String]
        /// From the stage that was asked about to the first of them.
        package let path: [String]
    }
}

extension StageExplanation.Reason: CustomStringConvertible, Encodable {
    package var description: String {
        switch self {
        case .neverRan: "it never ran"
        case .outputGone(let name): "its output '\(name)' is gone from the store"
        case .evicted(let date): "its outputs were evicted from the store, \(date.ISO8601Format())"
        case .noEarlierRecord: "no earlier record of it is left to compare with"
        case .otherBytes: "it gave other bytes from the same key: its kind is not deterministic"
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
