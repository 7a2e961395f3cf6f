import Foundation

/// A run for programs: one JSON object per line and event, as it happens.
///
/// Each line has `event` and `time`, those of a stage `stage`. Events and what they have besides:
///
/// | `event` | has |
/// |---|---|
/// | `planned` | `toRun`, `mayRun`, `upToDate`; `seconds` by the clock and `coreSeconds`, as far as they are known |
/// | `started` | `seconds`, where it is known how long the stage takes |
/// | `progress` | `completed`, `total`, `detail` |
/// | `finished` | `seconds` |
/// | `shared`, `cut-off`, `skipped` | |
/// | `mirrored` | `from` |
/// | `failed` | `reason` |
/// | `warning` | `reason` |
/// | `ended` | `ran`, `mirrored`, `failed`: stages; `upToDate`, `skipped`, `isInterrupted`, `seconds` |
package struct JSONProgress: ProgressDisplay {
    private let write: @Sendable (String) -> Void
    private let now: @Sendable () -> Date

    package init(
        write: @escaping @Sendable (String) -> Void = { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) },
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.write = write
        self.now = now
    }

    package func observe(_ event: RunEvent) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            write(String(decoding: try encoder.encode(Line(event, at: now())), as: UTF8.self))
        } catch {
            preconditionFailure("an event of a run cannot be written as JSON: \(error)")
        }
    }

    package func close() {}

    /// What is `nil` is left out.
    private struct Line: Encodable {
        let event: String
        let time: Date
        var stage: String?
        var toRun: Int?, mayRun: Int?, upToDate: Int?
        var seconds: Double?, coreSeconds: Double?
        var completed: Int?, total: Int?
        var detail: String?
        var from: String?
        var reason: String?
        var ran: [String]?, mirrored: [String]?, failed: [String]?
        var skipped: Int?
        var isInterrupted: Bool?

        private init(_ event: String, _ stage: StageName? = nil, at time: Date) {
            (self.event, self.time, self.stage) = (event, time, stage?.description)
        }

        init(_ event: RunEvent, at time: Date) {
            switch event {
            case .planned(let toRun, let mayRun, let upToDate, let estimate):
                self.init("planned", at: time)
                (self.toRun, self.mayRun, self.upToDate) = (toRun, mayRun, upToDate)
                (seconds, coreSeconds) = (estimate.seconds, estimate.coreSeconds)
            case .started(let name, let expectedSeconds):
                self.init("started", name, at: time)
                seconds = expectedSeconds
            case .progress(let name, let progress):
                self.init("progress", name, at: time)
                (completed, total, detail) = (progress.completed, progress.total, progress.detail)
            case .finished(let name, let seconds):
                self.init("finished", name, at: time)
                self.seconds = seconds
            case .shared(let name): self.init("shared", name, at: time)
            case .mirrored(let name, let mirror):
                self.init("mirrored", name, at: time)
                from = mirror
            case .cutOff(let name): self.init("cut-off", name, at: time)
            case .failed(let name, let failure):
                self.init("failed", name, at: time)
                reason = "\(failure)"
            case .skipped(let name): self.init("skipped", name, at: time)
            case .warning(let text):
                self.init("warning", at: time)
                reason = text
            case .ended(let summary):
                self.init("ended", at: time)
                (ran, mirrored) = (summary.ran.map(\.description), summary.mirrored.map(\.description))
                (failed, skipped) = (summary.failed.map(\.description), summary.skipped)
                (upToDate, isInterrupted, seconds) = (summary.upToDate, summary.isInterrupted, summary.seconds)
            }
        }
    }
}
