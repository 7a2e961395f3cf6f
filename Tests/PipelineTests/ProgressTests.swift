import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("Showing progress")
struct ProgressTests {
    /// A clock that a test moves, and the text that a display writes.
    private final class Stage: Sendable {
        private let time = Mutex(Date(timeIntervalSince1970: 0))
        private let written = Mutex("")

        func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
        func now() -> Date { time.withLock { $0 } }
        func write(_ text: String) { written.withLock { $0 += text } }
        func take() -> String {
            written.withLock { text in
                defer { text = "" }
                return text
            }
        }
    }

    private let name = StageName(namespace: "a", stage: "train", axes: [.init(name: "code", label: "64")])

    /// Of one stage after the other, all of which ran here before.
    private func estimate(_ seconds: Double) -> RunEstimate {
        RunEstimate(seconds: seconds, coreSeconds: seconds, jobs: 1, stages: 3)
    }

    private func summary(_ configure: (inout RunSummary) -> Void) -> RunSummary {
        var summary = RunSummary()
        configure(&summary)
        return summary
    }

    @Test("for programs: an object for each event, with its time, and of a stage with its name")
    func json() throws {
        let stage = Stage()
        let display = JSONProgress(write: { stage.write($0 + "\n") }, now: { stage.now() })
        display.observe(.planned(toRun: 1, mayRun: 2, upToDate: 3, estimate: estimate(200)))
        stage.advance(1)
        display.observe(.started(name, expectedSeconds: nil))
        display.observe(.started(name, expectedSeconds: 2.5))
        display.observe(.progress(name, StageProgress(completed: 3, total: 10, detail: "loss 3")))
        display.observe(.finished(name, seconds: 2))
        display.observe(.shared(name))
        display.observe(.mirrored(name, from: "b"))
        display.observe(.cutOff(name))
        display.observe(.skipped(name))
        display.observe(.failed(name, .outputMissing("model")))
        display.observe(.warning("1/2 is \"odd\""))
        display.observe(
            .ended(
                summary {
                    $0.failed = [name]; $0.upToDate = 3; $0.skipped = 2; $0.seconds = 1.5
                }))
        #expect(
            stage.take() == """
                {"coreSeconds":200,"event":"planned","mayRun":2,"seconds":200,"time":"1970-01-01T00:00:00Z","toRun":1,"upToDate":3}
                {"event":"started","stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"event":"started","seconds":2.5,"stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"completed":3,"detail":"loss 3","event":"progress","stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z","total":10}
                {"event":"finished","seconds":2,"stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"event":"shared","stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"event":"mirrored","from":"b","stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"event":"cut-off","stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"event":"skipped","stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"event":"failed","reason":"\(StageFailure.outputMissing("model"))","stage":"a/train[code=64]","time":"1970-01-01T00:00:01Z"}
                {"event":"warning","reason":"1/2 is \\"odd\\"","time":"1970-01-01T00:00:01Z"}
                {"event":"ended","failed":["a/train[code=64]"],"isInterrupted":false,"mirrored":[],"ran":[],"seconds":1.5,\
                "skipped":2,"time":"1970-01-01T00:00:01Z","upToDate":3}

                """)
    }

    @Test("plain: a line for each event, and of progress one in thirty seconds")
    func plain() {
        let stage = Stage()
        let display = PlainProgress(
            logsCommand: "bottleneck logs", write: { stage.write($0 + "\n") }, now: { stage.now() })
        display.observe(.planned(toRun: 1, mayRun: 2, upToDate: 3, estimate: estimate(200)))
        display.observe(.started(name, expectedSeconds: nil))
        for step in 1...9 {
            stage.advance(10)
            display.observe(.progress(name, StageProgress(completed: step, total: 10, detail: "loss \(step)")))
        }
        display.observe(.finished(name, seconds: 90))
        display.observe(
            .ended(
                summary {
                    $0.ran = [name]; $0.upToDate = 3; $0.seconds = 91
                }))
        #expect(
            stage.take() == """
                1 stage to run, 2 more may follow, 3 up to date; about 3 min 20 s
                start   a/train[code=64]
                        a/train[code=64] 30 % loss 3
                        a/train[code=64] 60 % loss 6
                        a/train[code=64] 90 % loss 9
                done    a/train[code=64] 1 min 30 s
                ran 1, up to date 3, 1 min 31 s

                """)
    }

    @Test("a run of nothing, a failed and an interrupted one each say so in a sentence")
    func sentences() {
        let stage = Stage()
        let display = PlainProgress(
            logsCommand: "bottleneck logs", write: { stage.write($0 + "\n") }, now: { stage.now() })
        display.observe(.planned(toRun: 0, mayRun: 0, upToDate: 150, estimate: estimate(0)))
        display.observe(.ended(summary { $0.upToDate = 150 }))
        #expect(stage.take() == "everything up to date (150 stages)\n")
        display.observe(.failed(name, .worker(status: "failed", lastLines: ["boom"], log: "x.log")))
        display.observe(
            .ended(
                summary {
                    $0.failed = [name]; $0.skipped = 2; $0.seconds = 1
                }))
        #expect(
            stage.take() == """
                failed  a/train[code=64]: the worker failed:
                    boom
                    log: x.log
                    see it all: bottleneck logs 'a/train[code=64]'
                ran 0, up to date 0, failed 1, not run 2, 1.0 s

                """)
        display.observe(
            .ended(
                summary {
                    $0.isInterrupted = true; $0.ran = [name]; $0.seconds = 12
                }))
        #expect(
            stage.take() == "interrupted after 12 s: 1 stage finished and kept; the same command goes on from here\n")
    }

    @Test(
        "live: one line per running stage with its bar and the time left, redrawn in place, no wider than the terminal")
    func live() {
        let stage = Stage()
        let display = LiveProgress(
            logsCommand: "bottleneck logs", write: { stage.write($0) }, width: { 61 }, now: { stage.now() })
        display.observe(.planned(toRun: 1, mayRun: 0, upToDate: 0, estimate: estimate(40)))
        display.observe(.started(name, expectedSeconds: 40))
        _ = stage.take()
        stage.advance(10)
        display.observe(.progress(name, StageProgress(completed: 5, total: 10, detail: "loss 0.5")))
        #expect(
            stage.take() == """
                \u{1B}[2A\u{1B}[Ja/train[code=64]  █████░░░░░ 50 %  loss 0.5  10 s left
                0 of 1 done, 10 s so far, about 30 s left

                """)
        display.observe(
            .progress(name, StageProgress(completed: 6, total: 10, detail: String(repeating: "long ", count: 20))))
        #expect(stage.take() == "", "not redrawn within a tenth of a second")
        stage.advance(1)
        display.observe(
            .progress(name, StageProgress(completed: 6, total: 10, detail: String(repeating: "long ", count: 20))))
        #expect(stage.take().split(separator: "\n").allSatisfy { $0.drop { $0 != "a" }.count <= 60 })
        display.observe(.finished(name, seconds: 11))
        display.observe(
            .ended(
                summary {
                    $0.ran = [name]; $0.seconds = 11
                }))
        #expect(stage.take().hasSuffix("done    a/train[code=64] 11 s\nran 1, up to date 0, 11 s\n"))
    }

    @Test("after a repair's plan the counter begins anew")
    func replanned() {
        let stage = Stage()
        let display = LiveProgress(
            logsCommand: "bottleneck logs", write: { stage.write($0) }, width: { 61 }, now: { stage.now() })
        display.observe(.mirrored(name, from: "a mirror"))
        for _ in 0..<2 {
            display.observe(.planned(toRun: 1, mayRun: 0, upToDate: 0, estimate: estimate(40)))
            _ = stage.take()
            display.observe(.started(name, expectedSeconds: 40))
            #expect(stage.take().contains("0 of 1 done"))
            display.observe(.finished(name, seconds: 1))
        }
    }

    @Test("what a run costs is said with its jobs, what it is known by, and what is not known")
    func estimates() {
        var estimate = RunEstimate(seconds: 7500, coreSeconds: 14280, jobs: 2, stages: 816)
        #expect(estimateInWords(estimate) == "about 2 h 05 min with 2 jobs, 3 h 58 min of one core")
        estimate.recorded = 816
        estimate.processor = "AMD EPYC"
        #expect(
            estimateInWords(estimate)
                == "about 2 h 05 min with 2 jobs, 3 h 58 min of one core, "
                + "by durations of an earlier run on AMD EPYC (experiments/durations.csv)")
        estimate.recorded = 600
        estimate.processor = nil
        estimate.unknown = 12
        #expect(
            estimateInWords(estimate)
                == "about 2 h 05 min with 2 jobs, 3 h 58 min of one core, "
                + "partly by durations of an earlier run (experiments/durations.csv), and 12 stages of unknown length")
        let nothing = RunEstimate(seconds: 0, coreSeconds: 0, jobs: 2, stages: 3, unknown: 3)
        #expect(estimateInWords(nothing) == "how long is not known before the first run")
    }

    @Test(
        "durations read well",
        arguments: [
            (0.04, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.6, "1 min 00 s"), (200, "3 min 20 s"),
            (7500, "2 h 05 min"),
            (3599.6, "1 h 00 min"),
        ])
    func durations(seconds: Double, text: String) {
        #expect(formatDuration(seconds) == text)
    }
}
