import Foundation
import Synchronization

/// One line per event, for logs and pipes: progress of a stage at most every 30 seconds.
package final class PlainProgress: ProgressDisplay {
    private static let progressInterval = 30.0

    private let lastLine = Mutex<[StageName: Date]>([:])
    private let logsCommand: String
    private let write: @Sendable (String) -> Void
    private let now: @Sendable () -> Date

    /// - Parameter logsCommand: named after a failure: what shows a stage's log when the stage's name is added.
    package init(
        logsCommand: String,
        write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data(($0 + "\n").utf8)) },
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.logsCommand = logsCommand
        self.write = write
        self.now = now
    }

    package func observe(_ event: RunEvent) {
        switch event {
        case .planned(let toRun, let mayRun, let upToDate, let estimate):
            if let line = RunSentences.plan(toRun: toRun, mayRun: mayRun, upToDate: upToDate, estimate: estimate) {
                write(line)
            }
        case .started(let name, _):
            lastLine.withLock { $0[name] = now() }
            write("start   \(name)")
        case .progress(let name, let progress):
            if isDue(name) {
                let percent = progress.fraction.map { " \(Int($0 * 100)) %" } ?? ""
                write("        \(name)\(percent) \(progress.detail)")
            }
        case .finished(let name, let seconds): write("done    \(name) \(formatDuration(seconds))")
        case .shared(let name): write("shared  \(name), which another run finished")
        case .mirrored(let name, _): write("taken   \(name)")
        case .cutOff: break
        case .failed(let name, let failure): write(RunSentences.failure(name, failure, logsCommand: logsCommand))
        case .skipped(let name): write("not run \(name)")
        case .warning(let text): write("warning: \(text)")
        case .ended(let summary): write(RunSentences.end(summary))
        }
    }

    package func close() {}

    private func isDue(_ name: StageName) -> Bool {
        lastLine.withLock { last in
            let time = now()
            if let previous = last[name], time.timeIntervalSince(previous) < Self.progressInterval { return false }
            last[name] = time
            return true
        }
    }
}
