/// Selects instances: a pattern, with what it needs (`+ercan/table`), with what needs it (`ercan/train+`), or both.
package struct Selector: Hashable, Sendable {
    package let text: String
    package let pattern: StagePattern
    package let includesNeeds: Bool
    package let includesDependents: Bool

    /// - Throws: ``SelectorError`` when the text is no selector.
    package init(_ text: String) throws(SelectorError) {
        var rest = text[...]
        includesNeeds = rest.first == "+"
        if includesNeeds { rest.removeFirst() }
        includesDependents = rest.last == "+"
        if includesDependents { rest.removeLast() }
        guard let pattern = StagePattern(String(rest)) else { throw .malformed(text) }
        self.text = text
        self.pattern = pattern
    }
}

package enum SelectorError: Error, Equatable, Sendable {
    case malformed(String)
    case unknownStage(String, near: String?)
    case unknownAxis(String, stage: String, axes: [String], near: String?)
    case noInstance(String, example: String)
    /// A verb that takes one instance was given a selector of several.
    case ambiguous(String, count: Int, example: String)
}

extension SelectorError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let text):
            "“\(text)” is no selector; write namespace/stage, namespace/*, namespace/stage[axis=label] or *, "
                + "with + before it for what it needs and + after it for what needs it"
        case .unknownStage(let text, let near):
            "no stage matches “\(text)”"
                + (near.map { ", did you mean '\($0)'?" } ?? "; `bottleneck graph` lists the stages")
        case .unknownAxis(let axis, let stage, let axes, let near):
            "\(stage) has no axis '\(axis)'"
                + (near.map { ", did you mean '\($0)'?" }
                    ?? (axes.isEmpty ? "; it has no matrix" : "; it has \(axes.joined(separator: ", "))"))
        case .noInstance(let text, let example): "no instance matches “\(text)”; there is for example \(example)"
        case .ambiguous(let text, let count, let example):
            "“\(text)” matches \(count) instances, and one is wanted, for example \(example)"
        }
    }
}

extension StageGraph {
    /// The instances that a selector names.
    package func select(_ selector: Selector) throws(SelectorError) -> Set<Int> {
        var result = Set(instances.indices.filter { selector.pattern.matches(instances[$0].name) })
        if result.isEmpty { throw reason(forNoMatchOf: selector) }
        let matched = result
        if selector.includesNeeds { result.formUnion(withNeeds(matched)) }
        if selector.includesDependents { result.formUnion(withDependents(matched)) }
        return result
    }

    /// The instances that any of the selectors names; all of them when there is no selector.
    package func select(_ selectors: [Selector]) throws(SelectorError) -> Set<Int> {
        if selectors.isEmpty { return Set(instances.indices) }
        var result: Set<Int> = []
        for selector in selectors { result.formUnion(try select(selector)) }
        return result
    }

    /// The one instance that a selector names.
    package func selectOne(_ selector: Selector) throws(SelectorError) -> Int {
        let matches = try select(selector).sorted()
        guard matches.count == 1 else {
            throw .ambiguous(selector.text, count: matches.count, example: "\(instances[matches[0]].name)")
        }
        return matches[0]
    }

    private func reason(forNoMatchOf selector: Selector) -> SelectorError {
        let pattern = selector.pattern
        let declared = instances.filter { pattern.matchesDeclaration(of: $0.name) }
        guard let first = declared.first else {
            let names = Set(instances.map(\.name.declaration)).sorted()
            let near = nearestName(to: "\(pattern.namespace)/\(pattern.stage)", among: names)
            return .unknownStage(selector.text, near: near)
        }
        let axes = first.name.axes.map(\.name)
        for axis in pattern.axes where !axes.contains(axis.name) {
            let near = nearestName(to: axis.name, among: axes)
            return .unknownAxis(axis.name, stage: first.name.declaration, axes: axes, near: near)
        }
        return .noInstance(selector.text, example: "\(first.name)")
    }
}
