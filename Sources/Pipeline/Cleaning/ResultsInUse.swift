/// What results of the declarations need: everything that is up to date in any profile.
package struct ResultsInUse: Sendable {
    package let records: Set<Fingerprint>

    /// - Parameter graphs: One for each profile.
    /// - Throws: As ``PipelineRun/plan()``.
    package init(of graphs: [StageGraph], store: Store, history: RunHistory, files: any WorkspaceFiles) throws {
        var records: Set<Fingerprint> = []
        for graph in graphs {
            let run = PipelineRun(
                graph: graph, store: store, history: history, files: files,
                options: .init(selected: Set(graph.instances.indices)))
            for case .upToDate(let record) in try run.plan().verdicts.values { records.insert(record.fingerprint) }
        }
        self.records = records
    }
}
