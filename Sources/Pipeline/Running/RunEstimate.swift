/// What a run will cost, as far as it can be known before it starts.
package struct RunEstimate: Hashable, Sendable {
    /// Wall clock, with `jobs` stages at once.
    package var seconds: Double
    /// All stages one after the other.
    package var coreSeconds: Double
    package var jobs: Int
    /// How many stages run or may run.
    package var stages: Int
    /// How many of them are expected to take what an earlier run recorded.
    package var recorded: Int
    /// What that run was on; `nil` when no single processor.
    package var processor: String?
    /// How many of them nothing is known of: they are not in the seconds.
    package var unknown: Int

    package init(
        seconds: Double, coreSeconds: Double, jobs: Int, stages: Int, recorded: Int = 0, processor: String? = nil,
        unknown: Int = 0
    ) {
        self.seconds = seconds
        self.coreSeconds = coreSeconds
        self.jobs = jobs
        self.stages = stages
        self.recorded = recorded
        self.processor = processor
        self.unknown = unknown
    }

    /// No run is shorter than its longest chain, nor than its work shared out evenly, nor than what one resource has to do; a schedule that starts
    /// the longest path first comes close to the greatest of them.
    ///
    /// - Parameters:
    ///   - expected: Of each stage that runs or may run.
    ///   - busiestResource: Seconds that the resource which is asked for most would be taken wholly.
    init(
        _ expected: [ExpectedDuration?], longestPath: Double, busiestResource: Double, jobs: Int,
        recordedOn processor: String?
    ) {
        let known = expected.compactMap { $0 }
        let total = known.reduce(0) { $0 + $1.seconds }
        self.init(
            seconds: max(longestPath, busiestResource, total / Double(max(1, jobs))), coreSeconds: total, jobs: jobs,
            stages: expected.count, recorded: known.count { $0.source == .recorded }, processor: processor,
            unknown: expected.count - known.count)
    }

    /// Whether nothing at all is known of what runs.
    package var isUnknown: Bool { unknown > 0 && unknown == stages }
}
