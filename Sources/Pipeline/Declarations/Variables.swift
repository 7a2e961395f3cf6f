/// The `$name` variables in scope at one place: the workspace's, the profile's, and those that matrix axes bind.
///
/// A scalar that is just `$name` becomes the variable's value, of any type; in quotes, or inside a longer string, its text.
/// `$$` is a dollar sign.
package struct Variables: Sendable {
    /// Scopes are shared: each of many instances binds a few names of its own over the same outer ones.
    private final class Scope: Sendable {
        let values: [String: DeclaredValue]
        let outer: Scope?

        init(_ values: [String: DeclaredValue], in outer: Scope?) {
            (self.values, self.outer) = (values, outer)
        }
    }

    private let scope: Scope

    package init(_ values: [String: DeclaredValue] = [:]) {
        scope = Scope(values, in: nil)
    }

    private init(_ scope: Scope) {
        self.scope = scope
    }

    /// The inner scope wins where both bind a name.
    package func adding(_ inner: [String: DeclaredValue]) -> Variables {
        inner.isEmpty ? self : Variables(Scope(inner, in: scope))
    }

    private subscript(name: String) -> DeclaredValue? {
        var scope: Scope? = scope
        while let current = scope {
            if let value = current.values[name] { return value }
            scope = current.outer
        }
        return nil
    }

    private var names: Set<String> {
        var names: Set<String> = []
        var scope: Scope? = scope
        while let current = scope {
            names.formUnion(current.values.keys)
            scope = current.outer
        }
        return names
    }

    /// Replaces every variable in a value; what cannot be replaced is reported and left as it stands.
    package func substitute(in value: DeclaredValue, problems: inout [DeclarationProblem]) -> DeclaredValue {
        substitute(in: value, resolving: [], problems: &problems)
    }

    private func substitute(
        in value: DeclaredValue, resolving: [String], problems: inout [DeclarationProblem]
    ) -> DeclaredValue {
        var result = value
        switch value.content {
        case .list(let elements):
            result.content = .list(elements.map { substitute(in: $0, resolving: resolving, problems: &problems) })
        case .mapping(let entries):
            result.content = .mapping(
                entries.map { entry in
                    var entry = entry
                    entry.value = substitute(in: entry.value, resolving: resolving, problems: &problems)
                    return entry
                })
        case .scalar(let text, let isQuoted):
            guard text.utf8.contains(UInt8(ascii: "$")) else { return value }
            let pieces = Variables.pieces(of: text)
            if !isQuoted, pieces.count == 1, case .variable(let name) = pieces[0] {
                return lookUp(name, at: value.position, resolving: resolving, problems: &problems) ?? value
            }
            result.content = .scalar(
                substitute(pieces, in: value, resolving: resolving, problems: &problems), isQuoted: true)
        }
        return result
    }

    private func substitute(
        _ pieces: [Piece], in value: DeclaredValue, resolving: [String], problems: inout [DeclarationProblem]
    ) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .variable(let name):
                guard let found = lookUp(name, at: value.position, resolving: resolving, problems: &problems)
                else { continue }
                if let label = found.labelText {
                    text += label
                } else {
                    let expected = "text or a number in '$\(name)', which stands inside a string"
                    problems.append(.init(.wrongType(expected: expected, found: found.inWords), at: value.position))
                }
            }
        }
        return text
    }

    /// The variable's own value, its variables replaced. It keeps the place of its definition: that is where a wrong value is mended.
    private func lookUp(
        _ name: String, at position: SourcePosition, resolving: [String], problems: inout [DeclarationProblem]
    ) -> DeclaredValue? {
        guard let value = self[name] else {
            let near = nearestName(to: name, among: names)
            problems.append(.init(.unknownVariable(name, near: near), at: position))
            return nil
        }
        guard !resolving.contains(name) else {
            problems.append(.init(.circularVariable(name), at: value.position))
            return nil
        }
        return substitute(in: value, resolving: resolving + [name], problems: &problems)
    }

    private enum Piece {
        case text(String)
        case variable(String)
    }

    private static func pieces(of text: String) -> [Piece] {
        let dollar = UInt8(ascii: "$")
        var pieces: [Piece] = []
        var literal = ""
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let plain = rest.prefix { $0 != dollar }
            literal += String(Substring(plain))
            rest = rest[plain.endIndex...].dropFirst()
            if plain.endIndex == text.utf8.endIndex { break }
            if rest.first == dollar {
                rest.removeFirst()
                literal.append("$")
                continue
            }
            let name = rest.prefix { $0 == UInt8(ascii: "_") || isLetterOrDigit($0) }
            guard !name.isEmpty else {
                literal.append("$")
                continue
            }
            if !literal.isEmpty { pieces.append(.text(literal)) }
            literal = ""
            pieces.append(.variable(String(Substring(name))))
            rest = rest[name.endIndex...]
        }
        if !literal.isEmpty || pieces.isEmpty { pieces.append(.text(literal)) }
        return pieces
    }
}
