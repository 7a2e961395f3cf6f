extension StageExplanation.Difference {
    /// One side of a comparison.
    struct Work {
        let preimage: CanonicalValue
        let sourceParts: [String: String]?

        init(_ record: ActionRecord) {
            (preimage, sourceParts) = (record.preimage, record.sourceParts)
        }

        init(_ preimage: CanonicalValue, of kind: ConfiguredKind) {
            (self.preimage, sourceParts) = (preimage, kind.sourceParts)
        }
    }

    /// What differs between the keys of two works of one stage. Artifacts of an input are held against each other by who made them, not by
    /// their place, so that one more of many is one difference.
    ///
    /// - Parameter onlyOwnFields: Leaves the inputs out.
    static func differences(
        from old: Work, to new: Work, onlyOwnFields: Bool = false
    ) -> [StageExplanation.Difference] {
        let parts = changedParts(from: old, to: new)
        let (old, new) = (old.preimage, new.preimage)
        let kind = new["kind"]?.string ?? ""
        var own: [StageExplanation.Difference] = []
        for change in FieldChange.changes(from: old, to: new) {
            switch change.field {
            case .input: break
            // A group that is empty on one side; what the other has in it is told on its own.
            case .other("parameters"), .other("libraries"), .other("inputs"): break
            case .parameter(let name): own.append(.init(.parameter, name, change))
            case .library(let name): own.append(.init(.library, name, change))
            case .sources: own.append(.init(.sources, kind, change, parts: parts))
            case .seed: own.append(.init(.seed, "seed", change))
            case .other(let name): own.append(.init(.other, name, change))
            }
        }
        return onlyOwnFields ? own : own + inputs(from: old, to: new)
    }

    private init(_ field: Field, _ name: String, _ change: FieldChange, parts: [String]? = nil) {
        self.init(field: field, name: name, old: change.old, new: change.new, parts: parts)
    }

    private static func changedParts(from old: Work, to new: Work) -> [String]? {
        guard let before = old.sourceParts, let after = new.sourceParts, !before.isEmpty, !after.isEmpty
        else { return nil }
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        return changed.isEmpty ? nil : changed.sorted()
    }

    /// Whether one thing is behind both: the same, or the same parts of the sources in different kinds.
    func hasCause(of other: StageExplanation.Difference) -> Bool {
        if field == .sources, other.field == .sources, let parts { return parts == other.parts }
        return self == other
    }

    private static func inputs(from old: CanonicalValue, to new: CanonicalValue) -> [StageExplanation.Difference] {
        let (before, after) = (old.keyedInputs, new.keyedInputs)
        return Set(before.keys).union(after.keys).sorted().flatMap { input -> [StageExplanation.Difference] in
            let (was, now) = (before[input] ?? [], after[input] ?? [])
            let digests = Dictionary(was.map { ($0.name, $0.digest) }) { first, _ in first }
            let kept = Set(now.map(\.name))
            var differences = now.filter { digests[$0.name] != $0.digest }.map {
                Self(
                    field: .input, name: input, artifact: $0.name, old: digests[$0.name]?.hexadecimal,
                    new: $0.digest.hexadecimal)
            }
            differences += was.filter { !kept.contains($0.name) }.map {
                Self(field: .input, name: input, artifact: $0.name, old: $0.digest.hexadecimal, new: nil)
            }
            if differences.isEmpty, was != now {
                differences = [Self(field: .input, name: input, old: "in another order", new: "in this order")]
            }
            return differences
        }
    }
}
