/// A key beside the record it is nearest to.
package struct KeyComparison: Sendable {
    package let record: ActionRecord
    /// From the record's key to the other.
    package let changes: [FieldChange]

    /// Finds the record whose key differs in the fewest fields, of equal ones the first; `nil` where there is no record.
    ///
    /// - Parameters:
    ///   - works: The preferred first, as ``RunHistory/works(of:)`` gives them.
    ///   - isCandidate: Whether a record may be compared with.
    /// - Cost: Reads a record for each work.
    package init?(
        of preimage: CanonicalValue, with works: some Sequence<Fingerprint>, in actions: any ActionCache,
        where isCandidate: (ActionRecord) -> Bool = { _ in true }
    ) {
        var nearest: KeyComparison?
        for work in works {
            guard let record = actions.lookUp(work), isCandidate(record) else { continue }
            let changes = FieldChange.changes(from: record.preimage, to: preimage)
            if changes.count < nearest?.changes.count ?? .max { nearest = .init(record: record, changes: changes) }
        }
        guard let nearest else { return nil }
        self = nearest
    }

    private init(record: ActionRecord, changes: [FieldChange]) {
        self.record = record
        self.changes = changes
    }
}
