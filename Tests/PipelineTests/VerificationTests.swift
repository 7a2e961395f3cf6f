import Files
import Foundation
import Pipeline
import Testing

@Suite("Verifying results")
struct VerificationTests {
    private static let chain = """
        paper: a
        stages:
          make: {kind: note, matrix: {code: [64, 36]}, params: {text: "make-$code"}}
          table: {kind: join, inputs: {texts: make.text}, publish: {text: results/table.txt}}
        """

    @Test("another run from an empty store makes the lock's bytes; a line that says others is named with its output")
    func comparison() async throws {
        let (first, second) = (TestWorkspace(), TestWorkspace())
        try await first.run(graph(Self.chain))
        try await second.run(graph(Self.chain))
        let text = try #require(first.files[ResultsLock.path])
        let records = second.actions.all()
        let same = ResultsComparison(of: records, with: ResultsLock(parsing: text))
        #expect(same.verdicts.allSatisfy { $0.verdict == .identical })
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("a/make[code=36]") })
        let digest = try #require(line.split(separator: "=").last)
        let damaged = ResultsLock(parsing: text.replacing(digest, with: String(repeating: "0", count: 64)))
        let comparison = ResultsComparison(of: records, with: damaged)
        #expect(comparison.verdicts.filter { $0.verdict != .identical }.map(\.stage) == ["a/make[code=36]"])
        #expect(comparison.verdicts.contains { $0.verdict == .differs(["text"]) })
        let partial = ResultsLock(parsing: String(text.split(separator: "\n")[0]))
        #expect(
            ResultsComparison(of: records, with: partial).verdicts.map(\.verdict) == [.identical, .unknown, .unknown])
    }

    @Test("lines that are none of ours have no outputs")
    func lines() {
        let digest = String(repeating: "a", count: 64)
        let lock = ResultsLock(
            parsing: "a/one\t\(digest)\ta/b\na/two\t\(digest)\ntext\na/three\t\(digest)\tx=\(digest)\n")
        #expect(lock["a/one"] == nil && lock["a/two"] == nil && lock["text"] == nil)
        #expect(lock["a/three"]?.outputs.count == 1)
        #expect(Set(lock.names) == ["a/one", "a/two", "a/three"])
    }

    @Test("what a run publishes into scratch files leaves the workspace as it was, and is what it reads then")
    func scratch() async throws {
        let (workspace, scratch) = (MemoryFiles(["results/table.txt": "old", "other": "1"]), MemoryFiles())
        let files = ScratchFiles(over: workspace, scratch: scratch)
        #expect(try files.read("results/table.txt") == Data("old".utf8))
        try files.write(Data("new".utf8), to: "results/table.txt")
        #expect(workspace["results/table.txt"] == "old")
        #expect(try files.read("results/table.txt") == Data("new".utf8))
        #expect(try files.digest(of: "results/table.txt") == Digest(of: "new"))
        #expect(try files.digest(of: "other") == Digest(of: "1") && files.read("absent") == nil)
        #expect(files.location(of: "other") == workspace.location(of: "other"))
        #expect(files.location(of: "results/table.txt") == scratch.location(of: "results/table.txt"))
    }
}
