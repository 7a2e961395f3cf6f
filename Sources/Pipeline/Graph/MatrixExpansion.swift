/// One axis of a stage's matrix, its variables replaced.
struct MatrixAxis: Sendable {
    struct Label: Sendable {
        let text: String
        /// What `$axis` stands for, and the variables that the label binds besides.
        let bindings: [String: DeclaredValue]
    }

    let name: String
    let labels: [Label]
    let texts: Set<String>
    /// Whether the labels stand in the file itself. Those of a variable differ by profile, so a label that is absent may be meant.
    let isLiteral: Bool
}

/// The instances of one stage: all combinations of labels, the last axis fastest, without the excluded ones.
struct MatrixExpansion: Sendable {
    struct Combination: Sendable {
        let axes: [StageName.Axis]
        let bindings: [String: DeclaredValue]
    }

    let axes: [MatrixAxis]
    let combinations: [Combination]

    init(_ stage: StageDeclaration, in variables: Variables, problems: inout [DeclarationProblem]) {
        let axes = stage.matrix.compactMap { MatrixAxis($0, in: variables, problems: &problems) }
        var combinations = [Combination(axes: [], bindings: [:])]
        for axis in axes {
            combinations = combinations.flatMap { combination in
                axis.labels.map { label in
                    Combination(
                        axes: combination.axes + [.init(name: axis.name, label: label.text)],
                        bindings: combination.bindings.isEmpty
                            ? label.bindings : combination.bindings.merging(label.bindings) { _, new in new })
                }
            }
        }
        Self.reportVariablesBoundTwice(by: axes, at: stage.position, problems: &problems)
        let exclusions = stage.exclude.compactMap {
            Self.exclusion($0, in: variables, axes: axes, stage: stage.name, problems: &problems)
        }
        let kept = combinations.filter { combination in
            !exclusions.contains { exclusion in
                exclusion.allSatisfy { combination.axes.contains($0) }
            }
        }
        if kept.isEmpty, !combinations.isEmpty {
            problems.append(.init(.everythingExcluded(stage: stage.name), at: stage.position))
        }
        self.axes = axes
        self.combinations = kept
    }

    private static func reportVariablesBoundTwice(
        by axes: [MatrixAxis], at position: SourcePosition, problems: inout [DeclarationProblem]
    ) {
        var axesByVariable: [String: [String]] = [:]
        for axis in axes {
            for name in Set(axis.labels.flatMap(\.bindings.keys)) {
                axesByVariable[name, default: []].append(axis.name)
            }
        }
        for (name, axes) in axesByVariable where axes.count > 1 {
            problems.append(.init(.variableBoundTwice(name, axes: axes), at: position))
        }
    }

    /// The axes of one `{recipe: glorot-adam, code: 128}`.
    private static func exclusion(
        _ value: DeclaredValue, in variables: Variables, axes: [MatrixAxis], stage: String,
        problems: inout [DeclarationProblem]
    ) -> [StageName.Axis]? {
        let value = variables.substitute(in: value, problems: &problems)
        guard case .mapping(let entries) = value.content, !entries.isEmpty else {
            let kind = DeclarationProblem.Kind.wrongType(expected: "{axis: label, …}", found: value.inWords)
            problems.append(.init(kind, at: value.position))
            return nil
        }
        let count = problems.count
        for entry in entries {
            let axis = StageName.Axis(name: entry.key, label: entry.value.labelText ?? "")
            if let problem = problem(with: axis, among: axes, of: stage) {
                problems.append(.init(problem, at: entry.keyPosition))
            }
        }
        return problems.count == count
            ? entries.map { .init(name: $0.key, label: $0.value.labelText ?? "") } : nil
    }

    /// What is wrong with a mention of an axis and a label.
    static func problem(
        with mention: StageName.Axis, among axes: [MatrixAxis], of stage: String
    ) -> DeclarationProblem.Kind? {
        guard let axis = axes.first(where: { $0.name == mention.name }) else {
            return .unknownAxis(
                mention.name, stage: stage, near: nearestName(to: mention.name, among: axes.map(\.name)))
        }
        guard mention.label != "*", axis.isLiteral, !axis.texts.contains(mention.label)
        else { return nil }
        let near = nearestName(to: mention.label, among: axis.labels.map(\.text))
        return .unknownLabel(mention.label, axis: axis.name, stage: stage, near: near)
    }
}

extension MatrixAxis {
    fileprivate init?(
        _ entry: DeclaredValue.Entry, in variables: Variables, problems: inout [DeclarationProblem]
    ) {
        if !isValidName(entry.key) {
            problems.append(.init(.invalidName(entry.key, what: "an axis"), at: entry.keyPosition))
        }
        if case .scalar = entry.value.content { isLiteral = false } else { isLiteral = true }
        name = entry.key
        var labels: [Label] = []
        // The variables that a label binds are replaced where they are used: they may speak of other axes.
        let value = isLiteral ? entry.value : variables.substitute(in: entry.value, problems: &problems)
        switch value.content {
        case .list(let elements):
            for element in elements {
                let element = variables.substitute(in: element, problems: &problems)
                guard let text = element.labelText else {
                    let kind = DeclarationProblem.Kind.wrongType(
                        expected: "a label: a word or a number", found: element.inWords)
                    problems.append(.init(kind, at: element.position))
                    continue
                }
                labels.append(.init(text, at: element.position, axis: name, value: element, problems: &problems))
            }
        case .mapping(let entries):
            for label in entries {
                let value = DeclaredValue(.scalar(label.key, isQuoted: false), at: label.keyPosition)
                labels.append(
                    .init(
                        label.key, at: label.keyPosition, axis: name, value: value, bound: label.value,
                        problems: &problems))
            }
        case .scalar:
            let kind = DeclarationProblem.Kind.wrongType(
                expected: "a list of labels, or a mapping from labels to variables", found: value.inWords)
            problems.append(.init(kind, at: value.position))
            return nil
        }
        if labels.isEmpty { problems.append(.init(.emptyMatrix(axis: name), at: entry.keyPosition)) }
        var seen: Set<String> = []
        for label in labels where !seen.insert(label.text).inserted {
            problems.append(.init(.duplicateLabel(label.text, axis: name), at: value.position))
        }
        (self.labels, texts) = (labels, seen)
    }
}

extension MatrixAxis.Label {
    fileprivate init(
        _ text: String, at position: SourcePosition, axis: String, value: DeclaredValue, bound: DeclaredValue? = nil,
        problems: inout [DeclarationProblem]
    ) {
        if !isValidName(text, alsoAllowing: ".+") {
            problems.append(.init(.invalidName(text, what: "a label"), at: position))
        }
        var bindings: [String: DeclaredValue] = [:]
        if let bound, !bound.isNull {
            if case .mapping(let entries) = bound.content {
                for entry in entries { bindings[entry.key] = entry.value }
            } else {
                let kind = DeclarationProblem.Kind.wrongType(
                    expected: "a mapping from variables to values", found: bound.inWords)
                problems.append(.init(kind, at: bound.position))
            }
        }
        bindings[axis] = value
        self.init(text: text, bindings: bindings)
    }
}
