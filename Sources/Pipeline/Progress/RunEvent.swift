/// Something that a run tells those who watch it.
package enum RunEvent: Sendable {
    /// Before anything runs: what the plan says.
    case planned(toRun: Int, mayRun: Int, upToDate: Int, estimate: RunEstimate)
    case started(StageName, expectedSeconds: Double?)
    case progress(StageName, StageProgress)
    case finished(StageName, seconds: Double)
    /// Another runner did the work in the meantime.
    case shared(StageName)
    /// Its results were taken from the mirror of this name.
    case mirrored(StageName, from: String)
    /// Planned as one that may run, and its inputs turned out as they were.
    case cutOff(StageName)
    case failed(StageName, StageFailure)
    /// Not run, because something it needs failed.
    case skipped(StageName)
    case warning(String)
    case ended(RunSummary)
}

/// Watches a run. Events come from several tasks, each stage's own in order.
package protocol RunObserver: Sendable {
    func observe(_ event: RunEvent)
}

/// How a run went.
package struct RunSummary: Sendable {
    package var ran: [StageName] = []
    /// Results that were taken from a mirror, and not computed here.
    package var mirrored: [StageName] = []
    package var upToDate = 0
    package var failed: [StageName] = []
    /// Left undone, because of a failure or an interruption.
    package var skipped = 0
    package var isInterrupted = false
    /// How often stored content was found damaged; it was moved aside, and what needs it was left undone.
    package var damages = 0
    /// Wall clock.
    package var seconds = 0.0

    package init() {}

    package var isSuccess: Bool { failed.isEmpty && !isInterrupted && skipped == 0 }
}
