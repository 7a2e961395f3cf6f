import Files
import Foundation
import Pipeline
import Testing

@Suite("Recording durations")
struct DurationRecordingTests {
    private let actions = MemoryActionCache()

    /// A run of a stage that took the processor as long as this, on a machine that was busy with other things as well.
    private func ran(
        _ stage: String, processorSeconds: Double, seconds: Double? = nil, profile: String = "paper"
    ) throws -> RunHistory.Entry {
        let fingerprint = Fingerprint(digest: Digest(of: stage + profile))
        let record = ActionRecord(
            fingerprint: fingerprint, stage: stage, kind: "note", seed: 1, outputs: [:], preimage: .null,
            provenance: Provenance(
                profile: profile, started: Date(timeIntervalSince1970: 0), finished: Date(timeIntervalSince1970: 9),
                seconds: seconds ?? processorSeconds * 2,
                usage: ResourceUsage(userSeconds: processorSeconds * 0.75, systemSeconds: processorSeconds * 0.25),
                host: "h", processor: "AMD EPYC", arguments: [], environment: [], log: ""))
        try actions.record(record)
        return RunHistory.Entry(record)
    }

    private func recording(
        _ yaml: String, _ entries: [RunHistory.Entry], describe: (String) -> String = { $0 }
    ) throws -> DurationRecording {
        DurationRecording(
            of: try graph("paper: a\nstages:\n" + yaml), history: RunHistory(entries), records: actions,
            describe: describe)
    }

    @Test("a configuration has the median over its replicates of the processor's seconds, not the clock's")
    func medians() throws {
        let entries = try [
            ran("a/odd[code=64,replicate=0]", processorSeconds: 70),
            ran("a/odd[code=64,replicate=1]", processorSeconds: 500),
            ran("a/odd[code=64,replicate=2]", processorSeconds: 72),
            ran("a/even[replicate=0,code=64]", processorSeconds: 10),
            ran("a/even[replicate=1,code=64]", processorSeconds: 20),
            ran("a/alone", processorSeconds: 3),
        ]
        let recording = try recording(
            """
              odd: {kind: note, matrix: {code: [64], replicate: [0, 1, 2]}, params: {text: x}}
              even: {kind: note, matrix: {replicate: [0, 1], code: [64]}, params: {text: x}}
              alone: {kind: note, params: {text: x}}
            """, entries)
        #expect(
            recording.durations.text == """
                stage,seconds,profile,processor
                a/alone,3.0,paper,AMD EPYC
                a/even[code=64],15.0,paper,AMD EPYC
                a/odd[code=64],72.0,paper,AMD EPYC

                """)
        #expect(recording.configurations == 3 && recording.missing.isEmpty)
    }

    @Test("configurations of under a second share a row per declaration, with their mean")
    func short() throws {
        let entries = try [
            ran("a/n[code=1,replicate=0]", processorSeconds: 0.25),
            ran("a/n[code=1,replicate=1]", processorSeconds: 0.5),
            ran("a/n[code=2,replicate=0]", processorSeconds: 0.125),
            ran("a/n[code=2,replicate=1]", processorSeconds: 0.125),
            ran("a/n[code=3,replicate=0]", processorSeconds: 4), ran("a/n[code=3,replicate=1]", processorSeconds: 4),
            ran("a/table", processorSeconds: 0.0625),
        ]
        let yaml = """
              n: {kind: note, matrix: {code: [1, 2, 3], replicate: [0, 1]}, params: {text: x}}
              table: {kind: join, inputs: {texts: n.text}}
            """
        let recording = try recording(yaml, entries)
        #expect(
            recording.durations.text == """
                stage,seconds,profile,processor
                a/n[*],0.25,paper,AMD EPYC
                a/n[code=3],4.0,paper,AMD EPYC
                a/table,0.063,paper,AMD EPYC

                """)
        #expect(recording.configurations == 4)
        let workspace = TestWorkspace(files: [RecordedDurations.path: recording.durations.text])
        let estimate = try workspace.pipelineRun(try graph("paper: a\nstages:\n" + yaml)).plan().estimate
        #expect(abs(estimate.coreSeconds - 9.063) < 1e-9)
        #expect(estimate.recorded == 7 && estimate.unknown == 0)
    }

    @Test("what has not run with this profile is named and left out; what is not declared any more is left out")
    func missing() throws {
        let entries = try [
            ran("a/n[code=1]", processorSeconds: 5), ran("a/n[code=2]", processorSeconds: 6, profile: "quick"),
            ran("a/gone", processorSeconds: 7),
        ]
        let recording = try recording("  n: {kind: note, matrix: {code: [1, 2]}, params: {text: x}}", entries)
        #expect(recording.durations.rows.map(\.stage) == ["a/n[code=1]"])
        #expect(recording.missing.map { "\($0)" } == ["a/n[code=2]"])
    }

    @Test(
        "where the processor's time is not known the clock's stands in, and the processor is as the caller describes it"
    )
    func noUsage() throws {
        let recording = try recording(
            "  n: {kind: note, params: {text: x}}", [ran("a/n", processorSeconds: 0, seconds: 8)],
            describe: { "\($0), x86-64-v4" })
        #expect(
            recording.durations.rows == [
                .init(stage: "a/n", seconds: 8, profile: "paper", processor: "AMD EPYC, x86-64-v4")
            ])
        #expect(recording.durations.text.hasSuffix("a/n,8.0,paper,\"AMD EPYC, x86-64-v4\"\n"))
    }
}
