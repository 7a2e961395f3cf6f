/// The stages of one profile, unfolded and checked: what runs, on what, with which parameters.
package struct StageGraph: Sendable {
    package let profile: Profile
    /// All that are declared, this one among them.
    package let profiles: [Profile]
    /// In the order of the declarations.
    package let instances: [StageInstance]
    /// Indices into `instances`: everything stands after what it needs.
    package let order: [Int]
    /// What instances that run at once may take together.
    package let resources: Resources
    private let dependents: [[Int]]
    private let indexByName: [String: Int]

    /// - Precondition: `order` is a topological order of the instances.
    init(profile: Profile, profiles: [Profile], instances: [StageInstance], order: [Int], resources: Resources) {
        precondition(order.count == instances.count, "a topological order has all \(instances.count) instances")
        self.profile = profile
        self.profiles = profiles
        self.instances = instances
        self.order = order
        self.resources = resources
        var dependents = [[Int]](repeating: [], count: instances.count)
        for index in instances.indices {
            for need in instances[index].needs { dependents[need].append(index) }
        }
        self.dependents = dependents
        indexByName = Dictionary(uniqueKeysWithValues: instances.indices.map { ("\(instances[$0].name)", $0) })
    }

    package func index(of name: String) -> Int? { indexByName[name] }

    /// The instances that publish something: what a run is for. Data sets that nothing published needs are not among them.
    package var publishing: Set<Int> { Set(instances.indices.filter { !instances[$0].publications.isEmpty }) }

    /// The given instances with everything that they need.
    package func withNeeds(_ indices: Set<Int>) -> Set<Int> { closure(of: indices) { instances[$0].needs } }

    /// The given instances with everything that needs them.
    package func withDependents(_ indices: Set<Int>) -> Set<Int> { closure(of: indices) { dependents[$0] } }

    private func closure(of start: Set<Int>, following edges: (Int) -> [Int]) -> Set<Int> {
        if start.count == instances.count { return start }
        var result = start
        var open = Array(start)
        while let index = open.popLast() {
            for next in edges(index) where result.insert(next).inserted { open.append(next) }
        }
        return result
    }
}

/// One instance of a stage: a name, a kind with its parameters, and where its inputs come from.
///
/// A class, so that the many places that hold one share it: a copy would count references to a dozen fields.
package final class StageInstance: Sendable {
    package let name: StageName
    package let position: SourcePosition
    package let kind: ConfiguredKind
    private let rootSeed: UInt64
    /// In the order in which the kind declares them; an optional input that is left out is not here.
    package let inputs: [ResolvedInput]
    package let publications: [Publication]
    package let limits: ExecutionLimits
    /// The instances whose outputs this one reads, each once.
    package let needs: [Int]
    /// The instances that publish files which this one reads: they go first if they run at all, but are not pulled in.
    package let runsAfter: [Int]

    init(
        name: StageName, position: SourcePosition, kind: ConfiguredKind, rootSeed: UInt64, inputs: [ResolvedInput],
        publications: [Publication], limits: ExecutionLimits = ExecutionLimits()
    ) {
        (self.name, self.position, self.kind, self.rootSeed) = (name, position, kind, rootSeed)
        (self.inputs, self.publications, self.limits) = (inputs, publications, limits)
        var (needs, runsAfter): ([Int], [Int]) = ([], [])
        for input in inputs {
            for source in input.sources {
                switch source {
                case .output(let stage, _): needs.append(stage)
                case .published(_, _, let publisher?): runsAfter.append(publisher.stage)
                case .published, .file: break
                }
            }
        }
        (self.needs, self.runsAfter) = (needs.unique, runsAfter.unique)
    }

    /// What its randomness begins with. Derived when asked for, since decisions ask for it on all cores and the graph is made on one.
    package var seed: UInt64 { StageSeed.derive(rootSeed: rootSeed, name: name) }
}

extension [Int] {
    /// The numbers in order, each once.
    fileprivate var unique: [Int] {
        if count < 2 { return self }
        var seen: Set<Int> = []
        return filter { seen.insert($0).inserted }
    }
}

/// An input and the artifacts that it takes.
package struct ResolvedInput: Hashable, Sendable {
    package let name: String
    package let position: SourcePosition
    package let sources: [ArtifactSource]
}

/// Where an artifact comes from. Paths are relative to the workspace.
package enum ArtifactSource: Hashable, Sendable {
    case output(stage: Int, output: String)
    case file(path: String)
    /// `declared` is the path as the declaration says it, without the profile's prefix; `publisher` the output behind it, if any.
    case published(path: String, declared: String, publisher: Publisher?)

    package struct Publisher: Hashable, Sendable {
        package let stage: Int
        package let output: String
    }
}

/// An output that is copied to a path of the workspace once the stage is up to date.
package struct Publication: Hashable, Sendable {
    package let output: String
    /// Relative to the workspace, the profile's prefix included.
    package let path: String
}
