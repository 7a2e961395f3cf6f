/// Parameters that quote what other stages are told: under `params`, `parameters:ercan/train[code=64,replicate=0]` stands for a mapping
/// from that instance's name to its resolved parameters, dotted path to text.
///
/// So a table can show a learning rate that nobody typed a second time. What is quoted is among the table's own parameters, and with
/// them in its key.
extension GraphBuilder {
    /// An instance whose parameters quote others', to be configured once those are.
    struct Quotation {
        let draft: Int
        let parameters: DeclaredValue
    }

    private static let prefix = "parameters:"

    static func quotes(_ value: DeclaredValue) -> Bool {
        switch value.content {
        case .scalar(let text, _): text.hasPrefix(prefix)
        case .list(let elements): elements.contains(where: quotes)
        case .mapping(let entries): entries.contains { quotes($0.value) }
        }
    }

    /// Replaces every quotation in a value; what cannot be quoted is reported.
    mutating func quoting(in value: DeclaredValue, namespace: String) -> DeclaredValue {
        var result = value
        switch value.content {
        case .list(let elements):
            result.content = .list(elements.map { quoting(in: $0, namespace: namespace) })
        case .mapping(let entries):
            result.content = .mapping(
                entries.map { entry in
                    var entry = entry
                    entry.value = quoting(in: entry.value, namespace: namespace)
                    return entry
                })
        case .scalar(let text, _):
            guard text.hasPrefix(Self.prefix) else { return value }
            let selector = String(text.dropFirst(Self.prefix.count))
            result.content = .mapping(quoted(selector, namespace: namespace, at: value.position))
        }
        return result
    }

    private mutating func quoted(
        _ selector: String, namespace: String, at position: SourcePosition
    ) -> [DeclaredValue.Entry] {
        guard let pattern = StagePattern(selector, defaultNamespace: namespace) else {
            let expected = "\(Self.prefix) and a stage such as ercan/train[code=64]"
            problems.append(.init(.wrongType(expected: expected, found: "“\(selector)”"), at: position))
            return []
        }
        let matches = drafts.filter { pattern.matches($0.name) }
        if matches.isEmpty { reportUnknown(selector, of: pattern, at: position) }
        if matches.contains(where: \.isQuoting) {
            problems.append(.init(.invalidValue("\(selector) quotes other stages itself"), at: position))
        }
        // Instances without a kind have problems of their own.
        return matches.compactMap { draft in
            guard let kind = draft.kind else { return nil }
            let parameters = kind.parameters.leaves.map { leaf in
                DeclaredValue.Entry(
                    key: leaf.path, keyPosition: position,
                    value: .init(.scalar(leaf.text, isQuoted: true), at: position)
                )
            }
            return .init(
                key: "\(draft.name)", keyPosition: position, value: .init(.mapping(parameters), at: position))
        }
    }
}
