/// Reads one mapping of a declaration file strictly: keys that nobody asks for are unknown, keys asked for and absent are missing.
struct MappingReader {
    let value: DeclaredValue
    private let entries: [DeclaredValue.Entry]
    private var asked: Set<String> = []

    /// - Returns: `nil`, with a problem, for anything but a mapping.
    init?(_ value: DeclaredValue, expecting expected: String, problems: inout [DeclarationProblem]) {
        guard case .mapping(let entries) = value.content else {
            problems.append(.init(.wrongType(expected: expected, found: value.inWords), at: value.position))
            return nil
        }
        self.value = value
        self.entries = entries
    }

    /// An entry that may be absent; `null` counts as absent.
    mutating func optional(_ key: String) -> DeclaredValue.Entry? {
        asked.insert(key)
        return entries.first { $0.key == key && !$0.value.isNull }
    }

    mutating func required(
        _ key: String, _ expected: String, problems: inout [DeclarationProblem]
    ) -> DeclaredValue.Entry? {
        if let entry = optional(key) { return entry }
        problems.append(.init(.missingKey(key, expected: expected), at: value.position))
        return nil
    }

    /// A required string, with its place.
    mutating func string(
        _ key: String, _ expected: String, problems: inout [DeclarationProblem]
    ) -> DeclaredName? {
        guard let entry = required(key, expected, problems: &problems) else { return nil }
        guard let text = entry.value.string else {
            let kind = DeclarationProblem.Kind.wrongType(expected: expected, found: entry.value.inWords)
            problems.append(.init(kind, at: entry.value.position))
            return nil
        }
        return DeclaredName(text: text, position: entry.value.position)
    }

    /// The entries of a mapping that may be absent.
    mutating func mapping(
        _ key: String, _ expected: String, problems: inout [DeclarationProblem]
    ) -> [DeclaredValue.Entry] {
        guard let entry = optional(key) else { return [] }
        guard case .mapping(let entries) = entry.value.content else {
            let kind = DeclarationProblem.Kind.wrongType(expected: expected, found: entry.value.inWords)
            problems.append(.init(kind, at: entry.value.position))
            return []
        }
        return entries
    }

    /// The elements of a list that may be absent.
    mutating func list(
        _ key: String, _ expected: String, problems: inout [DeclarationProblem]
    ) -> [DeclaredValue] {
        guard let entry = optional(key) else { return [] }
        guard case .list(let elements) = entry.value.content else {
            let kind = DeclarationProblem.Kind.wrongType(expected: expected, found: entry.value.inWords)
            problems.append(.init(kind, at: entry.value.position))
            return []
        }
        return elements
    }

    /// Reports the keys that nobody asked for.
    func finish(problems: inout [DeclarationProblem]) {
        let missing = asked.subtracting(entries.map(\.key))
        for entry in entries where !asked.contains(entry.key) {
            let near = nearestName(to: entry.key, among: missing.sorted())
            problems.append(.init(.unknownKey(entry.key, near: near), at: entry.keyPosition))
        }
    }
}

/// A name as written, and where.
package struct DeclaredName: Sendable, Hashable {
    package let text: String
    package let position: SourcePosition
}

/// Whether a text can be part of a stage's name: letters, digits, '-' and '_', and for labels '.' and '+'.
func isValidName(_ text: String, alsoAllowing extra: String = "") -> Bool {
    guard let first = text.utf8.first, isLetterOrDigit(first) || extra.utf8.contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || extra.utf8.contains(byte)
    }
}

/// Whether a byte of UTF-8 is an ASCII letter or digit.
func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
    default: false
    }
}
