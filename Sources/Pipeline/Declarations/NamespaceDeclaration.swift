/// One file of `experiments/` but `pipeline.yaml`: the stages of one namespace, in the order of the file.
package struct NamespaceDeclaration: Sendable {
    package let name: String
    package let position: SourcePosition
    package let stages: [StageDeclaration]
    /// Profile → stage → changes to its parameters.
    package let profiles: [DeclaredValue.Entry]
    package let overrides: [ParameterOverride]

    init?(_ value: DeclaredValue, problems: inout [DeclarationProblem]) {
        guard
            var reader = MappingReader(value, expecting: "a mapping with paper and stages", problems: &problems)
        else { return nil }
        let name = reader.string("paper", "the namespace's name", problems: &problems)
        if let name, !isValidName(name.text) {
            problems.append(.init(.invalidName(name.text, what: "a namespace"), at: name.position))
        }
        let stages = reader.mapping("stages", "a mapping from names to stages", problems: &problems)
        profiles = reader.mapping("profiles", "a mapping from profiles to stages", problems: &problems)
        let overrides = reader.list("overrides", "a list of {select, params}", problems: &problems)
        reader.finish(problems: &problems)

        self.stages = stages.compactMap { StageDeclaration($0, problems: &problems) }
        self.overrides = overrides.compactMap { ParameterOverride($0, problems: &problems) }
        guard let name else { return nil }
        self.name = name.text
        position = name.position
    }
}

/// A stage as declared, before its matrix is unfolded and its variables are replaced.
package struct StageDeclaration: Sendable {
    package let name: String
    package let position: SourcePosition
    package let kind: DeclaredName
    /// Axis → labels, in the order of the file.
    package let matrix: [DeclaredValue.Entry]
    package let exclude: [DeclaredValue]
    package let inputs: [DeclaredValue.Entry]
    package let parameters: DeclaredValue
    /// Output → path.
    package let publish: [DeclaredValue.Entry]
    package let limits: ExecutionLimits
    let resources: [DeclaredResource]

    init?(_ entry: DeclaredValue.Entry, problems: inout [DeclarationProblem]) {
        if !isValidName(entry.key) {
            problems.append(.init(.invalidName(entry.key, what: "a stage"), at: entry.keyPosition))
        }
        guard
            var reader = MappingReader(
                entry.value, expecting: "a mapping with kind, matrix, inputs, params and publish", problems: &problems)
        else { return nil }
        let kind = reader.string("kind", "the name of a stage kind", problems: &problems)
        matrix = reader.mapping("matrix", "a mapping from axes to labels", problems: &problems)
        exclude = reader.list("exclude", "a list of {axis: label}", problems: &problems)
        inputs = reader.mapping("inputs", "a mapping from inputs to artifacts", problems: &problems)
        let parameters = reader.optional("params")?.value
        if let parameters, case .mapping = parameters.content {
        } else if let parameters, parameters.labelText?.hasPrefix("$") != true {
            problems.append(
                .init(.wrongType(expected: "a mapping", found: parameters.inWords), at: parameters.position))
        }
        publish = reader.mapping("publish", "a mapping from outputs to paths", problems: &problems)
        resources = DeclaredResource.all(in: &reader, problems: &problems)
        limits = ExecutionLimits(&reader, resources: resources.amounts, problems: &problems)
        reader.finish(problems: &problems)
        name = entry.key
        position = entry.keyPosition
        self.parameters = parameters ?? DeclaredValue(.mapping([]), at: entry.keyPosition)
        guard let kind else { return nil }
        self.kind = kind
    }
}

/// Changes to the parameters of some instances, in the order of the file.
package struct ParameterOverride: Sendable {
    package let select: DeclaredName
    package let parameters: DeclaredValue

    init?(_ value: DeclaredValue, problems: inout [DeclarationProblem]) {
        guard var reader = MappingReader(value, expecting: "a mapping with select and params", problems: &problems)
        else { return nil }
        let select = reader.string("select", "a selector such as ercan/train[code=36]", problems: &problems)
        let parameters = reader.required("params", "a mapping of changes", problems: &problems)
        reader.finish(problems: &problems)
        guard let select, let parameters else { return nil }
        self.select = select
        self.parameters = parameters.value
    }
}
