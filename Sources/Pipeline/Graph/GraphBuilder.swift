import Files

/// Unfolds declarations into a graph, collecting every problem on the way.
struct GraphBuilder {
    /// An instance whose inputs are not resolved yet. A class, since each is looked at many times, and a copy would count references to all fields.
    final class Draft {
        let name: StageName
        let namespace: String
        let declaration: StageDeclaration
        let variables: Variables
        /// `nil` when the kind is unknown or the parameters have problems, which are reported.
        var kind: ConfiguredKind?
        /// Whether its parameters quote those of others.
        let isQuoting: Bool

        init(
            name: StageName, namespace: String, declaration: StageDeclaration, variables: Variables,
            kind: ConfiguredKind?,
            isQuoting: Bool
        ) {
            (self.name, self.namespace, self.declaration, self.variables) = (name, namespace, declaration, variables)
            (self.kind, self.isQuoting) = (kind, isQuoting)
        }
    }

    /// A declared stage with its instances.
    struct DraftStage {
        let axes: [MatrixAxis]
        let drafts: Range<Int>
        /// The instances by their labels on all axes.
        let byLabels: [[StageName.Axis]: Int]
    }

    /// A published path, and who publishes it.
    struct PublishedPath {
        let publisher: ArtifactSource.Publisher
        let position: SourcePosition
    }

    let declarations: Declarations
    let registry: KindRegistry
    let fileExists: @Sendable (String) -> Bool
    var problems: [DeclarationProblem]
    var drafts: [Draft] = []
    var stages: [String: DraftStage] = [:]
    var published: [String: PublishedPath] = [:]
    /// By namespace: what texts under `inputs` refer to; those of many instances are alike.
    var references: [String: [String: InputReference]] = [:]
    private var quotations: [Quotation] = []
    private var libraries: [String: [String: String]] = [:]

    init(
        _ declarations: Declarations, registry: KindRegistry, problems: [DeclarationProblem],
        fileExists: @escaping @Sendable (String) -> Bool
    ) {
        self.declarations = declarations
        self.registry = registry
        self.problems = problems
        self.fileExists = fileExists
    }

    mutating func build() throws(DeclarationErrors) -> StageGraph {
        for namespace in declarations.namespaces { unfold(namespace) }
        for quotation in quotations {
            let draft = drafts[quotation.draft]
            let parameters = quoting(in: quotation.parameters, namespace: draft.namespace)
            drafts[quotation.draft].kind = configure(draft.declaration.kind, with: parameters)
        }
        let publications = drafts.indices.map { readPublications(of: $0) }
        let instances = resolvedInstances(publications)
        let order = topologicalOrder(of: instances)
        guard problems.isEmpty, let order else { throw DeclarationErrors(problems) }
        return StageGraph(
            profile: declarations.profile, profiles: declarations.settings.profiles.map(Profile.init(name:)),
            instances: instances.compactMap(\.self), order: order, resources: declarations.settings.resources)
    }

    private mutating func unfold(_ namespace: NamespaceDeclaration) {
        var patches: [String: DeclaredValue] = [:]
        for profile in namespace.profiles {
            let stages = checkedPatches(profile, in: namespace)
            if profile.key == declarations.profile.name { patches = stages }
        }
        var expansions: [String: MatrixExpansion] = [:]
        for stage in namespace.stages {
            expansions[stage.name] = MatrixExpansion(
                stage, in: declarations.settings.variables, problems: &problems)
        }
        problems += namespace.stages.flatMap(\.resources).compactMap {
            $0.problem(with: declarations.settings.resources)
        }
        let overrides = checkedOverrides(of: namespace, expansions: expansions)
        for stage in namespace.stages {
            guard let expansion = expansions[stage.name] else { continue }
            let start = drafts.count
            // Equal parameters of one declaration have equal problems, too: they are decoded once.
            var configured: [DeclaredValue: ConfiguredKind?] = [:]
            for combination in expansion.combinations {
                let name = StageName(namespace: namespace.name, stage: stage.name, axes: combination.axes)
                let variables = declarations.settings.variables.adding(combination.bindings)
                var parameters = variables.substitute(in: stage.parameters, problems: &problems)
                let changes =
                    [patches[stage.name]].compactMap(\.self)
                    + overrides.filter { $0.pattern.matches(name) }.map(\.parameters)
                for change in changes {
                    parameters = parameters.merging(variables.substitute(in: change, problems: &problems))
                }
                let isQuoting = GraphBuilder.quotes(parameters)
                var kind: ConfiguredKind?
                if isQuoting {
                    quotations.append(Quotation(draft: drafts.count, parameters: parameters))
                } else {
                    kind = configured[parameters] ?? configure(stage.kind, with: parameters)
                    configured[parameters] = .some(kind)
                }
                drafts.append(
                    Draft(
                        name: name, namespace: namespace.name, declaration: stage, variables: variables, kind: kind,
                        isQuoting: isQuoting))
            }
            stages["\(namespace.name)/\(stage.name)"] = DraftStage(
                axes: expansion.axes, drafts: start..<drafts.count,
                byLabels: Dictionary((start..<drafts.count).map { (drafts[$0].name.axes, $0) }) { first, _ in first })
        }
    }

    private mutating func configure(_ kind: DeclaredName, with parameters: DeclaredValue) -> ConfiguredKind? {
        guard let registered = registry[kind.text] else {
            let near = nearestName(to: kind.text, among: registry.names)
            problems.append(.init(.unknownKind(kind.text, near: near), at: kind.position))
            return nil
        }
        let versions = libraries[kind.text] ?? registered.kind.libraries()
        libraries[kind.text] = versions
        return registered.configure(with: parameters, libraries: versions, problems: &problems)
    }

    /// The drafts with their inputs. From here on none of them changes, so each piece is resolved by a copy of this builder: `unsafe` is for
    /// the drafts alone, which are classes.
    private mutating func resolvedInstances(_ publications: [[Publication]]) -> [StageInstance?] {
        nonisolated(unsafe) let shared = self
        let pieces = concurrently(piecesOf: drafts.count, size: 256) { piece in
            var builder = shared
            builder.problems = []
            let instances = piece.map { index in
                builder.instance(index, inputs: builder.resolveInputs(of: index), publications: publications[index])
            }
            return (instances: instances, problems: builder.problems)
        }
        problems += pieces.flatMap(\.problems)
        return pieces.flatMap(\.instances)
    }

    private func instance(_ index: Int, inputs: [ResolvedInput], publications: [Publication]) -> StageInstance? {
        let draft = drafts[index]
        guard let kind = draft.kind else { return nil }
        return StageInstance(
            name: draft.name, position: draft.declaration.position, kind: kind,
            rootSeed: declarations.settings.rootSeed, inputs: inputs, publications: publications,
            limits: draft.declaration.limits)
    }

    /// The profile's changes by stage.
    private mutating func checkedPatches(
        _ profile: DeclaredValue.Entry, in namespace: NamespaceDeclaration
    ) -> [String: DeclaredValue] {
        let profiles = declarations.settings.profiles
        if !profiles.contains(profile.key) {
            let near = nearestName(to: profile.key, among: profiles)
            problems.append(.init(.unknownProfile(profile.key, near: near, known: profiles), at: profile.keyPosition))
        }
        if profile.value.isNull { return [:] }
        guard case .mapping(let stages) = profile.value.content else {
            let kind = DeclarationProblem.Kind.wrongType(
                expected: "a mapping from stages to parameters", found: profile.value.inWords)
            problems.append(.init(kind, at: profile.value.position))
            return [:]
        }
        let names = namespace.stages.map(\.name)
        for stage in stages {
            if !names.contains(stage.key) {
                let near = nearestName(to: stage.key, among: names)
                problems.append(.init(.unknownStage(stage.key, near: near), at: stage.keyPosition))
            }
            requireMapping(stage.value)
        }
        return Dictionary(stages.map { ($0.key, $0.value) }) { _, new in new }
    }

    private mutating func checkedOverrides(
        of namespace: NamespaceDeclaration, expansions: [String: MatrixExpansion]
    ) -> [(pattern: StagePattern, parameters: DeclaredValue)] {
        namespace.overrides.compactMap { override in
            requireMapping(override.parameters)
            let select = override.select
            guard let pattern = StagePattern(select.text, defaultNamespace: namespace.name) else {
                let kind = DeclarationProblem.Kind.wrongType(
                    expected: "a selector such as \(namespace.name)/stage[axis=label]", found: "“\(select.text)”")
                problems.append(.init(kind, at: select.position))
                return nil
            }
            let matched = namespace.stages.filter {
                pattern.matchesDeclaration(of: StageName(namespace: namespace.name, stage: $0.name))
            }
            if matched.isEmpty {
                let names = namespace.stages.map { "\(namespace.name)/\($0.name)" }
                let near = nearestName(to: pattern.declaration, among: names)
                problems.append(.init(.unknownStage(select.text, near: near), at: select.position))
            }
            for stage in matched {
                for axis in pattern.axes {
                    let axes = expansions[stage.name]?.axes ?? []
                    if let problem = MatrixExpansion.problem(with: axis, among: axes, of: stage.name) {
                        problems.append(.init(problem, at: select.position))
                    }
                }
            }
            return (pattern, override.parameters)
        }
    }

    /// A stage that nobody declares. One that a file may declare which could not be read is no problem of its own.
    mutating func reportUnknown(_ text: String, of pattern: StagePattern, at position: SourcePosition) {
        let mayBeUnread =
            declarations.isIncomplete && !declarations.namespaces.contains { $0.name == pattern.namespace }
        if mayBeUnread { return }
        let near = nearestName(to: pattern.declaration, among: stages.keys.sorted())
        problems.append(.init(.unknownStage(text, near: near), at: position))
    }

    private mutating func requireMapping(_ value: DeclaredValue) {
        if case .mapping = value.content { return }
        problems.append(.init(.wrongType(expected: "a mapping", found: value.inWords), at: value.position))
    }
}
