import Pipeline

/// What becomes of a stage, for programs.
struct PlannedStage: Encodable {
    enum Word: String, Encodable {
        case upToDate, run, mayRun
    }

    let stage: String
    let verdict: Word
    /// Why it runs, in words.
    private(set) var reason: String?
    /// The stages whose outputs decide whether it runs.
    private(set) var waitsFor: [String]?
    /// Of the work as it is declared now; `nil` while that is not known.
    private(set) var fingerprint: Fingerprint?
    /// What it is expected to take; `nil` where nothing is known of it, or where it is up to date.
    private(set) var expectedSeconds: Double?

    /// - Returns: `nil` for an instance that is not planned for.
    init?(_ index: Int, in plan: RunPlan, of opened: OpenWorkspace) {
        let name = opened.graph.instances[index].name
        stage = "\(name)"
        switch plan.verdicts[index] {
        case .upToDate(let result): (verdict, fingerprint) = (.upToDate, result.fingerprint)
        case .run(let key, let why): (verdict, fingerprint, reason) = (.run, key.fingerprint, why.description)
        case .mayRun(let stages): (verdict, waitsFor) = (.mayRun, stages.map { "\(opened.graph.instances[$0].name)" })
        case nil: return nil
        }
        if verdict != .upToDate {
            expectedSeconds = opened.history.expectedSeconds(of: name, profile: opened.graph.profile)
        }
    }
}

/// A run before it happens, for programs.
struct PlannedRun: Encodable {
    let toRun: Int, mayRun: Int, upToDate: Int
    /// Wall clock by so many jobs, and of one core.
    let seconds: Double, jobs: Int, coreSeconds: Double
    /// Of how many stages nothing is known: they are not in the seconds.
    let stagesOfUnknownLength: Int
    let stages: [PlannedStage]

    init(_ plan: RunPlan, stages: [PlannedStage]) {
        (toRun, mayRun, upToDate) = (plan.toRun.count, plan.mayRun.count, plan.upToDate.count)
        (seconds, jobs, coreSeconds) = (plan.estimate.seconds, plan.estimate.jobs, plan.estimate.coreSeconds)
        (stagesOfUnknownLength, self.stages) = (plan.estimate.unknown, stages)
    }
}
