import Foundation
import Synchronization

/// One live line per running stage with its progress and the time left, and a line for the whole, on a terminal.
package final class LiveProgress: ProgressDisplay {
    private struct Row {
        let name: StageName
        let started: Date
        let expectedSeconds: Double?
        var progress: StageProgress?
    }

    private struct State {
        var rows: [Row] = []
        var drawnLines = 0
        var lastDrawing = Date.distantPast
        var started = Date.distantPast
        var planned = 0
        var finished = 0
        var expectedSeconds: Double?
        var isClosed = false
    }

    private static let drawingInterval = 0.1

    private let state = Mutex(State())
    private let logsCommand: String
    private let write: @Sendable (String) -> Void
    private let width: @Sendable () -> Int
    private let now: @Sendable () -> Date

    /// - Parameter logsCommand: named after a failure: what shows a stage's log when the stage's name is added.
    package init(
        logsCommand: String,
        write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) },
        width: @escaping @Sendable () -> Int = LiveProgress.terminalWidth,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.logsCommand = logsCommand
        self.write = write
        self.width = width
        self.now = now
    }

    package func observe(_ event: RunEvent) {
        state.withLock { state in
            guard !state.isClosed else { return }
            switch event {
            case .planned(let toRun, let mayRun, let upToDate, let estimate):
                (state.planned, state.finished) = (toRun + mayRun, 0)
                state.expectedSeconds = estimate.isUnknown ? nil : estimate.seconds
                state.started = now()
                if let line = RunSentences.plan(toRun: toRun, mayRun: mayRun, upToDate: upToDate, estimate: estimate) {
                    say(line, &state)
                }
            case .started(let name, let expected):
                state.rows.append(Row(name: name, started: now(), expectedSeconds: expected, progress: nil))
                draw(&state)
            case .progress(let name, let progress):
                guard let index = state.rows.firstIndex(where: { $0.name == name }) else { return }
                state.rows[index].progress = progress
                if now().timeIntervalSince(state.lastDrawing) >= Self.drawingInterval { draw(&state) }
            case .finished(let name, let seconds):
                end(name, saying: "done    \(name) \(formatDuration(seconds))", &state)
            case .shared(let name): end(name, saying: "shared  \(name), which another run finished", &state)
            case .mirrored(let name, _): end(name, saying: nil, &state)
            case .cutOff(let name): end(name, saying: nil, &state)
            case .failed(let name, let failure):
                end(name, saying: RunSentences.failure(name, failure, logsCommand: logsCommand), &state)
            case .skipped: break
            case .warning(let text): say("warning: \(text)", &state)
            case .ended(let summary):
                state.rows = []
                erase(&state)
                write(RunSentences.end(summary) + "\n")
                state.isClosed = true
            }
        }
    }

    package func close() {
        state.withLock { state in
            erase(&state)
            state.isClosed = true
        }
    }

    private func end(_ name: StageName, saying line: String?, _ state: inout State) {
        state.rows.removeAll { $0.name == name }
        state.finished += 1
        if let line { say(line, &state) } else { draw(&state) }
    }

    /// Writes a lasting line above the live ones.
    private func say(_ line: String, _ state: inout State) {
        erase(&state)
        write(line + "\n")
        draw(&state)
    }

    private func erase(_ state: inout State) {
        if state.drawnLines > 0 { write("\u{1B}[\(state.drawnLines)A\u{1B}[J") }
        state.drawnLines = 0
    }

    private func draw(_ state: inout State) {
        erase(&state)
        let time = now()
        state.lastDrawing = time
        guard !state.rows.isEmpty else { return }
        let columns = max(20, width() - 1)
        var lines = state.rows.map { line(for: $0, at: time, columns: columns) }
        let elapsed = time.timeIntervalSince(state.started)
        let left = max(0, (state.expectedSeconds ?? 0) - elapsed)
        lines.append(
            fitted(
                "\(state.finished) of \(state.planned) done, \(formatDuration(elapsed)) so far"
                    + (left > 0 ? ", about \(formatDuration(left)) left" : ""), columns))
        write(lines.joined(separator: "\n") + "\n")
        state.drawnLines = lines.count
    }

    private func line(for row: Row, at time: Date, columns: Int) -> String {
        let elapsed = time.timeIntervalSince(row.started)
        let fraction = row.progress?.fraction ?? row.expectedSeconds.map { min(0.99, elapsed / max($0, 0.1)) }
        var parts: [String] = []
        if let fraction { parts.append("\(bar(fraction)) \(Int(fraction * 100)) %") }
        if let detail = row.progress?.detail, !detail.isEmpty { parts.append(detail) }
        parts.append(
            timeLeft(of: row, elapsed: elapsed).map { "\(formatDuration($0)) left" } ?? formatDuration(elapsed))
        return fitted("\(row.name)  \(parts.joined(separator: "  "))", columns)
    }

    /// From the stage's own progress once it has some, before that from history.
    private func timeLeft(of row: Row, elapsed: Double) -> Double? {
        if let fraction = row.progress?.fraction, fraction > 0.01 { return elapsed / fraction - elapsed }
        return row.expectedSeconds.flatMap { $0 > elapsed ? $0 - elapsed : nil }
    }

    private func bar(_ fraction: Double) -> String {
        let filled = Int((fraction * 10).rounded(.down))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: 10 - filled)
    }

    private func fitted(_ line: String, _ columns: Int) -> String {
        line.count <= columns ? line : String(line.prefix(columns - 1)) + "…"
    }

    /// The terminal's width in columns; 80 where it cannot be known.
    package static func terminalWidth() -> Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}
