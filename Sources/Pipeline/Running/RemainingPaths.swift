/// How much time lies ahead of each unfinished instance, itself included, along the longest chain of those that follow.
struct RemainingPaths: Sendable {
    /// Seconds, for a stage of which nothing is known.
    static let defaultSeconds = 1.0

    private(set) var seconds: [Int: Double] = [:]

    /// - Parameters:
    ///   - open: In an order in which they could run.
    ///   - unknownSeconds: What a stage counts of which nothing is known.
    init(
        of open: [Int], in graph: StageGraph, by decider: StageDecider, history: RunHistory,
        unknownSeconds: Double = Self.defaultSeconds
    ) {
        var following: [Int: Double] = [:]
        for index in open.reversed() {
            let name = graph.instances[index].name
            let own = history.expectedSeconds(of: name, profile: graph.profile) ?? unknownSeconds
            let path = own + following[index, default: 0]
            seconds[index] = path
            for predecessor in decider.predecessors(of: index) {
                following[predecessor] = max(following[predecessor, default: 0], path)
            }
        }
    }

    var longest: Double { seconds.values.max() ?? 0 }
}
