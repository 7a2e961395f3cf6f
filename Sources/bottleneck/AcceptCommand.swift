import ArgumentParser
import Foundation
import Pipeline

struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "After a change of sources that leaves outputs as they were: run a sample, and take the rest over.",
        discussion: """
            Stages whose key differs from that of finished work in the sources of their kind alone are candidates. Of them some are drawn \
            at random, at least one of each kind, and run; if all make the bytes that they made before, the others count as made under \
            their new keys, which their provenance says. If one does not, nothing is taken over.

            Example: bottleneck accept '*' --sample 8
            """)

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "What to take over, as for `run`; what it needs as well.")
    var selectors: [String]

    @Option(help: "How many stages are run; more where there are more kinds.")
    var sample = 4

    @Flag(help: "Show what could be taken over, and run nothing.")
    var dryRun = false

    func validate() throws {
        if sample < 1 { throw ValidationError("--sample must be 1 or more, not \(sample)") }
    }

    func run() async throws {
        let outcome: AcceptanceOutcome? = try await reportingErrors {
            let opened = try options.open()
            // What is taken over must not be taken out meanwhile.
            let use = try await opened.store.locks.lock(Store.useLock, sharing: true)
            defer { withExtendedLifetime(use) {} }
            let run = opened.pipelineRun(.init(selected: try opened.goals(selectors)))
            let plan = try run.acceptancePlan()
            for other in plan.others { print(PlannedStage(other.index, other.verdict, of: opened).line) }
            print(
                "\(counted(plan.candidates.count, "stage")) may be taken over, \(plan.upToDate.count) up to date, "
                    + "\(plan.others.count) to run")
            guard !plan.candidates.isEmpty else { return nil }
            if dryRun {
                for candidate in plan.candidates {
                    print("may be taken over  \(opened.graph.instances[candidate.index].name)")
                }
                return nil
            }
            return try await perform(plan, in: opened)
        }
        guard let outcome else { return }
        if outcome.isInterrupted { throw ExitCode.interrupted }
        if !outcome.holds { throw ExitCode.stageFailed }
    }

    private func perform(_ plan: AcceptancePlan, in opened: OpenWorkspace) async throws -> AcceptanceOutcome {
        var generator = SystemRandomNumberGenerator()
        let drawn = plan.sample(sample, in: opened.graph, using: &generator)
        print("drawn: \(drawn.map { "\(opened.graph.instances[$0.index].name)" }.joined(separator: ", "))")
        let (opened, jobs) = (opened, options.jobCount)
        let outcome = try await showingProgress(typed: options.typed) { progress in
            let acceptance = Acceptance(
                graph: opened.graph, store: opened.store, files: opened.workspace.files, executor: opened.localExecutor,
                observer: progress, commit: currentCommit(of: opened.workspace.root),
                recordHistory: { opened.historyFile.append($0) })
            return try await acceptance.run(plan, sample: drawn, jobs: jobs)
        }
        if outcome.holds {
            let results = outcome.records.mapValues(\.result).merging(plan.upToDate) { first, _ in first }
            try await ResultsLock.update(
                with: InstanceMap(results, instances: opened.graph.instances.count), of: opened.graph,
                in: opened.workspace.files, under: opened.store.locks)
        }
        report(outcome)
        return outcome
    }

    private func report(_ outcome: AcceptanceOutcome) {
        for (stage, outputs) in outcome.different {
            print("other bytes  \(stage)  (\(outputs.joined(separator: ", ")))")
        }
        for (stage, failure) in outcome.failed { print("failed       \(stage)  (\(failure))") }
        if outcome.holds {
            print(
                "\(counted(outcome.same.count, "stage")) made the same bytes anew; \(outcome.accepted.count) more taken over"
            )
        } else {
            print("nothing was taken over; `bottleneck run` makes anew what has changed")
        }
    }
}

/// The commit that is checked out in a folder, with a plus sign where files differ from it; `nil` outside of a repository, or without git.
private func currentCommit(of folder: URL, on machine: some MachineAccess = ThisMachine()) -> String? {
    func git(_ arguments: String...) -> String? {
        machine.output(of: ["git", "-C", folder.path] + arguments)?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    guard let commit = git("rev-parse", "HEAD") else { return nil }
    return git("status", "--porcelain")?.isEmpty == true ? commit : commit + "+"
}
