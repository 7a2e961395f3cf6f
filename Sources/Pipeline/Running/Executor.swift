import Foundation

/// Runs one stage somewhere and hands its outputs over.
package protocol Executor: Sendable {
    /// Runs a stage to its end. Temporary files live until `commit` returns, and go away whatever happens.
    ///
    /// - Parameter commit: Takes the outputs over; what it throws is thrown on.
    /// - Throws: ``StageFailure`` when the stage fails, `CancellationError` when the task is cancelled.
    func execute(
        _ job: StageJob, report: @escaping @Sendable (StageProgress) -> Void,
        commit: @Sendable (FinishedWork) throws -> Void
    ) async throws
}

/// All that an executor needs to know to run a stage.
package struct StageJob: Sendable {
    package let stage: StageName
    package let kind: ConfiguredKind
    package let seed: UInt64
    package let fingerprint: Fingerprint
    /// By input, every declared one.
    package let inputs: [String: [InputFile]]
}

/// What an executor hands over.
package struct FinishedWork: Sendable {
    /// By output; one that the stage did not write is absent.
    package let outputs: [String: FinishedContent]
    package let usage: ResourceUsage
    package let arguments: [String]
    /// Names of the environment variables that the stage saw.
    package let environment: [String]

    package init(
        outputs: [String: FinishedContent], usage: ResourceUsage = .init(), arguments: [String] = [],
        environment: [String] = []
    ) {
        self.outputs = outputs
        self.usage = usage
        self.arguments = arguments
        self.environment = environment
    }
}

/// Why a stage gave no result.
package enum StageFailure: Error, Equatable, Sendable {
    /// The worker ended badly; `status` says how, the lines are the last of its standard error.
    case worker(status: String, lastLines: [String], log: String)
    /// An attempt took longer than the declaration allows.
    case timedOut(seconds: Double)
    case outputMissing(String)
    case outputEmpty(String)
    /// A file of the workspace changed while the stage ran, so the result belongs to no known input.
    case inputChanged(path: String)
    /// The store's content of an input is no longer what it was; it was moved aside, so that what made it runs again.
    case inputDamaged(DamagedContent)
    /// The system refused something that the runner itself needed.
    case system(String)
    case interrupted
}

extension StageFailure {
    /// Whether another attempt could go better.
    var mayPass: Bool {
        switch self {
        case .worker, .timedOut: true
        case .outputMissing, .outputEmpty, .inputChanged, .inputDamaged, .system, .interrupted: false
        }
    }
}

extension StageFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .worker(let status, let lines, let log):
            "the worker \(status)"
                + (lines.isEmpty ? "; it wrote no error" : ":\n" + lines.map { "    \($0)" }.joined(separator: "\n"))
                + "\n    log: \(log)"
        case .timedOut(let seconds):
            "it was ended after \(formatDuration(seconds)), as its `timeout` says; what it keeps in its checkpoint it goes on from"
        case .outputMissing(let name): "the stage ended well, but did not write its output '\(name)'"
        case .outputEmpty(let name): "the stage ended well, but its output '\(name)' is empty"
        case .inputChanged(let path):
            "\(path) was changed while the stage read it, so the result was thrown away: run it again"
        case .inputDamaged(let damage): damage.description
        case .system(let reason): reason
        case .interrupted: "interrupted"
        }
    }
}
