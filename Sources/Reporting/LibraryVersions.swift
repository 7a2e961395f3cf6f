import Foundation
import GRDB

/// Versions of what tables and figures are made with, for the keys of the stages that make them.
package enum LibraryVersions {
    /// As SQLite says it: `3.40.1`. Sums may change in their last digits from one version to the next.
    package static let sqlite: String = {
        let version = try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
        return version ?? "unknown"
    }()

    /// As gnuplot says it: `gnuplot 5.4 patchlevel 4`; `none` where there is no gnuplot, so that its arrival is noticed.
    ///
    /// - Cost: one process, 5 to 10 ms, once.
    package static let gnuplot: String = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gnuplot", "--version"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, let text = try? output.fileHandleForReading.readToEnd() else {
            return "none"
        }
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }()
}
