import Foundation

/// What the worker of a stage wrote: its log lines, how far it got, and its standard error.
package struct StageLog: Sendable {
    package let folder: URL
    package let lines: [String]

    /// - Returns: `nil` when there is no log in the folder.
    package init?(folder: URL) {
        let output = FileManager.default.contents(atPath: folder.appending(path: "stdout.log").path)
        let error = FileManager.default.contents(atPath: folder.appending(path: "stderr.log").path)
        guard output != nil || error != nil else { return nil }
        self.folder = folder
        var lines: [String] = []
        var lastProgress: StageProgress?
        for line in (output ?? Data()).split(separator: UInt8(ascii: "\n")) {
            switch try? JSONDecoder().decode(WorkerEvent.self, from: line) {
            case .log(let text): lines.append(text)
            case .progress(let progress): lastProgress = progress
            case .finished: break
            case nil: lines.append(String(decoding: line, as: UTF8.self))
            }
        }
        if let lastProgress {
            lines.append("last progress: \(lastProgress.completed) of \(lastProgress.total) \(lastProgress.detail)")
        }
        lines += String(decoding: error ?? Data(), as: UTF8.self).split(separator: "\n").map { "stderr: \($0)" }
        self.lines = lines
    }
}
