import Files
import Foundation
import Pipeline
import Testing

@Suite("Stages of two runs")
struct LockComparisonTests {
    private static let yaml = """
        paper: a
        stages:
          make: {kind: note, matrix: {code: [64, 36]}, params: {text: "make-$code"}}
          use: {kind: note, matrix: {code: [64, 36]}, inputs: {one: make.text}, params: {text: use}}
          last: {kind: note, params: {text: last}}
        """

    /// The lock after a run of the declarations.
    private func lock(_ workspace: TestWorkspace, _ yaml: String) async throws -> ResultsLock {
        try await workspace.run(graph(yaml))
        return ResultsLock(parsing: try #require(workspace.files[ResultsLock.path]))
    }

    @Test("a lock gives back fingerprint and outputs of each line")
    func entries() async throws {
        let workspace = TestWorkspace()
        let lock = try await lock(workspace, Self.yaml)
        #expect(lock.names == ["a/last", "a/make[code=36]", "a/make[code=64]", "a/use[code=36]", "a/use[code=64]"])
        let entry = try #require(lock["a/last"])
        #expect(workspace.actions.lookUp(entry.fingerprint)?.outputs["text"]?.digest == entry.outputs["text"])
        #expect(lock["a/none"] == nil && ResultsLock(parsing: "a/x\tdamaged\tout=1\n")["a/x"] == nil)
    }

    @Test("equal locks differ in nothing")
    func equal() async throws {
        let lock = try await lock(TestWorkspace(), Self.yaml)
        #expect(LockComparison(from: lock, to: lock) { _ in nil }.isEmpty)
    }

    @Test(
        "a changed parameter is one cause; the outputs that follow from it are named, and so are stages that came and went"
    )
    func changes() async throws {
        let workspace = TestWorkspace()
        let old = try await lock(workspace, Self.yaml)
        let new = try await lock(
            workspace,
            Self.yaml.replacing("text: \"make-$code\"", with: "text: same, version: 2")
                .replacing("last:", with: "first:"))
        let comparison = LockComparison(from: old, to: new, record: workspace.actions.lookUp)
        #expect(comparison.added == ["a/first"] && comparison.removed == ["a/last"])
        #expect(
            comparison.changed.map(\.stage) == [
                "a/make[code=36]", "a/make[code=64]", "a/use[code=36]", "a/use[code=64]",
            ])
        #expect(comparison.changed[0].outputs.map(\.name) == ["text"])
        #expect(
            comparison.causes.map { "\($0.difference)" } == [
                "parameter text  make-36 → same", "parameter version  1 → 2", "parameter text  make-64 → same",
            ])
        #expect(comparison.causes[1].stages == ["a/make[code=36]", "a/make[code=64]"])
        #expect(comparison.unexplained.isEmpty)
        let blind = LockComparison(from: old, to: new) { _ in nil }
        #expect(blind.causes.isEmpty && blind.unexplained == blind.changed.map(\.stage))
    }

    @Test("another key with the same outputs is counted apart")
    func sameOutputs() async throws {
        let workspace = TestWorkspace { job in "\(job.stage)" }
        let old = try await lock(workspace, Self.yaml)
        let new = try await lock(workspace, Self.yaml.replacing("text: last", with: "text: end"))
        let comparison = LockComparison(from: old, to: new, record: workspace.actions.lookUp)
        #expect(comparison.sameOutputs == 1 && comparison.changed.isEmpty && comparison.causes.count == 1)
    }
}
