/// Names some instances: `*`, `ercan/*`, `ercan/train`, `ercan/train[code=64]`. Axes that are not mentioned may have any label.
package struct StagePattern: Hashable, Sendable {
    /// `*` stands for any run of characters, in the namespace and in the stage.
    package let namespace: String
    package let stage: String
    /// A label `*` is any label; mentioning an axis so also keeps it from being bound to a consumer's label.
    package let axes: [StageName.Axis]

    package init(namespace: String, stage: String, axes: [StageName.Axis]) {
        self.namespace = namespace
        self.stage = stage
        self.axes = axes
    }

    /// `ercan/train`, the axes left out.
    package var declaration: String { "\(namespace)/\(stage)" }

    /// Reads a pattern; a name without a namespace means the default one.
    ///
    /// - Returns: `nil` when the text is no pattern.
    package init?(_ text: String, defaultNamespace: String? = nil) {
        var name = text[...]
        var axes: [StageName.Axis] = []
        if let open = text.firstIndex(of: "[") {
            guard text.last == "]" else { return nil }
            name = text[..<open]
            let inside = text[text.index(after: open)...].dropLast()
            for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
                let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard sides.count == 2 else { return nil }
                let (axis, label) = (sides[0].trimmingSpaces, sides[1].trimmingSpaces)
                guard !axis.isEmpty, !label.isEmpty, !axes.contains(where: { $0.name == axis }) else { return nil }
                axes.append(.init(name: axis, label: label))
            }
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        switch (parts.count, defaultNamespace) {
        case (1, _) where name == "*" && defaultNamespace == nil: (namespace, stage) = ("*", "*")
        case (1, let space?): (namespace, stage) = (space, String(parts[0]))
        case (2, _): (namespace, stage) = (String(parts[0]), String(parts[1]))
        default: return nil
        }
        guard !namespace.isEmpty, !stage.isEmpty, isValidName(namespace + stage, alsoAllowing: "*") else { return nil }
        self.axes = axes
    }

    package func matches(_ name: StageName) -> Bool {
        matchesDeclaration(of: name)
            && axes.allSatisfy { axis in
                name.label(on: axis.name).map { axis.label == "*" || axis.label == $0 } ?? false
            }
    }

    package func matchesDeclaration(of name: StageName) -> Bool {
        glob(namespace[...], name.namespace[...]) && glob(stage[...], name.stage[...])
    }
}

extension StagePattern: CustomStringConvertible {
    package var description: String {
        StageName(namespace: namespace, stage: stage, axes: axes).description
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

private func glob(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return pattern == text }
    let head = pattern[..<star]
    guard text.hasPrefix(head) else { return false }
    let rest = pattern[pattern.index(after: star)...]
    if rest.isEmpty { return true }
    var tail = text.dropFirst(head.count)
    while true {
        if glob(rest, tail) { return true }
        if tail.isEmpty { return false }
        tail = tail.dropFirst()
    }
}
