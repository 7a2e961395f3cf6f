import Foundation
import Pipeline

/// Runs the synthetic kind in this process: to fill the store of a large pipeline in seconds, which worker processes would take an hour for.
struct InProcessExecutor: Executor {
    func execute(
        _ job: StageJob, report: @escaping @Sendable (StageProgress) -> Void,
        commit: @Sendable (FinishedWork) throws -> Void
    ) async throws {
        let text = try Concatenate.text(of: job.inputs["texts"] ?? [], name: job.stage)
        try commit(FinishedWork(outputs: ["text": .bytes(text)]))
    }
}
