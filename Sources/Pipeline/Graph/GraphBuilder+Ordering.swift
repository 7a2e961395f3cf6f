/// Publications, and the order in which stages can run.
extension GraphBuilder {
    /// The paths that a draft publishes, the profile's prefix before each.
    mutating func readPublications(of index: Int) -> [Publication] {
        let draft = drafts[index]
        var result: [Publication] = []
        for entry in draft.declaration.publish {
            let value = draft.variables.substitute(in: entry.value, problems: &problems)
            if let kind = draft.kind, !kind.outputs.contains(where: { $0.name == entry.key }) {
                let near = nearestName(to: entry.key, among: kind.outputs.map(\.name))
                problems.append(.init(.unknownOutput(entry.key, of: kind.name, near: near), at: entry.keyPosition))
                continue
            }
            guard let declared = value.string else {
                problems.append(.init(.wrongType(expected: "a path", found: value.inWords), at: value.position))
                continue
            }
            guard check(declared, at: value.position) else { continue }
            let path = declarations.profile.publicationPrefix + declared
            if let earlier = published[path] {
                let first = "\(drafts[earlier.publisher.stage].name)"
                let problem = DeclarationProblem.Kind.publishedTwice(path: path, by: first, and: "\(draft.name)")
                problems.append(.init(problem, at: value.position))
                continue
            }
            published[path] = PublishedPath(
                publisher: .init(stage: index, output: entry.key), position: value.position)
            result.append(Publication(output: entry.key, path: path))
        }
        return result
    }

    /// Indices such that everything stands after what it needs, or reads as published; otherwise as declared.
    ///
    /// - Returns: `nil`, with a problem for a cycle, when there is no such order.
    mutating func topologicalOrder(of instances: [StageInstance?]) -> [Int]? {
        enum Mark { case open, active, done }
        var marks = [Mark](repeating: .open, count: instances.count)
        var order: [Int] = []
        var path: [Int] = []
        var cycle: [Int]?

        func visit(_ index: Int) {
            switch marks[index] {
            case .done: return
            case .active:
                if cycle == nil, let start = path.firstIndex(of: index) { cycle = path[start...] + [index] }
                return
            case .open: break
            }
            marks[index] = .active
            path.append(index)
            for next in (instances[index].map { $0.needs + $0.runsAfter } ?? []) { visit(next) }
            path.removeLast()
            marks[index] = .done
            order.append(index)
        }

        for index in instances.indices { visit(index) }
        guard let cycle else { return order }
        let position = drafts[cycle[0]].declaration.position
        problems.append(.init(.cycle(cycle.reversed().map { "\(drafts[$0].name)" }), at: position))
        return nil
    }
}
