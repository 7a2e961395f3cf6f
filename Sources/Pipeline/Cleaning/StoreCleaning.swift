import Files
import Foundation

/// What is taken out of a store to make room, and what that gives back. Nothing is changed before ``carryOut(in:now:)``.
///
/// Results go by whole records, those that were used longest ago first: with one output gone, a stage has to run again anyway. Content that
/// a record that stays has too is kept.
package struct StoreCleaning: Encodable, Sendable {
    /// What may stay. Without either limit, only leftovers go.
    package struct Limits: Sendable {
        /// Of all content together.
        package var maximumBytes: Int?
        /// Since a result was last made or read by a stage that ran.
        package var maximumAge: Double?

        package init(maximumBytes: Int? = nil, maximumAge: Double? = nil) {
            self.maximumBytes = maximumBytes
            self.maximumAge = maximumAge
        }
    }

    /// The results of one work, to be taken out.
    package struct Eviction: Encodable, Sendable {
        package let stage: String
        package let fingerprint: Fingerprint
        package let lastUse: Date
        /// What is removed of it, without what other records need.
        package var bytes = 0
    }

    /// Leftovers younger than this may belong to something that is just happening.
    static let leftoverAge = 86_400.0

    /// The one that was used longest ago first.
    package let evictions: [Eviction]
    package let leftovers: [Leftover]
    /// All content, before.
    package let storedBytes: Int
    /// Of content and leftovers.
    package let freedBytes: Int
    /// Content that stays because results of the declarations need it, or because it is pinned.
    package let keptBytes: Int
    /// By how much what must stay is above the limit.
    package let bytesOverLimit: Int
    private let removals: [Digest]

    private enum CodingKeys: CodingKey {
        case evictions, leftovers, storedBytes, freedBytes, keptBytes, bytesOverLimit
    }

    /// - Parameters:
    ///   - kept: Whose results stay: what is in use, what is pinned.
    ///   - leftovers: What else lies in the store's folders.
    /// - Cost: Reads every record, and the name and size of all content.
    package init(
        of store: Store, keeping kept: Set<Fingerprint>, leftovers: [Leftover] = [], limits: Limits, now: Date
    ) {
        let records = store.actions.all()
        let contents = store.contents.all()
        let sizes = Dictionary(contents.map { ($0.digest, $0.size) }) { first, _ in first }
        storedBytes = sizes.values.reduce(0, +)

        let named = Set(records.flatMap { $0.outputs.values.map(\.digest) })
        let orphans = contents.filter { !named.contains($0.digest) }.map { content in
            (
                digest: content.digest,
                leftover: Leftover(
                    kind: .content, path: store.contents.location(of: content.digest).path, bytes: content.size,
                    changed: content.since)
            )
        }
        let finished = Set(records.map { "\($0.fingerprint)" })
        func goes(_ leftover: Leftover) -> Bool {
            let age = now.timeIntervalSince(leftover.changed)
            guard age > Self.leftoverAge else { return false }
            switch leftover.kind {
            case .temporary, .partial, .content: return true
            // Of finished work nobody needs them; an unfinished training is worth going on with until it is old.
            case .checkpoint:
                return finished.contains(URL(filePath: leftover.path).lastPathComponent)
                    || limits.maximumAge.map { age > $0 } ?? false
            case .quarantine: return limits.maximumAge.map { age > $0 } ?? false
            }
        }
        let oldOrphans = orphans.filter { goes($0.leftover) }
        self.leftovers = leftovers.filter(goes) + oldOrphans.map(\.leftover)

        // What goes as a leftover makes room already.
        let gone = Set(oldOrphans.map(\.digest))
        var choice = EvictionChoice(records: records, sizes: sizes.filter { !gone.contains($0.key) }, kept: kept)
        let cutoff = limits.maximumAge.map { now.addingTimeInterval(-$0) }
        if let cutoff { choice.evict { $0.lastUse < cutoff } }
        if let most = limits.maximumBytes { choice.evict(untilBytesAtMost: most) }
        evictions = choice.evictions
        keptBytes = choice.keptBytes
        bytesOverLimit = limits.maximumBytes.map { max(0, choice.bytes - $0) } ?? 0

        removals = choice.removals
        freedBytes = removals.reduce(0) { $0 + (sizes[$1] ?? 0) } + self.leftovers.reduce(0) { $0 + $1.bytes }
    }

    /// Does it: marks the records, then removes their content, then the leftovers. What is interrupted at any point leaves a good store, and
    /// the next cleaning does the rest.
    ///
    /// - Precondition: The caller holds ``Store/useLock`` alone.
    /// - Throws: ``FileError``.
    package func carryOut(in store: Store, now: Date) throws {
        for eviction in evictions {
            guard let record = store.actions.lookUp(eviction.fingerprint) else { continue }
            try store.actions.record(record.evicted(at: now))
        }
        for digest in removals { try store.contents.remove(digest) }
        for leftover in leftovers { try leftover.remove() }
    }
}
