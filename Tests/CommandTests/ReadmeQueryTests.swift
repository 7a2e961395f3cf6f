import Foundation
import TestSupport
import Testing

/// The queries that README.md shows, asked of the committed measurements.
@Suite("Queries of the README")
struct ReadmeQueryTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What stands behind `bottleneck query` in the section, each as the words of a shell.
    private static func commands() throws -> [[String]] {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: "## Ask the measurements").last)
        let block = try #require(section.components(separatedBy: "```\n").dropFirst().first)
        return block.components(separatedBy: "bottleneck query ").dropFirst().map { command in
            let quote: Character = command.contains("\"") && !command.contains("'SELECT") ? "\"" : "'"
            let parts = command.split(separator: quote, omittingEmptySubsequences: false)
            let options = parts[0].split(separator: " ").map(String.init)
            return ["query"] + options + [String(parts[1])]
        }
    }

    @Test("there are ten at least, and each gives rows, but for what only a store of one's own can tell")
    func queries() throws {
        let folder = try TemporaryFolder()
        for name in ["experiments", "plots", "results/measurements", "results/results.lock"] {
            let link = folder.url.appending(path: name)
            try FileManager.default.createDirectory(
                at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                at: link, withDestinationURL: Self.root.appending(path: name))
        }
        let (commands, program) = (try Self.commands(), try CommandTrial())
        #expect(commands.count >= 10)
        for command in commands {
            let outcome = try program.run(command, in: folder.url)
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            let rows = outcome.output.split(separator: "\n").count
            #expect(rows > 1 || command.contains { $0.contains("FROM run") }, "\(command): \(outcome.output)")
        }
    }
}
