extension StageGraph {
    /// The given instances with everything that they need, and everything that publishes files which any of these reads.
    package func withOrigins(_ indices: Set<Int>) -> Set<Int> {
        var all = withNeeds(indices)
        while true {
            let publishers = Set(all.flatMap { instances[$0].runsAfter }).subtracting(all)
            if publishers.isEmpty { return all }
            all = withNeeds(all.union(publishers))
        }
    }
}
