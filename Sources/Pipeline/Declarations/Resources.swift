/// Amounts of what stages share besides cores, by name: memory, downloads, licences. In units of the workspace's own choice.
///
/// `experiments/pipeline.yaml` says how much there is, a stage how much it takes while it runs. Nothing of it can change a result, so none of it
/// is in the key. Each run counts for itself.
package typealias Resources = [String: Int]

/// A declared amount, and where it stands. One that is no amount is 0, which is reported.
package struct DeclaredResource: Hashable, Sendable {
    package let name: String
    package let amount: Int
    package let position: SourcePosition

    /// Reads `resources: {memory: 4000}`, which may be absent.
    static func all(in reader: inout MappingReader, problems: inout [DeclarationProblem]) -> [DeclaredResource] {
        reader.mapping("resources", "a mapping from names to amounts", problems: &problems).map { entry in
            if !isValidName(entry.key) {
                problems.append(.init(.invalidName(entry.key, what: "a resource"), at: entry.keyPosition))
            }
            let amount = entry.value.integerText.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
            if amount == nil {
                let kind = DeclarationProblem.Kind.wrongType(
                    expected: "an amount, an integer of 1 or more", found: entry.value.inWords)
                problems.append(.init(kind, at: entry.value.position))
            }
            return DeclaredResource(name: entry.key, amount: amount ?? 0, position: entry.keyPosition)
        }
    }

    /// What makes it impossible that a stage which takes this ever runs.
    func problem(with available: Resources) -> DeclarationProblem? {
        guard let most = available[name] else {
            let near = nearestName(to: name, among: available.keys.sorted())
            return .init(.unknownResource(name, near: near), at: position)
        }
        // An amount of 0 has a problem of its own.
        return most > 0 && amount > most
            ? .init(.tooMuchOfResource(name, amount: amount, available: most), at: position) : nil
    }
}

extension [DeclaredResource] {
    var amounts: Resources { Dictionary(map { ($0.name, $0.amount) }) { _, new in new } }
}
