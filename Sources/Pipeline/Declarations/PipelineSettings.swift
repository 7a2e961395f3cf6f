/// What `experiments/pipeline.yaml` says: the root of all seeds, the variables of every file, and the profiles.
package struct PipelineSettings: Sendable {
    package static let fileName = "pipeline.yaml"

    package let rootSeed: UInt64
    /// The workspace's variables, those of the chosen profile laid over them.
    package let variables: Variables
    package let profiles: [String]
    /// Files of the folder that declare no stages: they are inputs of some.
    package let otherFiles: [String]
    /// How much stages that run at once may take together.
    package let resources: Resources

    init?(_ value: DeclaredValue, profile: String, problems: inout [DeclarationProblem]) {
        guard
            var reader = MappingReader(
                value, expecting: "a mapping with rootSeed, variables and profiles", problems: &problems)
        else { return nil }
        var rootSeed: UInt64 = 0
        if let entry = reader.required("rootSeed", "an integer of 0 or more", problems: &problems) {
            if let seed = entry.value.integerText.flatMap(UInt64.init) {
                rootSeed = seed
            } else {
                let kind = DeclarationProblem.Kind.wrongType(
                    expected: "an integer of 0 or more", found: entry.value.inWords)
                problems.append(.init(kind, at: entry.value.position))
            }
        }
        var variables: [String: DeclaredValue] = [:]
        for entry in reader.mapping("variables", "a mapping from names to values", problems: &problems) {
            variables[entry.key] = entry.value
        }
        let profiles = reader.mapping("profiles", "a mapping from names to changes", problems: &problems)
        otherFiles = reader.list("otherFiles", "a list of file names", problems: &problems).compactMap(\.string)
        resources = DeclaredResource.all(in: &reader, problems: &problems).amounts
        reader.finish(problems: &problems)

        for entry in profiles {
            let changes = PipelineSettings.variables(of: entry, known: variables, problems: &problems)
            if entry.key == profile { variables.merge(changes) { _, new in new } }
        }
        let names = profiles.map(\.key)
        if !names.contains(Profile.paper.name) {
            problems.append(.init(.missingKey("profiles.paper", expected: "the default profile"), at: value.position))
        }
        if !names.contains(profile), profile != Profile.paper.name {
            let near = nearestName(to: profile, among: names)
            let kind = DeclarationProblem.Kind.unknownProfile(profile, near: near, known: names)
            problems.append(.init(kind, at: value.position))
        }
        self.rootSeed = rootSeed
        self.variables = Variables(variables)
        self.profiles = names
    }

    private static func variables(
        of profile: DeclaredValue.Entry, known: [String: DeclaredValue], problems: inout [DeclarationProblem]
    ) -> [String: DeclaredValue] {
        guard !profile.value.isNull,
            var reader = MappingReader(profile.value, expecting: "a mapping with variables", problems: &problems)
        else { return [:] }
        let entries = reader.mapping("variables", "a mapping from names to values", problems: &problems)
        reader.finish(problems: &problems)
        for entry in entries where known[entry.key] == nil {
            let near = nearestName(to: entry.key, among: known.keys)
            problems.append(.init(.unknownVariable(entry.key, near: near), at: entry.keyPosition))
        }
        return Dictionary(entries.map { ($0.key, $0.value) }) { _, new in new }
    }
}

/// A named set of overrides. `paper` is the papers' own schedule, and the only one that publishes into the workspace itself.
package struct Profile: Hashable, Sendable {
    package static let paper = Profile(name: "paper")

    package let name: String

    package init(name: String) {
        self.name = name
    }

    /// Where this profile publishes, relative to the workspace: nothing, or `out/quick/`.
    package var publicationPrefix: String {
        self == .paper ? "" : "out/\(name)/"
    }
}
