import Files
import Foundation
import Pipeline
import Synchronization
import Testing

/// Pipelines drawn at random, changed at random again and again: after each run the results are those of a run from an empty store, and what
/// ran is what a model of the rules, which knows every key that was ever made, says has to run.
@Suite("Random pipelines")
struct RandomGraphTests {
    @Test(
        "any sequence of edits, deletions and failures ends as an empty store would, and runs nothing in vain",
        arguments: 1...12)
    func sequences(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var pipeline = RandomPipeline(stages: Int.random(in: 20...250, using: &generator), using: &generator)
        let failing = Mutex<Set<String>>([])
        let workspace = RandomPipeline.workspace(failing: { name in failing.withLock { $0.contains(name) } })
        var oracle = Oracle()
        for round in 0..<14 {
            if round > 0 { pipeline.edit(using: &generator) }
            workspace.files.add(pipeline.files)
            if round > 0, round % 3 == 0 {
                for output in oracle.present.sorted() where Int.random(in: 0..<12, using: &generator) == 0 {
                    oracle.present.remove(output)
                    workspace.contents.remove(Digest(of: output))
                }
            }
            let graph = try pipeline.graph()
            let needed = oracle.needed(by: pipeline)
            if round % 4 == 2, let victim = needed.sorted().randomElement(using: &generator) {
                failing.withLock { $0 = [victim] }
                let summary = try await workspace.run(graph) { $0.jobs = 3 }
                failing.withLock { $0 = [] }
                let ran = Set(workspace.executor.takeRan())
                #expect(!summary.isSuccess && ran.isSubset(of: needed) && ran.contains(victim))
                oracle.note(ran.subtracting([victim]), of: pipeline)
            }
            let expected = oracle.needed(by: pipeline)
            let jobs = Int.random(in: 1...4, using: &generator)
            let summary = try await workspace.run(graph) { $0.jobs = jobs }
            #expect(summary.isSuccess)
            #expect(Set(workspace.executor.takeRan()) == expected, "seed \(seed), round \(round)")
            oracle.note(expected, of: pipeline)
            let fresh = RandomPipeline.workspace(failing: { _ in false })
            fresh.files.add(pipeline.files)
            try await fresh.run(graph)
            #expect(workspace.files[ResultsLock.path] == fresh.files[ResultsLock.path], "seed \(seed), round \(round)")
        }
        #expect(oracle.keys.count > pipeline.stages.count)
    }
}

/// A pipeline of `note` and `join` stages, each needing some before it and some files.
private struct RandomPipeline {
    struct Stage {
        let name: String
        /// `note` takes two inputs at most.
        let isNote: Bool
        var text: String
        /// Stages before it, by their place.
        var needs: [Int]
        /// Files by name.
        var reads: [String]
    }

    var stages: [Stage] = []
    var files: [String: String] = [:]
    private var sources = ["Note": "2", "Join": "3"]

    init(stages count: Int, using generator: inout SeededGenerator) {
        for index in 0..<6 { files["f\(index)"] = "0" }
        for index in 0..<count { stages.append(Self.stage(index, using: &generator)) }
    }

    private static func stage(_ index: Int, using generator: inout SeededGenerator) -> Stage {
        let isNote = index == 0 || Bool.random(using: &generator)
        let most = isNote ? 2 : 5
        var needs: [Int] = []
        if index > 0 {
            for _ in 0..<Int.random(in: 0...most, using: &generator) {
                // Mostly near ones, so that there are long chains.
                needs.append(max(0, index - Int.random(in: 1...max(1, min(index, 12)), using: &generator)))
            }
        }
        needs = Array(Set(needs)).sorted()
        let hasRoom = needs.count < most
        let mustRead = !isNote && needs.isEmpty
        let reads =
            mustRead || hasRoom && Int.random(in: 0..<5, using: &generator) == 0
            ? ["f\(Int.random(in: 0..<6, using: &generator))"] : []
        return Stage(name: "s\(index)", isNote: isNote, text: "t0", needs: needs, reads: reads)
    }

    /// Changes some parameters, files, edges or sources, or takes a change back.
    mutating func edit(using generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let index = Int.random(in: 0..<stages.count, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0...3: stages[index].text = "t\(Int.random(in: 0..<3, using: &generator))"
            case 4:
                files["f\(Int.random(in: 0..<6, using: &generator))"] = "\(Int.random(in: 0..<3, using: &generator))"
            case 5: stages[index] = Self.stage(index, using: &generator)
            case 6: sources["Note"] = ["2", "4"].randomElement(using: &generator)
            default: sources["Join"] = ["3", "5"].randomElement(using: &generator)
            }
        }
    }

    func graph() throws -> StageGraph {
        var yaml = "paper: a\nstages:\n"
        for stage in stages {
            let inputs = stage.needs.map { "\(stages[$0].name).text" } + stage.reads.map { "'file:\($0)'" }
            let names = ["one", "two"]
            let declared =
                stage.isNote
                ? zip(names, inputs).map { "\($0): \($1)" }.joined(separator: ", ")
                : "texts: [\(inputs.joined(separator: ", "))]"
            let parameters = stage.isNote ? ", params: {text: \(stage.text)}" : ""
            yaml += "  \(stage.name): {kind: \(stage.isNote ? "note" : "join"), inputs: {\(declared)}\(parameters)}\n"
        }
        return try declaredGraph(yaml, files: Set(files.keys), registry: testRegistry(sources: sources))
    }

    /// What a stage writes: few different texts, so that changes often end at it.
    static func output(of name: String, sources: String, text: String, inputs: [String]) -> String {
        let digest = Digest(of: ([sources, text] + inputs).joined(separator: "|"))
        return "\(name):\(Int(digest.bytes[0]) % 3)"
    }

    func sources(of stage: Stage) -> String {
        String(repeating: sources[stage.isNote ? "Note" : "Join"] ?? "", count: 64)
    }

    static func workspace(failing: @escaping @Sendable (String) -> Bool) -> TestWorkspace {
        let place = Mutex<TestWorkspace?>(nil)
        let workspace = TestWorkspace(
            files: [:],
            executor: RecordingExecutor { job in
                let name = "\(job.stage)"
                if failing(name) { throw StageFailure.outputMissing("text") }
                guard let workspace = place.withLock({ $0 }) else { return [:] }
                let inputs = ["one", "two", "texts"].flatMap { job.inputs[$0] ?? [] }.map { input -> String in
                    let last = input.url.lastPathComponent
                    if let text = workspace.files[last] { return text }
                    let data = try? Digest(hexadecimal: last).map(workspace.contents.read)
                    return String(decoding: data ?? Data(), as: UTF8.self)
                }
                var text = ""
                if case .object(let fields) = job.kind.parameters, case .string(let value)? = fields["text"] {
                    text = value
                }
                return [
                    "text": output(
                        of: name, sources: job.kind.sourceDigest.hexadecimal, text: text, inputs: inputs)
                ]
            })
        place.withLock { $0 = workspace }
        return workspace
    }
}

/// The rules in a few lines: a stage has to run unless work with its very key is finished and its output is there.
private struct Oracle {
    /// Keys that were ever finished, with what came out.
    var keys: [String: String] = [:]
    /// Outputs that the store has.
    var present: Set<String> = []

    /// Names of stages that have to run.
    func needed(by pipeline: RandomPipeline) -> Set<String> {
        Set(evaluate(pipeline).filter { keys[$0.key] == nil || !present.contains($0.output) }.map(\.name))
    }

    /// Stages that have run.
    mutating func note(_ names: Set<String>, of pipeline: RandomPipeline) {
        for stage in evaluate(pipeline) where names.contains(stage.name) {
            keys[stage.key] = stage.output
            present.insert(stage.output)
        }
    }

    private func evaluate(_ pipeline: RandomPipeline) -> [(name: String, key: String, output: String)] {
        var results: [(name: String, key: String, output: String)] = []
        for stage in pipeline.stages {
            let inputs = stage.needs.map { results[$0].output } + stage.reads.compactMap { pipeline.files[$0] }
            let producers = stage.needs.map { results[$0].name } + stage.reads
            let name = "a/\(stage.name)"
            let text = stage.isNote ? stage.text : ""
            let sources = pipeline.sources(of: stage)
            results.append(
                (
                    name, ([name, sources, text] + inputs + producers).joined(separator: "|"),
                    RandomPipeline.output(of: name, sources: sources, text: text, inputs: inputs)
                ))
        }
        return results
    }
}

/// Numbers that a seed decides (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

private func declaredGraph(_ yaml: String, files: Set<String>, registry: KindRegistry) throws -> StageGraph {
    try graph(yaml, files: files, registry: registry)
}
