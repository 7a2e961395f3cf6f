import Files
import Foundation
import Pipeline
import Testing

/// What goes wrong in a runner: see Tests/Faults/faults.c.
enum Fault: Sendable {
    enum Moment: String, CaseIterable { case before, within, after }

    /// Killed with SIGKILL at a step.
    case killed(Moment, step: Int)
    /// This step and all that follow are refused, with an error number.
    case refused(Int32, fromStep: Int)
    /// No file can be opened to be read.
    case unreadable(Int32)
    /// Seconds by which the wall clock is off.
    case clock(Int)

    fileprivate var environment: [String: String] {
        switch self {
        case .killed(let moment, let step): ["FAULTS_AT": "\(step)", "FAULTS_ACTION": moment.rawValue]
        case .refused(let code, let step): ["FAULTS_AT": "\(step)", "FAULTS_ACTION": "refuse \(code)"]
        case .unreadable(let code): ["FAULTS_READ": "\(code)"]
        case .clock(let seconds): ["FAULTS_CLOCK": "\(seconds)"]
        }
    }
}

/// How a runner under a fault ended.
struct FaultyEnd {
    /// Steps that were begun, in order; the fault came at the last one, where it is one of a step.
    let steps: [FaultStep]
    let isKilled: Bool
    let status: Int32
    /// Standard error.
    let told: String
}

extension DiskWorkspace {
    static var wordsOfWorker: String { "stdout.log" }

    /// Runs everything in a process of its own, one stage at a time, with a fault.
    ///
    /// - Parameters:
    ///   - folder: Where changes to files are steps: the workspace, or a folder in it.
    ///   - only: The name of the files that are meant; without it, all but a worker's words, which come in one piece or in several.
    func runFaulty(_ fault: Fault? = nil, beneath folder: URL? = nil, only: String? = nil) throws -> FaultyEnd {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString)")
        try createDirectory(scratch)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (trace, errors) = (scratch.appending(path: "trace"), scratch.appending(path: "errors"))
        try Data().write(to: errors)
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = ["run", root.path, "1"]
        process.environment = [
            "PATH": "/usr/bin", "FAULTS_ROOT": (folder ?? root).path, "FAULTS_TRACE": trace.path,
            "LD_PRELOAD": Self.executable.deletingLastPathComponent().appending(path: "libfaults.so").path,
            "SWIFT_BACKTRACE": "enable=no", only == nil ? "FAULTS_SKIP" : "FAULTS_ONLY": only ?? Self.wordsOfWorker,
        ].merging(fault?.environment ?? [:]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let lines = (try? String(contentsOf: trace, encoding: .utf8)) ?? ""
        return FaultyEnd(
            steps: lines.split(separator: "\n").compactMap { FaultStep(line: $0, root: root) },
            isKilled: process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL,
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            told: try String(contentsOf: errors, encoding: .utf8))
    }
}

/// One change to a file, in words that are the same for every key, digest and temporary name.
struct FaultStep: Hashable {
    let call: String
    let place: String

    /// - Parameter line: `number TAB call TAB path`.
    init?(line: Substring, root: URL) {
        let fields = line.split(separator: "\t")
        guard fields.count == 3, fields[2].hasPrefix(root.path) else { return nil }
        let call = String(fields[1])
        let place = Self.place(of: String(fields[2].dropFirst(root.path.count + 1)))
        // In which order a folder is emptied is the file system's choice.
        let emptied = ["store/tmp/TEMPORARY", "store/checkpoints/KEY"].first { call == "remove" && place.hasPrefix($0) }
        (self.call, self.place) = (call, emptied ?? place)
    }

    private static func place(of path: String) -> String {
        let isPartial = path.hasSuffix(".partial")
        let parts = path.split(separator: "/").map { part -> String in
            if Digest(hexadecimal: part) != nil || part.count == 62 { return "KEY" }
            if UUID(uuidString: String(part)) != nil { return "TEMPORARY" }
            if part.count == 2, part.allSatisfy(\.isHexDigit) { return "AB" }
            let pieces = part.split(separator: ".").filter { UUID(uuidString: String($0)) == nil && $0 != "partial" }
            return pieces.map { Digest(hexadecimal: $0) == nil ? String($0) : "KEY" }.joined(separator: ".")
        }
        let isStore = parts.first == "bottleneck"
        let name = (isStore ? ["store"] + parts.dropFirst() : parts).joined(separator: "/")
        return name + (isPartial ? ", aside" : "")
    }
}
