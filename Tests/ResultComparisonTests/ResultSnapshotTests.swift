import Foundation
import Pipeline
import ResultComparison
import TestSupport
import Testing

@Suite("Results of a run")
struct ResultSnapshotTests {
    private static let line = "a/x\t\(String(repeating: "1", count: 64))\tout=\(String(repeating: "2", count: 64))\n"

    @Test("a workspace, its results folder, and a profile's results are found; an empty folder is none")
    func folders() throws {
        let folder = try TemporaryFolder()
        #expect(try ResultSnapshot(in: folder.url, name: "x", profile: .paper) == nil)
        try folder.write(Array(Self.line.utf8), to: "results/results.lock")
        try folder.write([], to: "results/measurements/a.csv")
        try folder.write([], to: "out/demo/results/measurements/b.csv")
        let workspace = try #require(try ResultSnapshot(in: folder.url, name: "x", profile: .paper))
        #expect(workspace.lock.names == ["a/x"] && workspace.measurements.keys.sorted() == ["a.csv"])
        #expect(workspace.root == folder.url)
        let results = folder.url.appending(path: "results")
        let alone = try #require(try ResultSnapshot(in: results, name: "x", profile: .paper))
        #expect(alone.lock.names == ["a/x"] && alone.root == nil)
        let demo = try #require(try ResultSnapshot(in: folder.url, name: "x", profile: Profile(name: "demo")))
        #expect(demo.lock.names == [] && demo.measurements.keys.sorted() == ["b.csv"])
    }

    @Test(
        "a revision's lock and measurements are copied; what git does not know is no result, and an option is no revision"
    )
    func revision() throws {
        let git = "git -C /workspace"
        let machine = Git(answers: [
            "\(git) rev-parse --verify --quiet v1^{commit}": "abc\n",
            "\(git) ls-tree --name-only v1 results/ results/measurements/":
                "results/measurements\nresults/measurements/a.csv\nresults/models\nresults/results.lock\n",
            "\(git) show v1:./results/results.lock": Self.line, "\(git) show v1:./results/measurements/a.csv": "x\n",
        ])
        func snapshot(_ revision: String) throws -> ResultSnapshot? {
            let folder = try TemporaryFolder()
            return try ResultSnapshot(
                revision: revision, of: URL(filePath: "/workspace"), profile: .paper, using: machine,
                copyingTo: folder.url)
        }
        let found = try #require(try snapshot("v1"))
        #expect(found.name == "v1" && found.lock.names == ["a/x"] && found.measurements.keys.sorted() == ["a.csv"])
        #expect(try snapshot("v2") == nil && snapshot("--output=x") == nil)
    }
}

/// A machine with nothing but git, whose answers are made up.
private struct Git: MachineAccess {
    let answers: [String: String]

    func output(of command: [String]) -> String? { answers[command.joined(separator: " ")] }
    func text(of path: String) -> String? { nil }
    func exists(_ pattern: String) -> Bool { false }
    func freeBytes(at folder: URL) -> Int? { nil }
    func tryWriting(in folder: URL) throws {}
}
