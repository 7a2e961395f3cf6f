import Pipeline
import Synchronization
import Testing

@Suite("Resources")
struct ResourceTests {
    private static let pipeline = pipelineYAML + "\nresources: {memory: 10, downloads: 1}"

    private static func yaml(_ resources: String) -> String {
        "paper: a\nstages:\n  n: {kind: note, params: {text: x}, resources: \(resources)}\n"
    }

    @Test("stages that run at once take no more together than there is; those that take nothing of it do not wait")
    func shared() async throws {
        let yaml = """
            paper: a
            stages:
              large: {kind: note, matrix: {i: [a, b]}, params: {text: $i}, resources: {memory: 9}}
              small: {kind: note, matrix: {i: [a, b, c, d, e]}, params: {text: $i}, resources: {memory: 3}}
              fetch: {kind: note, matrix: {i: [a, b, c]}, params: {text: $i}, resources: {downloads: 1, memory: 1}}
              free: {kind: note, matrix: {i: [a, b]}, params: {text: $i}}
            """
        let amounts = ["large": ["memory": 9], "small": ["memory": 3], "fetch": ["memory": 1, "downloads": 1]]
        let use = Use()
        let workspace = TestWorkspace(
            executor: RecordingExecutor { job in
                use.begin(amounts[job.stage.stage] ?? [:])
                try await Task.sleep(for: .milliseconds(20))
                use.end(amounts[job.stage.stage] ?? [:])
                return Dictionary(uniqueKeysWithValues: job.kind.outputs.map { ($0.name, "x") })
            })
        let summary = try await workspace.run(graph(yaml, pipeline: Self.pipeline)) { $0.jobs = 8 }
        #expect(summary.isSuccess && summary.ran.count == 12)
        #expect(use.peaks["memory", default: 0] <= 10 && use.peaks["memory", default: 0] >= 9)
        #expect(use.peaks["downloads"] == 1)
        // A large one and both that are free: what is left of the memory is kept for the other large one.
        #expect(use.peaks["stages", default: 0] >= 3)
    }

    @Test("a stage that fails gives back what it took, and so does each of its attempts")
    func givenBack() async throws {
        let yaml = """
            paper: a
            stages:
              n: {kind: note, matrix: {i: [a, b, c]}, params: {text: $i}, resources: {memory: 10}, retries: 1}
            """
        let workspace = TestWorkspace(
            executor: RecordingExecutor { _ in throw StageFailure.worker(status: "failed", lastLines: [], log: "l") })
        let summary = try await workspace.run(graph(yaml, pipeline: Self.pipeline)) {
            ($0.jobs, $0.keepGoing) = (3, true)
        }
        #expect(summary.failed.count == 3)
        #expect(workspace.executor.takeRan().count == 6)
    }

    @Test("what a stage with much ahead of it lacks is kept for it: those with less do not pass it by")
    func kept() async throws {
        let yaml = """
            paper: a
            stages:
              large: {kind: note, params: {text: x}, resources: {memory: 9}}
              small: {kind: note, matrix: {i: [a, b, c, d, e, f]}, params: {text: $i}, resources: {memory: 3}}
              first: {kind: note, params: {text: y}, resources: {memory: 6}}
              free: {kind: note, params: {text: z}}
            """
        let order = Mutex<[String]>([])
        let workspace = TestWorkspace(
            executor: RecordingExecutor { job in
                order.withLock { $0.append(job.stage.stage) }
                try await Task.sleep(for: .milliseconds(job.stage.stage == "first" ? 60 : 5))
                return Dictionary(uniqueKeysWithValues: job.kind.outputs.map { ($0.name, "x") })
            })
        workspace.remember("a/first", seconds: 300)
        workspace.remember("a/large", seconds: 200)
        for label in ["a", "b", "c", "d", "e", "f"] { workspace.remember("a/small[i=\(label)]", seconds: 100) }
        workspace.remember("a/free", seconds: 1)
        #expect(try await workspace.run(graph(yaml, pipeline: Self.pipeline)) { $0.jobs = 8 }.isSuccess)
        // The first leaves 4, which is enough for a small one and not for the large one.
        let begun = order.withLock { $0 }
        #expect(Set(begun.prefix(2)) == ["first", "free"] && begun[2] == "large" && begun.count == 9)
    }

    @Test("a wrong amount in pipeline.yaml is one problem")
    func wrongAmount() {
        #expect(
            problems(Self.yaml("{memory: 3}"), pipeline: pipelineYAML + "\nresources: {memory: lots}")
                == [
                    "experiments/pipeline.yaml:8:21: expected an amount, an integer of 1 or more, found the string “lots”"
                ])
    }

    @Test("they are not in the key")
    func key() async throws {
        let workspace = TestWorkspace()
        let without = "paper: a\nstages:\n  n: {kind: note, params: {text: x}}\n"
        #expect(try await workspace.run(graph(without)).ran.count == 1)
        #expect(try await workspace.run(graph(Self.yaml("{memory: 10}"), pipeline: Self.pipeline)).ran.isEmpty)
    }

    @Test(
        "what could never run is a problem of the declaration, as is what is no amount",
        arguments: [
            ("{memory: 11}", "3:50: takes 11 of the resource 'memory', of which there are 10: it could never run"),
            ("{memroy: 1}", "3:50: experiments/pipeline.yaml declares no resource 'memroy', did you mean 'memory'?"),
            ("{memory: 0}", "3:58: expected an amount, an integer of 1 or more, found the integer 0"),
            ("{memory: much}", "3:58: expected an amount, an integer of 1 or more, found the string “much”"),
            ("3", "3:49: expected a mapping from names to amounts, found the integer 3"),
        ])
    func refused(resources: String, expected: String) {
        #expect(problems(Self.yaml(resources), pipeline: Self.pipeline) == ["experiments/a.yaml:\(expected)"])
    }
}

/// What the stages that run at once take, and the most of each.
private final class Use: Sendable {
    private let state = Mutex<(now: Resources, peaks: Resources)>(([:], [:]))

    var peaks: Resources { state.withLock { $0.peaks } }

    func begin(_ amounts: Resources) {
        state.withLock { state in
            state.now.merge(amounts, uniquingKeysWith: +)
            state.now["stages", default: 0] += 1
            state.peaks.merge(state.now, uniquingKeysWith: max)
        }
    }

    func end(_ amounts: Resources) {
        state.withLock { state in
            state.now.merge(amounts, uniquingKeysWith: -)
            state.now["stages", default: 0] -= 1
        }
    }
}
