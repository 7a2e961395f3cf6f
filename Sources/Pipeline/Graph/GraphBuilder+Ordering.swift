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
        order.reserveCapacity(instances.count)
        // The path from a start to where the search is, with what is still to be visited of each: chains may be longer than the stack is deep.
        var path: [(index: Int, before: [Int], visited: Int)] = []
        var cycle: [Int]?

        func enter(_ index: Int) {
            switch marks[index] {
            case .done: return
            case .active:
                if cycle == nil, let start = path.firstIndex(where: { $0.index == index }) {
                    cycle = path[start...].map(\.index) + [index]
                }
                return
            case .open: break
            }
            marks[index] = .active
            path.append((index, instances[index].map { $0.needs + $0.runsAfter } ?? [], 0))
        }

        for index in instances.indices {
            enter(index)
            while let last = path.last {
                if last.visited < last.before.count {
                    path[path.count - 1].visited += 1
                    enter(last.before[last.visited])
                } else {
                    marks[last.index] = .done
                    order.append(last.index)
                    path.removeLast()
                }
            }
        }
        guard let cycle else { return order }
        let position = drafts[cycle[0]].declaration.position
        problems.append(.init(.cycle(cycle.reversed().map { "\(drafts[$0].name)" }), at: position))
        return nil
    }
}
