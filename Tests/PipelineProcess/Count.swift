import Foundation
import Pipeline

/// Counts up, remembering in its checkpoint how far it got; and does what else the test wants.
enum Count: StageKind {
    struct Parameters: Codable, Sendable {
        enum Mode: String, Codable, CaseIterable {
            case count, fail, crash, writeNothing, writeEmpty, tellEnvironment, printMuch, readSource, readBesideSource,
                download
        }

        let mode: Mode
        let steps: Int
        let secondsPerStep: Double
        /// A file outside of the store that every start of the stage appends a line to.
        let journal: String
    }

    static let name = "count"
    static let summary = "counts"
    static let sourceFolder = "Count"
    static let environment = ["COUNT_MIRROR"]

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.optional("source")] }
    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [.init("text", fileName: "text.txt")] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let checkpoint = context.checkpointDirectory.appending(path: "steps")
        let resumed = (try? String(contentsOf: checkpoint, encoding: .utf8)).flatMap { Int($0) } ?? 0
        if parameters.mode != .download {
            try append("\(context.stage) \(getpid()) from \(resumed)\n", to: parameters.journal)
        }
        context.log("starts at \(resumed)")
        for step in resumed..<parameters.steps {
            try await Task.sleep(for: .seconds(parameters.secondsPerStep))
            try Data("\(step + 1)".utf8).write(to: checkpoint, options: .atomic)
            context.report(StageProgress(completed: step + 1, total: parameters.steps))
        }
        var text = "seed \(context.seed), \(parameters.steps) steps\n"
        switch parameters.mode {
        case .count: break
        case .fail: throw Failure.wanted
        case .crash: kill(getpid(), SIGKILL)
        case .writeNothing: return
        case .writeEmpty: text = ""
        case .tellEnvironment:
            let variables = ProcessInfo.processInfo.environment.filter { $0.key != "PATH" && $0.key != "HOME" }
            text = variables.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "\n")
        case .readSource: text = try String(contentsOf: context.input("source").url, encoding: .utf8)
        case .readBesideSource:
            let beside = try context.input("source").url.deletingLastPathComponent().appending(path: "undeclared.txt")
            text = try String(contentsOf: beside, encoding: .utf8)
        case .download: try download(from: parameters.journal)
        case .printMuch: for line in 0..<20000 { print("line \(line)") }
        }
        try Data(text.utf8).write(to: context.output("text"))
    }

    private enum Failure: Error { case wanted, noAnswer(Int32) }

    private static func download(from address: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/curl")
        process.arguments = ["--silent", "--fail", "--output", "/dev/null", address]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.noAnswer(process.terminationStatus) }
    }

    private static func append(_ line: String, to path: String) throws {
        let handle = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        defer { close(handle) }
        _ = Array(line.utf8).withUnsafeBytes { write(handle, $0.baseAddress, $0.count) }
    }
}
