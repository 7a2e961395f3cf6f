import Foundation

/// What is known of one finished piece of work: its outputs, its key field by field, and how it went.
package struct ActionRecord: Codable, Sendable {
    package static let currentVersion = 1

    package let version: Int
    package let fingerprint: Fingerprint
    package let stage: String
    package let kind: String
    /// Decimal text: JSON readers lose bits of large integers.
    package let seed: String
    package let outputs: [String: StoredContent]
    /// The key's fields, for people and for finding what changed.
    package let preimage: CanonicalValue
    package private(set) var provenance: Provenance
    /// What the sources in the key were made of; `nil` where that was not written down.
    package let sourceParts: [String: String]?
    /// When its outputs were taken out of the store to make room; what is known of the work stays.
    package private(set) var evicted: Date?

    package init(
        fingerprint: Fingerprint, stage: String, kind: String, seed: UInt64, outputs: [String: StoredContent],
        preimage: CanonicalValue, provenance: Provenance, sourceParts: [String: String]? = nil
    ) {
        self.init(
            fingerprint: fingerprint, stage: stage, kind: kind, seed: "\(seed)", outputs: outputs, preimage: preimage,
            provenance: provenance, sourceParts: sourceParts)
    }

    init(
        fingerprint: Fingerprint, stage: String, kind: String, seed: String, outputs: [String: StoredContent],
        preimage: CanonicalValue, provenance: Provenance, sourceParts: [String: String]?
    ) {
        version = ActionRecord.currentVersion
        self.fingerprint = fingerprint
        self.stage = stage
        self.kind = kind
        self.seed = seed
        self.outputs = outputs
        self.preimage = preimage
        self.provenance = provenance
        self.sourceParts = sourceParts
    }

    func mirrored(from name: String, at date: Date) -> ActionRecord {
        var record = self
        record.provenance.mirrored = Provenance.Mirrored(from: name, at: date)
        return record
    }

    package func evicted(at date: Date) -> ActionRecord {
        var record = self
        record.evicted = date
        return record
    }
}

/// How a piece of work went. None of it can change the outputs, so none of it is in the key.
package struct Provenance: Codable, Hashable, Sendable {
    /// What a duration can be: thirty years are enough for any.
    static let possibleSeconds = 0...1e9

    package let profile: String
    package let started: Date
    package let finished: Date
    /// Wall clock.
    package let seconds: Double
    package let usage: ResourceUsage
    package let host: String
    package let processor: String
    package let arguments: [String]
    /// Names only: values may be secret.
    package let environment: [String]
    /// Relative to the store.
    package let log: String
    /// Where the work was done under another key, and taken over under this one; the rest tells of how it was done.
    package var accepted: Accepted?
    /// Attempts before the one that succeeded; `nil` where there was none.
    package let failedAttempts: [FailedAttempt]?
    /// Where the work was done elsewhere, and its results were taken from there.
    package var mirrored: Mirrored?

    /// An attempt that gave no result.
    package struct FailedAttempt: Codable, Hashable, Sendable {
        package let started: Date
        package let seconds: Double
        /// One line.
        package let reason: String
    }

    /// From where results were taken that were not computed here.
    package struct Mirrored: Codable, Hashable, Sendable {
        /// As the user named it.
        package let from: String
        package let at: Date
    }

    /// Why work was taken over: a sample of it was made anew, with the same bytes.
    package struct Accepted: Codable, Hashable, Sendable {
        /// The key of the work.
        package var from: Fingerprint?
        /// The stages that were made anew.
        package let sample: [String]
        /// Of how many the sample was drawn.
        package let candidates: Int
        /// Of the sources.
        package let commit: String?
        package let at: Date
    }

    package init(
        failedAttempts: [FailedAttempt]? = nil, profile: String, started: Date, finished: Date, seconds: Double,
        usage: ResourceUsage, host: String,
        processor: String, arguments: [String], environment: [String], log: String
    ) {
        self.failedAttempts = failedAttempts
        self.profile = profile
        self.started = started
        self.finished = finished
        self.seconds = seconds
        self.usage = usage
        self.host = host
        self.processor = processor
        self.arguments = arguments
        self.environment = environment
        self.log = log
    }
}

/// What a worker used of the machine.
package struct ResourceUsage: Codable, Hashable, Sendable {
    package let userSeconds: Double
    package let systemSeconds: Double
    package let peakMemoryKibibytes: Int

    /// Of one core, for stages with one thread: what the work costs, whatever else the machine does meanwhile.
    package var processorSeconds: Double { userSeconds + systemSeconds }

    package init(userSeconds: Double = 0, systemSeconds: Double = 0, peakMemoryKibibytes: Int = 0) {
        self.userSeconds = userSeconds
        self.systemSeconds = systemSeconds
        self.peakMemoryKibibytes = peakMemoryKibibytes
    }
}
