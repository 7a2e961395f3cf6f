import ArgumentParser
import Files
import Foundation
import Pipeline

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Make results anew from an empty store, and compare them byte by byte with results.lock.",
        discussion: """
            Everything is run in a scratch folder; store and results of the workspace stay as they are. Whatever machine made the lock, the \
            bytes are the same. Without --sample that takes as long as a first run.

            Example: bottleneck verify --sample 5
            """)

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "What to verify, as for `run`; what it needs is made and compared as well.")
    var selectors: [String] = []

    @Option(help: "Verify so many of the stages, drawn at random.")
    var sample: Int?

    @Option(
        help:
            "The scratch folder, which is kept; a run that was interrupted goes on in it (default: a new one, removed at the end unless something failed or differs)."
    )
    var scratch: String?

    @OptionGroup var answer: AnswerOptions

    func validate() throws {
        if let sample, sample < 1 { throw ValidationError("--sample must be 1 or more, not \(sample)") }
    }

    func run() async throws {
        let outcome = try await reportingErrors { try await verify() }
        try answer.print(outcome, text: outcome.text)
        if outcome.isInterrupted { throw ExitCode.interrupted }
        if !outcome.isIdentical { throw ExitCode.stageFailed }
    }

    private func verify() async throws -> VerificationOutcome {
        let opened = try options.open().expectingRecordedDurations()
        let path = opened.graph.profile.publicationPrefix + ResultsLock.path
        guard let text = try opened.workspace.files.read(path) else {
            throw ValidationError(
                "\(path) is not there, so there is nothing to compare with; `bottleneck run` writes it")
        }
        let lock = ResultsLock(parsing: String(decoding: text, as: UTF8.self))
        let locked = Set(lock.names)
        var selected = try opened.goals(selectors).filter { locked.contains("\(opened.graph.instances[$0].name)") }
        if let sample { selected = Set(selected.shuffled().prefix(sample)) }
        guard !selected.isEmpty else { throw ValidationError("\(path) has no line of a stage that was asked for") }

        let folder =
            scratch.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.temporaryDirectory.appending(path: "bottleneck-verify-\(UUID().uuidString)")
        try createDirectory(folder)
        var keepsFolder = scratch != nil
        defer { if !keepsFolder { try? FileManager.default.removeItem(at: folder) } }
        let layout = StoreLayout(folder: folder.appending(path: Workspace.storeFolder))
        let store = layout.open { StandardError.write("warning: \($0)") }
        let files = ScratchFiles(
            over: opened.workspace.files, scratch: DiskWorkspaceFiles(root: folder.appending(path: "published")))
        var run = PipelineRun.Options(selected: selected)
        (run.jobs, run.keepGoing) = (options.jobCount, true)
        let pipelineRun = PipelineRun(
            graph: opened.graph, store: store, history: opened.history, files: files, options: run)
        let executor = opened.localExecutor(in: layout)
        var location = options.location
        location.store = layout.folder.path
        let summary = try await showingProgress(typed: location.typed) { progress in
            try await pipelineRun.run(executor: executor, observer: progress)
        }
        // A folder that was kept may hold records under other keys too.
        let records = try pipelineRun.plan().verdicts.values.compactMap { verdict in
            if case .upToDate(let result) = verdict { store.actions.lookUp(result.fingerprint) } else { nil }
        }
        var outcome = VerificationOutcome(ResultsComparison(of: records, with: lock), summary)
        if !keepsFolder, !outcome.isIdentical, !outcome.isInterrupted {
            keepsFolder = true
            outcome.kept = folder.path
        }
        return outcome
    }
}

private struct VerificationOutcome: Encodable {
    let identical: [String]
    let different: [String: [String]]
    let notInLock: [String]
    let failed: [String]
    let skipped: Int
    let isInterrupted: Bool
    /// The scratch folder, where it is left to be looked at.
    var kept: String?

    init(_ comparison: ResultsComparison, _ summary: RunSummary) {
        func stages(_ verdict: ResultsComparison.Verdict) -> [String] {
            comparison.verdicts.filter { $0.verdict == verdict }.map(\.stage)
        }
        (identical, notInLock) = (stages(.identical), stages(.unknown))
        different = Dictionary(
            uniqueKeysWithValues: comparison.verdicts.compactMap { stage, verdict in
                if case .differs(let outputs) = verdict { (stage, outputs) } else { nil }
            })
        (failed, skipped) = (summary.failed.map { "\($0)" }, summary.skipped)
        isInterrupted = summary.isInterrupted
    }

    var isIdentical: Bool { different.isEmpty && notInLock.isEmpty && failed.isEmpty && skipped == 0 && !isInterrupted }

    var text: String {
        let lines =
            identical.map { "identical    \($0)" }
            + different.sorted { $0.key < $1.key }.map {
                "differs      \($0.key)  (\($0.value.joined(separator: ", ")))"
            }
            + notInLock.map { "not in lock  \($0)" } + failed.map { "failed       \($0)" }
        return
            (lines + [
                "\(counted(identical.count, "stage")) identical, \(different.count) different, \(notInLock.count) not in the lock, "
                    + "\(failed.count) failed, \(skipped) not run"
            ] + (kept.map { ["what was made, and the logs, are kept in \($0)"] } ?? [])).joined(separator: "\n")
    }
}
