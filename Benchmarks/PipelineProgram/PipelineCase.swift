import Foundation

/// What is done to a pipeline that is up to date, before a tool has to bring it up to date again.
enum PipelineChange: String, Codable, CaseIterable {
    /// Nothing: the tool finds that all is as it was.
    case noOp = "no-op"
    /// A file that one stage of the last layer reads: one stage runs.
    case leaf
    /// A file that one stage of the first layer reads: one stage of each layer runs.
    case root
    /// All that was made is removed: every stage runs.
    case everything

    func apply(to pipeline: SyntheticPipeline, of tool: PipelineTool, in folder: URL, round: Int, log: URL) throws {
        let cell = pipeline.cells[(7 * round + 3) % pipeline.width]
        switch self {
        case .noOp: break
        case .leaf: try change(SyntheticPipeline.leaf(of: cell), in: folder, round: round)
        case .root: try change(SyntheticPipeline.source(of: cell), in: folder, round: round)
        case .everything: try tool.reset(pipeline, in: folder, log: log)
        }
    }

    private func change(_ path: String, in folder: URL, round: Int) throws {
        let url = folder.appending(path: path)
        let old = try String(contentsOf: url, encoding: .utf8)
        try (old + "\(self.rawValue) \(round)\n").write(to: url, atomically: true, encoding: .utf8)
    }
}

/// A change to a pipeline of some size: a row of the table.
struct PipelineCase {
    let change: PipelineChange
    let stages: Int

    var name: String { "\(change.rawValue) \(stages)" }

    static let all: [PipelineCase] =
        [100, 1000, 10_000, 100_000].map { .init(change: .noOp, stages: $0) }
        + [100, 1000].flatMap { stages in
            [.leaf, .root, .everything].map { .init(change: $0, stages: stages) }
        }
}
