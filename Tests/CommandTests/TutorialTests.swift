import Foundation
import TestSupport
import Testing

/// docs/tutorial.md, typed in from beginning to end.
@Suite("The tutorial")
struct TutorialTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private enum Step {
        case file(path: String, text: String)
        case commands(String)
    }

    /// Blocks of code in order: those headed by a path are files, those of a shell are commands.
    private static func steps() throws -> [Step] {
        let text = try String(contentsOf: root.appending(path: "docs/tutorial.md"), encoding: .utf8)
        let parts = text.components(separatedBy: "```")
        return stride(from: 1, to: parts.count, by: 2).map { index in
            let (language, body) = (parts[index].prefix { $0 != "\n" }, parts[index].drop { $0 != "\n" }.dropFirst())
            if language == "sh" { return .commands(String(body)) }
            let heading = parts[index - 1].split(separator: "\n").last ?? ""
            return .file(path: heading.split(separator: "`").first.map(String.init) ?? "", text: String(body))
        }
    }

    @Test("every file and every command of it works as it says")
    func typedIn() throws {
        let folder = try TemporaryFolder()
        let workspace = folder.url.appending(path: "narrow-codes")
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        var answers: [String] = []
        for (number, step) in try Self.steps().enumerated() {
            switch step {
            case .file(let path, let text):
                try Data(text.utf8).write(to: workspace.appending(path: path))
            case .commands(let commands):
                let beginning = answers.isEmpty ? folder.url : workspace
                let outcome = try run(commands, in: beginning, program: program)
                #expect(outcome.status == 0, "block \(number): \(outcome.text)")
                answers.append(outcome.text)
            }
        }
        try #require(answers.count == 4)
        #expect(answers[1].contains("may run     narrow/train[code=16,replicate=2]"))
        #expect(answers[1].contains("everything up to date (11 stages)"))
        #expect(answers[2].contains("| N-01 | A code of 16 units keeps the error at 0.012. |"))
        #expect(answers[3].contains("parameter epochs  60 → 80"))
        #expect(answers[3].contains("ran 13, up to date 1"))
        let paper = try String(contentsOf: workspace.appending(path: "paper.md"), encoding: .utf8)
        #expect(paper.contains("![The error by width of the code](plots/narrow-codes.svg)"))
        #expect(!paper.contains("--><!--/value-->"), "each number stands between its markers")
    }

    private func run(_ commands: String, in folder: URL, program: URL) throws -> (status: Int32, text: String) {
        let process = Process()
        let log = folder.appending(path: ".log-\(UUID().uuidString)")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", commands]
        process.currentDirectoryURL = folder
        // Where `make build` has the program, the first command says.
        #expect(!commands.contains("export PATH") || commands.contains("/bottleneck/.build\""))
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PATH": "\(program.path):/usr/local/bin:/usr/bin:/bin"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        let handle = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (handle, handle)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: log, encoding: .utf8))
    }
}
