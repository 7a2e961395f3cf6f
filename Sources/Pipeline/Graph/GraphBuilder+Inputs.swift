/// Inputs: from what is written to the artifacts of instances.
extension GraphBuilder {
    /// The inputs of a draft, in the order in which its kind declares them.
    mutating func resolveInputs(of index: Int) -> [ResolvedInput] {
        let draft = drafts[index]
        // Few, so that they are searched rather than hashed.
        var resolved: [ResolvedInput] = []
        for entry in draft.declaration.inputs {
            let value = draft.variables.substitute(in: entry.value, problems: &problems)
            let elements: [DeclaredValue]
            if case .list(let list) = value.content { elements = list } else { elements = [value] }
            var unbound: [String] = []
            let sources = elements.flatMap { resolve($0, for: draft, unbound: &unbound) }
            let input = ResolvedInput(name: entry.key, position: value.position, sources: sources)
            guard let kind = draft.kind else { continue }
            guard let declared = kind.inputs.first(where: { $0.name == entry.key }) else {
                let near = nearestName(to: entry.key, among: kind.inputs.map(\.name))
                problems.append(.init(.unknownInput(entry.key, kind: kind.name, near: near), at: entry.keyPosition))
                continue
            }
            if declared.count != .many, sources.count > 1 {
                let problem = DeclarationProblem.Kind.tooManyArtifacts(
                    input: entry.key, count: sources.count, unbound: unbound)
                problems.append(.init(problem, at: value.position))
            }
            // Sources with a problem of their own, or of a stage with problems, are no reason to call the input missing.
            if !elements.isEmpty { resolved.append(input) }
        }
        guard let kind = draft.kind else { return [] }
        return kind.inputs.compactMap { declared in
            if let input = resolved.first(where: { $0.name == declared.name }) { return input }
            if declared.count != .optional {
                problems.append(.init(.missingInput(declared.name, kind: kind.name), at: draft.declaration.position))
            }
            return nil
        }
    }

    private mutating func resolve(
        _ value: DeclaredValue, for draft: Draft, unbound: inout [String]
    ) -> [ArtifactSource] {
        guard let text = value.string, let reference = reference(text, in: draft.namespace) else {
            let kind = DeclarationProblem.Kind.wrongType(expected: InputReference.forms, found: value.inWords)
            problems.append(.init(kind, at: value.position))
            return []
        }
        switch reference {
        case .output(let pattern, let output):
            return outputs(output, of: pattern, for: draft, at: value.position, unbound: &unbound)
        case .file(let path):
            guard check(path, at: value.position) else { return [] }
            if let publisher = published[path] {
                let name = "\(drafts[publisher.publisher.stage].name)"
                problems.append(.init(.sourceIsPublished(path: path, by: name), at: value.position))
            } else if !fileExists(path) {
                problems.append(.init(.missingFile(path: path), at: value.position))
            }
            return [.file(path: path)]
        case .published(let declared):
            guard check(declared, at: value.position) else { return [] }
            let path = declarations.profile.publicationPrefix + declared
            let publisher = published[path]?.publisher
            if publisher == nil, !declarations.isIncomplete, !fileExists(path) {
                let near = nearestName(to: path, among: published.keys.sorted())
                problems.append(.init(.neverPublished(path: path, near: near), at: value.position))
            }
            return [.published(path: path, declared: declared, publisher: publisher)]
        }
    }

    private mutating func reference(_ text: String, in namespace: String) -> InputReference? {
        if let known = references[namespace]?[text] { return known }
        let reference = InputReference(text, namespace: namespace)
        // Paths are cheap to read, and seldom alike.
        if case .output = reference { references[namespace, default: [:]][text] = reference }
        return reference
    }

    /// The artifacts that `stage[axis=label].output` names for one consumer. Axes that both have and the reference does not mention
    /// are bound to the consumer's label; the others range over all instances.
    private mutating func outputs(
        _ output: String, of pattern: StagePattern, for draft: Draft, at position: SourcePosition,
        unbound: inout [String]
    ) -> [ArtifactSource] {
        let declaration = pattern.declaration
        guard let stage = stages[declaration] else {
            reportUnknown(declaration, of: pattern, at: position)
            return []
        }
        for axis in pattern.axes {
            if let problem = MatrixExpansion.problem(with: axis, among: stage.axes, of: declaration) {
                problems.append(.init(problem, at: position))
                return []
            }
        }
        var wanted: [StageName.Axis] = []
        for axis in stage.axes {
            if let mentioned = pattern.axes.first(where: { $0.name == axis.name }) {
                wanted.append(mentioned)
            } else if let own = draft.name.axes.first(where: { $0.name == axis.name }) {
                wanted.append(own)
            } else {
                unbound.append(axis.name)
            }
        }
        let matches = stage.drafts(with: wanted, among: drafts)
        if matches.isEmpty {
            let bound = StagePattern(namespace: pattern.namespace, stage: pattern.stage, axes: wanted)
            problems.append(.init(.noMatchingInstance(of: "\(bound)", consumer: "\(draft.name)"), at: position))
        }
        return matches.flatMap { index -> [ArtifactSource] in
            guard let kind = drafts[index].kind else { return [] }
            if output == "*" { return kind.outputs.map { .output(stage: index, output: $0.name) } }
            guard kind.outputs.contains(where: { $0.name == output }) else {
                let near = nearestName(to: output, among: kind.outputs.map(\.name))
                problems.append(.init(.unknownOutput(output, of: declaration, near: near), at: position))
                return []
            }
            return [.output(stage: index, output: output)]
        }
    }

    mutating func check(_ path: String, at position: SourcePosition) -> Bool {
        guard isInsideWorkspace(path) else {
            problems.append(.init(.pathOutsideWorkspace(path), at: position))
            return false
        }
        return true
    }
}

extension GraphBuilder.DraftStage {
    /// The instances with these labels, which are in the order of the axes.
    fileprivate func drafts(with labels: [StageName.Axis], among all: [GraphBuilder.Draft]) -> [Int] {
        // With a label for every axis it is one, and needs no search.
        if labels.count == axes.count, !labels.contains(where: { $0.label == "*" }) {
            return byLabels[labels].map { [$0] } ?? []
        }
        let wanted = labels.filter { $0.label != "*" }
        return drafts.filter { index in wanted.allSatisfy(all[index].name.axes.contains) }
    }
}
