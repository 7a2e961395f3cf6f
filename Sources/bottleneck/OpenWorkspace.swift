import Pipeline
import Stages

/// A workspace with its declarations read and its store open.
struct OpenWorkspace {
    let workspace: Workspace
    let graph: StageGraph
    let store: Store
    let historyFile: RunHistoryFile
    private(set) var history: RunHistory

    func pipelineRun(_ options: PipelineRun.Options) -> PipelineRun {
        PipelineRun(graph: graph, store: store, history: history, files: workspace.files, options: options)
    }

    /// The same, estimating what the store has no history of by the committed durations of an earlier run. Says on standard error when they
    /// cannot be read.
    func expectingRecordedDurations() -> OpenWorkspace {
        var opened = self
        opened.history.recorded = .load(from: workspace.files, profile: graph.profile) {
            StandardError.write("warning: \($0)")
        }
        return opened
    }

    /// The instances that a run is asked for: those that the selectors name, or, without any, all that publish something.
    func goals(_ selectors: [String]) throws -> Set<Int> {
        try selectors.isEmpty ? graph.publishing : select(selectors)
    }

    /// One instance, as one types it, and what a run of it and of all that it comes from would do.
    func planWithOrigins(of stage: String) throws -> (index: Int, plan: RunPlan) {
        let index = try graph.selectOne(Selector(stage))
        return (index, try pipelineRun(.init(selected: graph.withOrigins([index]))).plan())
    }

    /// The instances that are to be left out: without selectors none.
    func exclusions(_ selectors: [String]) throws -> Set<Int> {
        try selectors.isEmpty ? [] : select(selectors)
    }

    /// The instances that selectors on the command line name: without any, all.
    func select(_ selectors: [String]) throws -> Set<Int> {
        try graph.select(selectors.map { try Selector($0) })
    }

    /// The declarations as every profile has them.
    ///
    /// - Throws: ``DeclarationErrors``.
    func graphsOfAllProfiles() throws -> [StageGraph] {
        try graph.profiles.map { profile in
            profile == graph.profile
                ? graph
                : try Workspace(root: workspace.root, profile: profile, store: workspace.layout.folder)
                    .loadGraph(registry: registry)
        }
    }
}
