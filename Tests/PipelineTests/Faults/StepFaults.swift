import Foundation
import Pipeline
import Testing

/// What comes of a fault at each change that a run makes to its files.
struct StepFaults {
    /// By kind of fault; `nil` where it was not tried.
    struct Outcome {
        var killedBefore: FaultOutcome?
        var killedWithin: FaultOutcome?
        var diskFull: FaultOutcome?
        var inputOutputError: FaultOutcome?
    }

    private let disk: DiskWorkspace
    private let undisturbed: WorkspaceState
    private let undisturbedFiles: Set<String>
    private let steps: [FaultStep]

    init(of disk: DiskWorkspace) throws {
        self.disk = disk
        let end = try disk.runFaulty()
        #expect(end.status == 0, "\(end.told)")
        steps = end.steps
        undisturbed = try WorkspaceState(of: disk)
        undisturbedFiles = Set(try disk.files().keys)
        #expect(undisturbed.records.count == 2 && undisturbed.published.count == 2 && undisturbed.contents.count == 2)
    }

    /// Kinds of steps in the order of a run, each with the worst that came of its occurrences.
    func outcomes() throws -> [(step: FaultStep, outcome: Outcome)] {
        var (order, outcomes): ([FaultStep], [FaultStep: Outcome]) = ([], [:])
        let words = DiskWorkspace.wordsOfWorker
        try disk.clear()
        let writes = try disk.runFaulty(only: words).steps
        let first = try #require(writes.firstIndex { $0.call == "write" })
        let numbered = steps.enumerated().map { ($0.offset + 1, $0.element, String?.none) }
        for (number, step, only) in numbered + [(first + 1, writes[first], words)] {
            if outcomes[step] == nil { order.append(step) }
            var outcome = outcomes[step] ?? Outcome()
            outcome.killedBefore = try kill(.before, at: number, of: step, only, outcome.killedBefore)
            if step.call == "write" {
                outcome.killedWithin = try kill(.within, at: number, of: step, only, outcome.killedWithin)
            }
            outcome.diskFull = try refuse(ENOSPC, from: number, of: step, only, outcome.diskFull)
            if ["write", "synchronize"].contains(step.call) {
                outcome.inputOutputError = try refuse(EIO, from: number, of: step, only, outcome.inputOutputError)
            }
            outcomes[step] = outcome
        }
        if let last = steps.last { _ = try kill(.after, at: steps.count, of: last, nil, nil) }
        return order.map { ($0, outcomes[$0] ?? Outcome()) }
    }

    /// - Returns: The worse of what came of it and of what came of it before.
    private func kill(
        _ moment: Fault.Moment, at number: Int, of step: FaultStep, _ only: String?, _ before: FaultOutcome?
    ) throws -> FaultOutcome {
        try disk.clear()
        let end = try disk.runFaulty(.killed(moment, step: number), only: only)
        #expect(end.isKilled && end.steps.last == step, "killed \(moment) \(step): \(end.told)")
        let outcome = try recovers(after: "killed \(moment) \(step)") ? FaultOutcome.recovers : .differs
        return max(outcome, before ?? outcome)
    }

    private func refuse(
        _ code: Int32, from number: Int, of step: FaultStep, _ only: String?, _ before: FaultOutcome?
    ) throws -> FaultOutcome {
        try disk.clear()
        let end = try disk.runFaulty(.refused(code, fromStep: number), only: only)
        #expect(end.steps.count >= number && end.steps[number - 1] == step)
        let isTold = end.status == 1 && end.told.contains(String(cString: strerror(code)))
        let isHarmless = try end.status == 0 && WorkspaceState(of: disk) == undisturbed
        #expect(isTold || isHarmless, "\(step) refused with \(code): status \(end.status), \(end.told)")
        let isGood = try recovers(after: "\(step) refused with \(code)") && (isTold || isHarmless)
        let outcome: FaultOutcome = !isGood ? .differs : isTold ? .errorThenRecovers : .unharmed
        return max(outcome, before ?? outcome)
    }

    /// Whether the same command leads to the undisturbed state, and cleaning then leaves nothing else behind.
    private func recovers(after fault: String) throws -> Bool {
        let end = try disk.runFaulty()
        #expect(end.status == 0, "\(fault): \(end.told)")
        let state = try WorkspaceState(of: disk)
        #expect(state == undisturbed, "\(fault)")
        let later = Date(timeIntervalSinceNow: 2 * 86_400)
        let cleaning = StoreCleaning(
            of: disk.store, keeping: [], leftovers: disk.workspace.layout.leftovers, limits: .init(), now: later)
        try cleaning.carryOut(in: disk.store, now: later)
        // Beside published files the next writer cleans, when they are a day old; the history is an estimate, and may miss a line.
        let left = Set(try disk.files().keys).symmetricDifference(undisturbedFiles)
            .filter { !($0.hasPrefix("results/") && $0.hasSuffix(".partial")) && $0 != ".bottleneck/history.tsv" }
        #expect(left == [], "\(fault)")
        return end.status == 0 && state == undisturbed && left.isEmpty
    }
}
