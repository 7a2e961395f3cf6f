import Yams

/// A value as written in a declaration file: a YAML node that remembers where it stands.
///
/// Scalars are read by YAML 1.2's core schema: `yes` and `on` are strings, `1e-3` is a number, `.inf` is not.
package struct DeclaredValue: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// `isQuoted` scalars are strings whatever they look like.
        case scalar(String, isQuoted: Bool)
        case list([DeclaredValue])
        case mapping([Entry])
    }

    /// One `key: value` of a mapping, in the order of the file.
    package struct Entry: Hashable, Sendable {
        package let key: String
        package let keyPosition: SourcePosition
        package var value: DeclaredValue
    }

    package let position: SourcePosition
    package var content: Content

    package init(_ content: Content, at position: SourcePosition) {
        self.content = content
        self.position = position
    }

    package var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["", "~", "null"].contains(text)
    }

    package var boolean: Bool? {
        guard case .scalar(let text, isQuoted: false) = content else { return nil }
        return switch text {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// The text of a plain scalar that is a decimal integer.
    package var integerText: String? {
        guard case .scalar(let text, isQuoted: false) = content else { return nil }
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : Substring(text)
        return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
    }

    /// The text of a plain scalar that is a finite decimal number, whole or not.
    package var numberText: String? {
        guard case .scalar(let text, isQuoted: false) = content,
            text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
            text.utf8.contains(where: { (48...57).contains($0) }), Double(text) != nil
        else { return nil }
        return text
    }

    /// The text of a scalar that is neither null, a boolean nor a number.
    package var string: String? {
        guard case .scalar(let text, let isQuoted) = content else { return nil }
        if isQuoted { return text }
        return isNull || boolean != nil || numberText != nil ? nil : text
    }

    /// The text of any scalar but null: what a matrix label may be.
    package var labelText: String? {
        guard case .scalar(let text, _) = content, !isNull else { return nil }
        return text
    }

    package subscript(key: String) -> DeclaredValue? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// What the value is, in words, for messages: `the integer 64`, `a list`.
    package var inWords: String {
        switch content {
        case .list: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let text, _):
            if isNull { return "nothing" }
            if boolean != nil { return "the boolean \(text)" }
            if integerText != nil { return "the integer \(text)" }
            if numberText != nil { return "the number \(text)" }
            return "the string “\(text)”"
        }
    }
}

extension DeclaredValue {
    /// Reads one YAML document.
    ///
    /// - Returns: `nil` for an empty document.
    /// - Throws: ``DeclarationProblem`` for text that is not YAML, at the place where it stops being YAML.
    package init?(parsing text: String, file: String) throws(DeclarationProblem) {
        let node: Node?
        do {
            // Without the resolver of tags: what a plain scalar is, is decided here, by the core schema.
            node = try compose(yaml: text, .basic)
        } catch {
            throw DeclarationProblem(yamlError: error, file: file)
        }
        guard let node else { return nil }
        self = try DeclaredValue(node, file: file)
    }

    private init(_ node: Node, file: String) throws(DeclarationProblem) {
        let position = SourcePosition(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            self.init(.scalar(scalar.string, isQuoted: isQuoted), at: position)
        case .sequence(let sequence):
            var values: [DeclaredValue] = []
            for element in sequence { values.append(try DeclaredValue(element, file: file)) }
            self.init(.list(values), at: position)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                let place = SourcePosition(file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
                guard case .scalar(let scalar) = key else {
                    throw DeclarationProblem(.syntax("a key must be a word or a number"), at: place)
                }
                entries.append(Entry(key: scalar.string, keyPosition: place, value: try .init(value, file: file)))
            }
            self.init(.mapping(entries), at: position)
        case .alias:
            throw DeclarationProblem(.syntax("an alias to an anchor that does not exist"), at: position)
        }
    }
}

extension DeclarationProblem {
    fileprivate init(yamlError: any Error, file: String) {
        func place(_ mark: Mark?) -> SourcePosition {
            SourcePosition(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
        }
        switch yamlError {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            self.init(.syntax(problem), at: place(mark))
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            self.init(.duplicateKey(duplicates.joined(separator: ", ")), at: place(context.mark))
        default:
            self.init(.syntax("\(yamlError)"), at: place(nil))
        }
    }
}
