/// The files that stages publish, as they stand in the workspace.
struct PublishedFiles: Sendable {
    private let files: any WorkspaceFiles

    init(in files: any WorkspaceFiles) {
        self.files = files
    }

    /// Paths at which an instance's output does not stand, or something else does, with what belongs there.
    ///
    /// - Throws: ``FileError`` for a file that cannot be read.
    func missing(of instance: StageInstance, result: ActionResult) throws -> [(path: String, content: StoredContent)] {
        try instance.publications.compactMap { publication in
            guard let content = result.outputs[publication.output] else {
                preconditionFailure("the result of \(instance.name) lacks its output '\(publication.output)'")
            }
            return try files.digest(of: publication.path) == content.digest ? nil : (publication.path, content)
        }
    }
}

extension PipelineRun {
    /// The paths that the run would publish again without running their stage: the results are up to date, and the files are gone or were changed.
    ///
    /// - Throws: ``FileError`` for a file that cannot be read.
    package func restorations(in plan: RunPlan) throws -> InstanceMap<[String]> {
        var restorations = InstanceMap<[String]>(instances: graph.instances.count)
        let published = PublishedFiles(in: files)
        for index in plan.order {
            guard case .upToDate(let result) = plan.verdicts[index] else { continue }
            let paths = try published.missing(of: graph.instances[index], result: result).map(\.path)
            if !paths.isEmpty { restorations[index] = paths }
        }
        return restorations
    }
}
