import ArgumentParser
import Files
import Foundation
import Pipeline
import ResultComparison

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what differs between the results of two runs: stages, and metrics beside their noise.",
        discussion: """
            Results are a revision of git, a workspace, or a folder with results.lock and measurements/ in it. Of stages it tells what was added \
            or removed, the parameters, files, sources and libraries that differ (by the records in the stores at hand), and the outputs. \
            Of metrics it tells the mean over seeds with its 95 % interval on both sides. A change within √(a² + b²) of the two half widths is \
            noise; where both sides have one seed there is no such band, and every change counts. The exit status is 1 where a metric moved \
            beyond its band.

            For example: bottleneck diff HEAD, for what the workspace has changed; bottleneck diff v1 HEAD --json
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "The earlier results: a revision of git, or a folder.")
    var old: String

    @Argument(help: "The later results (default: the workspace as it stands).")
    var new: String?

    @Option(help: "The relative difference up to which two means count as equal.")
    var tolerance = 0.0

    @Option(help: "How many rows of each kind are shown; --json has all.")
    var rows = 20

    func validate() throws {
        if !(tolerance >= 0 && tolerance < 1) {
            throw ValidationError("--tolerance is from 0 to below 1, such as 1e-6")
        }
        if rows < 0 { throw ValidationError("--rows must be 0 or more, not \(rows)") }
    }

    func run() async throws {
        let hasMoved = try await reportingErrors {
            let workspace = try options.workspace()
            return try inTemporaryFolder { folder in
                let before = try snapshot(old, of: workspace, copyingTo: folder.appending(path: "old"))
                let after = try snapshot(new, of: workspace, copyingTo: folder.appending(path: "new"))
                let stages = LockComparison(from: before.lock, to: after.lock) { fingerprint in
                    stores(of: [before, after], workspace).lazy.compactMap { $0.lookUp(fingerprint) }.first
                }
                let metrics = try MetricComparison(from: before, to: after, tolerance: tolerance)
                let report = DifferenceReport(old: before.name, new: after.name, stages: stages, metrics: metrics)
                try answer.print(report, text: report.text(rows: rows))
                return !metrics.beyondBand.isEmpty
            }
        }
        if hasMoved { throw ExitCode.stageFailed }
    }

    private func snapshot(_ text: String?, of workspace: Workspace, copyingTo folder: URL) throws -> ResultSnapshot {
        let here = text == nil ? workspace.root : URL(filePath: text ?? "", directoryHint: .isDirectory)
        if let found = try ResultSnapshot(in: here, name: text ?? "the workspace", profile: workspace.profile) {
            return found
        }
        if let text,
            let found = try ResultSnapshot(
                revision: text, of: workspace.root, profile: workspace.profile, using: ThisMachine(), copyingTo: folder)
        {
            return found
        }
        throw NoResults(name: text ?? workspace.root.path, profile: workspace.profile)
    }

    /// The records of the workspace's store, and of those that the results stand beside.
    private func stores(of snapshots: [ResultSnapshot], _ workspace: Workspace) -> [any ActionCache] {
        let others = snapshots.compactMap(\.root).filter { $0.path != workspace.root.path }
        return [workspace.layout.open { _ in }.actions]
            + others.map { Workspace(root: $0, profile: workspace.profile).layout.open { _ in }.actions }
    }
}

/// Neither a folder with results nor a revision with them.
private struct NoResults: Error, CustomStringConvertible {
    let name: String
    let profile: Profile

    var description: String {
        "\(name) is no folder with \(profile.publicationPrefix)results/results.lock or measurements/ in it, "
            + "and no revision of git that has them; name a workspace, such a folder, or a revision such as HEAD~1"
    }
}
