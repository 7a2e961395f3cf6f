/// The stages that could run now, the one with the longest path ahead first, of equal ones the one that is declared first.
///
/// Stages that take the same resources stand in one line: where its first has no room, none of it has. What the first of a line lacks is kept
/// for it: those with less ahead of them may not take of it, or small stages would pass a large one by until none is left.
struct RunnableQueue: Sendable {
    struct Stage: Sendable {
        let index: Int
        let key: StageKey
        let isForced: Bool
        /// Seconds along the longest chain of stages from this one.
        let path: Double
        let resources: Resources

        fileprivate func precedes(_ other: Stage) -> Bool { (path, other.index) > (other.path, index) }
    }

    private var lines: [Resources: StageHeap] = [:]

    mutating func insert(_ stage: Stage) { lines[stage.resources, default: StageHeap()].insert(stage) }

    /// The first stage for which these resources are enough, when what stages before it wait for is left to them.
    ///
    /// - Returns: `nil` when there is none.
    func first(fitting free: Resources) -> Stage? {
        var free = free
        for stage in lines.values.compactMap(\.first).sorted(by: { $0.precedes($1) }) {
            let lacking = stage.resources.filter { free[$0.key, default: 0] < $0.value }
            if lacking.isEmpty { return stage }
            for name in lacking.keys { free[name] = 0 }
        }
        return nil
    }

    /// - Precondition: It is the first of those that take as much.
    mutating func remove(_ stage: Stage) {
        let removed = lines[stage.resources]?.popFirst()
        precondition(removed?.index == stage.index, "only the first of a line can go")
    }
}

/// A binary heap, as a layer of a graph may have ten thousand stages, and each that ends takes another from here.
private struct StageHeap: Sendable {
    private var heap: [RunnableQueue.Stage] = []

    var first: RunnableQueue.Stage? { heap.first }

    mutating func insert(_ stage: RunnableQueue.Stage) {
        heap.append(stage)
        var place = heap.count - 1
        while place > 0, heap[place].precedes(heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// - Returns: `nil` when there is none.
    mutating func popFirst() -> RunnableQueue.Stage? {
        guard let last = heap.popLast() else { return nil }
        guard let first = heap.first else { return last }
        heap[0] = last
        var place = 0
        while true {
            var best = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child].precedes(heap[best]) {
                best = child
            }
            if best == place { return first }
            heap.swapAt(place, best)
            place = best
        }
    }
}
