/// The stages that could run now, the one with the longest path ahead first, of equal ones the one that is declared first.
///
/// A binary heap, as a layer of a graph may have ten thousand stages, and each that ends takes another from here.
struct RunnableQueue: Sendable {
    struct Stage: Sendable {
        let index: Int
        let key: StageKey
        let isForced: Bool
        /// Seconds along the longest chain of stages from this one.
        let path: Double

        fileprivate func precedes(_ other: Stage) -> Bool { (path, other.index) > (other.path, index) }
    }

    private var heap: [Stage] = []

    var isEmpty: Bool { heap.isEmpty }

    mutating func insert(_ stage: Stage) {
        heap.append(stage)
        var place = heap.count - 1
        while place > 0, heap[place].precedes(heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// - Returns: `nil` when there is none.
    mutating func popFirst() -> Stage? {
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
