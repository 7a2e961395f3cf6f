import Pipeline

/// What becomes of a stage.
struct PlannedStage: Encodable {
    enum Word: String, Encodable {
        /// Its result is there, but does not stand where it is published.
        case restore
        case upToDate, run, mayRun
    }

    let stage: String
    let verdict: Word
    /// Why it runs, in words.
    private(set) var reason: String?
    /// The stages whose outputs decide whether it runs.
    private(set) var waitsFor: [String]?
    /// The published files that are made again.
    private(set) var restores: [String]?
    /// Of the work as it is declared now; `nil` while that is not known.
    private(set) var fingerprint: Fingerprint?
    /// What it is expected to take; `nil` where nothing is known of it, or where it is up to date.
    private(set) var expectedSeconds: Double?

    /// - Parameter paths: Those that the run would publish again.
    init(_ index: Int, _ verdict: Verdict, restoring paths: [String] = [], of opened: OpenWorkspace) {
        let name = opened.graph.instances[index].name
        stage = "\(name)"
        switch verdict {
        case .upToDate(let result):
            (self.verdict, fingerprint) = (paths.isEmpty ? .upToDate : .restore, result.fingerprint)
            restores = paths.isEmpty ? nil : paths
        case .run(let key, let why): (self.verdict, fingerprint, reason) = (.run, key.fingerprint, why.description)
        case .mayRun(let stages):
            (self.verdict, waitsFor) = (.mayRun, stages.map { "\(opened.graph.instances[$0].name)" })
        }
        if self.verdict == .run || self.verdict == .mayRun {
            expectedSeconds = opened.history.expectedSeconds(of: name, profile: opened.graph.profile)
        }
    }
}

extension PlannedStage {
    /// The verdict, the stage and why.
    var line: String {
        switch verdict {
        case .upToDate: "up to date  \(stage)"
        case .restore: "restore     \(stage)  (\(first(of: restores)))"
        case .run: "run         \(stage)  (\(reason ?? ""))"
        case .mayRun: "may run     \(stage)  (waits for \(first(of: waitsFor)))"
        }
    }

    private func first(of names: [String]?) -> String {
        guard let names, let first = names.first else { return "" }
        return names.count > 1 ? "\(first) and \(names.count - 1) more" : first
    }
}

/// A run before it happens, for programs.
struct PlannedRun: Encodable {
    /// Up to date are those to restore, too.
    let toRun: Int, mayRun: Int, upToDate: Int, toRestore: Int
    /// Wall clock by so many jobs, and of one core.
    let seconds: Double, jobs: Int, coreSeconds: Double
    /// Of how many stages nothing is known: they are not in the seconds.
    let stagesOfUnknownLength: Int
    let stages: [PlannedStage]

    init(_ plan: RunPlan, restorations: Int, stages: [PlannedStage]) {
        toRestore = restorations
        (toRun, mayRun, upToDate) = (plan.toRun.count, plan.mayRun.count, plan.upToDate.count)
        (seconds, jobs, coreSeconds) = (plan.estimate.seconds, plan.estimate.jobs, plan.estimate.coreSeconds)
        (stagesOfUnknownLength, self.stages) = (plan.estimate.unknown, stages)
    }
}
