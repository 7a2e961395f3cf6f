import Files
import Foundation

/// Chooses records to evict, and keeps count of the content that others still have.
struct EvictionChoice {
    struct Candidate {
        let record: ActionRecord
        /// When it was made, or a stage that ran read it.
        let lastUse: Date
        var isEvicted = false

        var digests: Set<Digest> { Set(record.outputs.values.map(\.digest)) }
    }

    private let sizes: [Digest: Int]
    /// Used longest ago first.
    private var candidates: [Candidate]
    /// How many records that stay have a content.
    private var holders: [Digest: Int] = [:]
    /// All content that is left.
    private(set) var bytes: Int
    /// Content of the records that must stay.
    let keptBytes: Int

    /// - Parameter sizes: Of all content that is there, in bytes.
    init(records: [ActionRecord], sizes: [Digest: Int], kept: Set<Fingerprint>) {
        self.sizes = sizes
        bytes = sizes.values.reduce(0, +)
        var lastReads: [Digest: Date] = [:]
        for record in records {
            for artifact in record.preimage.keyedInputs.values.joined() {
                lastReads[artifact.digest] = max(
                    lastReads[artifact.digest] ?? .distantPast, record.provenance.finished)
            }
        }
        let keptContents = Set(
            records.filter { kept.contains($0.fingerprint) }.flatMap { $0.outputs.values.map(\.digest) })
        keptBytes = keptContents.reduce(0) { $0 + (sizes[$1] ?? 0) }
        candidates = records.filter { !kept.contains($0.fingerprint) }.map { record in
            let reads = record.outputs.values.compactMap { lastReads[$0.digest] }
            return Candidate(record: record, lastUse: reads.reduce(record.provenance.finished, max))
        }
        .filter { candidate in candidate.digests.contains { sizes[$0] != nil } }
        .sorted { ($0.lastUse, $0.record.stage) < ($1.lastUse, $1.record.stage) }
        for digest in keptContents { holders[digest, default: 0] += 1 }
        for candidate in candidates {
            for digest in candidate.digests { holders[digest, default: 0] += 1 }
        }
    }

    mutating func evict(where isOld: (Candidate) -> Bool) {
        for index in candidates.indices where !candidates[index].isEvicted && isOld(candidates[index]) { evict(index) }
    }

    mutating func evict(untilBytesAtMost most: Int) {
        for index in candidates.indices where !candidates[index].isEvicted {
            if bytes <= most { return }
            evict(index)
        }
    }

    private mutating func evict(_ index: Int) {
        candidates[index].isEvicted = true
        for digest in candidates[index].digests {
            holders[digest, default: 0] -= 1
            if holders[digest] == 0 { bytes -= sizes[digest] ?? 0 }
        }
    }

    /// The content that nobody who stays has.
    var removals: [Digest] {
        Set(candidates.filter(\.isEvicted).flatMap(\.digests)).filter { holders[$0] == 0 && sizes[$0] != nil }.sorted()
    }

    /// The evicted records that lose something; content of several is counted with the first.
    var evictions: [StoreCleaning.Eviction] {
        let removed = Set(removals)
        var counted: Set<Digest> = []
        return candidates.filter { $0.isEvicted && !$0.digests.isDisjoint(with: removed) }.map { candidate in
            let own = candidate.digests.intersection(removed).subtracting(counted)
            counted.formUnion(own)
            return StoreCleaning.Eviction(
                stage: candidate.record.stage, fingerprint: candidate.record.fingerprint, lastUse: candidate.lastUse,
                bytes: own.reduce(0) { $0 + (sizes[$1] ?? 0) })
        }
    }
}
