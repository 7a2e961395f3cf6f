import Foundation
import TestSupport
import Testing

/// The program as one types it: exit statuses, what is said on which stream, and what lies on disk afterwards.
@Suite("The command")
struct CommandTests {
    @Test("an unknown verb and a folder without declarations are misuse, status 64, and the message says what to do")
    func usage() throws {
        let trial = try CommandTrial()
        let mistyped = try trial.run("rnu")
        #expect(mistyped.status == 64 && mistyped.errors.contains("no verb 'rnu', did you mean 'run'?"))
        let profile = try trial.run("plan", "--profile", "fast")
        #expect(profile.status == 65 && profile.errors.contains("unknown profile 'fast'; there are paper"))
        let elsewhere = try TemporaryFolder()
        let outcome = try trial.run("run", in: elsewhere.url)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("name it with --root"))
    }

    @Test("declarations with problems are status 65: all of them with their places, and nothing runs")
    func declarationProblems() throws {
        let trial = try CommandTrial()
        let text = try trial.text(of: "experiments/figures.yaml")
        try trial.write(
            text.replacing("kind: table", with: "kind: tabel").replacing(
                "publish: {markdown", with: "publsh: {markdown"),
            to: "experiments/figures.yaml")
        let outcome = try trial.run("run")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("experiments/figures.yaml:9:11: "))
        #expect(outcome.errors.contains("did you mean 'table'?"))
        #expect(outcome.errors.contains("did you mean 'publish'?"))
        #expect(outcome.errors.contains("2 problems in the declarations; nothing ran"))
    }

    @Test("plan, status, logs and graph answer programs too, by the same decisions")
    func json() throws {
        let trial = try CommandTrial()
        func json(_ arguments: String...) throws -> Any {
            let outcome = try trial.run(arguments)
            #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        }
        let plan = try #require(try json("plan", "--json") as? [String: Any])
        #expect(plan["toRun"] as? Int == 1 && plan["mayRun"] as? Int == 1 && plan["upToDate"] as? Int == 0)
        let stages = try #require(plan["stages"] as? [[String: Any]])
        #expect(stages.map { $0["verdict"] as? String } == ["run", "mayRun"])
        #expect(stages[0]["reason"] as? String == "never ran")
        #expect(stages[1]["waitsFor"] as? [String] == ["report/measurements"])
        let run = try trial.run("run", "--json")
        #expect(run.status == 0 && run.errors.isEmpty)
        let events = try run.output.split(separator: "\n").map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(events.map { $0["event"] as? String }.first == "planned")
        #expect(events.last?["event"] as? String == "ended" && (events.last?["ran"] as? [String])?.count == 2)
        let status = try #require(try json("status", "--json") as? [[String: Any]])
        #expect(status.map { $0["verdict"] as? String } == ["upToDate", "upToDate"])
        let log = try #require(try json("logs", "report/measurements", "--json") as? [String: Any])
        #expect(log["stage"] as? String == "report/measurements" && log["lines"] is [String])
        let nodes = try #require(try json("graph", "--format", "json", "--verdicts") as? [[String: Any]])
        #expect(nodes.map { $0["upToDate"] as? Int } == [1, 1] && nodes[1]["reads"] as? [Int] == [0])
        #expect(try trial.run("graph", "--format", "dot", "--verdicts").output.contains("fillcolor"))
        #expect(try trial.run("graph", "--format", "mermaid", "--verdicts").output.contains("style n0 fill:"))
        #expect(try trial.run("graph", "--verdicts").output.contains("[up to date]"))
    }

    @Test("a selector that matches nothing is status 64 and names what is near")
    func unknownStage() throws {
        let outcome = try CommandTrial().run("plan", "report/table-errrors")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("did you mean 'report/table-errors'?"))
    }

    @Test("another profile publishes under out/ and leaves the workspace's own files alone")
    func profiles() throws {
        let trial = try CommandTrial()
        let frame = try trial.text(of: "paper.md")
        #expect(try trial.run("run", "--profile", "demo").status == 0)
        #expect(try trial.run("paper", "--profile", "demo").status == 0)
        #expect(try trial.text(of: "out/demo/paper.md").contains("-->0.012<!--/value-->"))
        let document = try trial.text(of: "out/demo/results/report/paper.html")
        #expect(document.contains("This is the profile “demo”") && document.contains(">0.012</data>"))
        #expect(try trial.text(of: "paper.md") == frame)
        #expect(!FileManager.default.fileExists(atPath: trial.folder.url.appending(path: "results").path))
    }

    @Test("recorded durations tell what a run with an empty store costs; a damaged file is a warning, and no error")
    func durations() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("durations").status == 1, "nothing has run")
        #expect(try trial.run("run").status == 0)
        let file = "experiments/durations.csv"
        #expect(!FileManager.default.fileExists(atPath: trial.folder.url.appending(path: file).path))
        let recorded = try trial.run("durations", "--output", file)
        #expect(recorded.status == 0)
        #expect(recorded.errors == "2 configurations in 2 rows\n")
        #expect(try trial.run("durations").output == trial.text(of: file))
        #expect(try trial.run("durations", "--profile", "demo").status == 64)

        let plan = try trial.run("plan", "--store", "empty")
        #expect(plan.output.contains("by durations of an earlier run on "))
        #expect(plan.output.contains(" (experiments/durations.csv)\n"))
        #expect(try trial.run("plan").output == "everything up to date (2 stages)\n")

        try trial.write("stage,seconds\n", to: file)
        let damaged = try trial.run("run", "--store", "empty")
        #expect(damaged.status == 0)
        #expect(damaged.errors.contains("warning: experiments/durations.csv:1: "))
        #expect(damaged.errors.contains("how long is not known before the first run"))
    }

    @Test("why names the file behind a stage that runs, as text and as JSON; a selector of several is misuse")
    func why() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        #expect(
            try trial.run("why", "report/table-errors").output.contains(
                "report/table-errors is up to date: the record "))
        try trial.writeMeasurement("0.0203")
        let table = try trial.run("why", "report/table-errors")
        #expect(table.output.hasPrefix("report/table-errors may run: it waits for report/measurements\nbecause of\n"))
        #expect(table.output.contains("  report/measurements: input measurements  file:raw.csv  "))
        let object = try JSONSerialization.jsonObject(
            with: Data(trial.run("why", "report/table-errors", "--json").output.utf8))
        let steps = try #require((object as? [String: Any])?["steps"] as? [[String: Any]])
        #expect(steps.map { $0["stage"] as? String } == ["report/table-errors", "report/measurements"])
        #expect(try trial.run("why", "report/*").status == 64)
    }

    @Test("show says where an output lies and how the stage went; of a stage that never ran, what runs it")
    func show() throws {
        let trial = try CommandTrial()
        let early = try trial.run("show", "report/measurements")
        #expect(early.status == 1)
        #expect(early.errors.contains("`bottleneck run 'report/measurements'` runs it"))
        #expect(try trial.run("run").status == 0)
        let text = try trial.run("show", "report/measurements").output
        #expect(
            text.contains("published as results/measurements/ercan.csv\n")
                && text.contains("arguments       bottleneck worker"))
        let answer = try trial.run("show", "report/measurements", "--json").output
        let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
        let output = try #require((object["outputs"] as? [[String: Any]])?.first)
        let content = try Data(contentsOf: URL(filePath: #require(output["path"] as? String)))
        #expect(output["size"] as? Int == content.count)
        #expect(try content == Data(trial.text(of: "results/measurements/ercan.csv").utf8))
        #expect((object["provenance"] as? [String: Any])?["host"] is String)
    }

    @Test(
        "doctor ends well where nothing is a problem, and with 1 where the declarations have one; a store it cannot make too"
    )
    func doctor() throws {
        let trial = try CommandTrial()
        let fine = try trial.run("doctor")
        #expect(fine.status == (fine.output.contains(#/(^|\n)problem /#) ? 1 : 0), "\(fine.output)")
        #expect(fine.output.contains("ok       declarations") && fine.output.contains("keep a second runner out"))
        try trial.write("rootSeed: no\n", to: "experiments/pipeline.yaml")
        try trial.write("", to: "file")
        let outcome = try trial.run("doctor", "--store", "file/store", "--json")
        #expect(outcome.status == 1)
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let findings = try #require(object?["findings"] as? [[String: String]])
        for subject in ["declarations", "store"] {
            #expect(findings.first { $0["subject"] == subject }?["state"] == "problem")
        }
        #expect(findings.allSatisfy { ($0["state"] == "ok") == ($0["advice"] == nil) })
    }

    @Test(
        "verify makes everything anew elsewhere and names the output whose digest is another; a kept folder is gone on in"
    )
    func verify() throws {
        let trial = try CommandTrial()
        let early = try trial.run("verify")
        #expect(early.status == 64 && early.errors.contains("`bottleneck run` writes it"))
        #expect(try trial.run("run").status == 0)
        let lock = try trial.text(of: "results/results.lock")
        let scratch = trial.folder.url.appending(path: "scratch").path
        let same = try trial.run("verify", "--scratch", scratch)
        #expect(same.status == 0)
        #expect(same.output.hasSuffix("2 stages identical, 0 different, 0 not in the lock, 0 failed, 0 not run\n"))
        // Other measurements: under the kept folder's older records nothing is compared.
        try trial.writeMeasurement("0.5")
        let other = try trial.run("verify", "--scratch", scratch, "--json")
        #expect(other.status == 1)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(other.output.utf8)) as? [String: Any])
        #expect(
            Set((object["different"] as? [String: Any] ?? [:]).keys) == ["report/measurements", "report/table-errors"])
        #expect((object["identical"] as? [String])?.isEmpty == true)
        #expect(try trial.text(of: "results/results.lock") == lock)
        #expect(try !trial.text(of: "results/measurements/ercan.csv").contains("0.5"))
    }

    @Test("accept says what could be taken over; where nothing differs, and where parameters do, that is nothing")
    func accept() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        #expect(
            try trial.run("accept", "*").output == "0 stages may be taken over, 2 up to date, 0 to run\n")
        try trial.writeMeasurement("0.5")
        let changed = try trial.run("accept", "*", "--dry-run")
        #expect(changed.status == 0 && changed.output.contains("0 stages may be taken over, 0 up to date, 2 to run"))
        #expect(try trial.run("accept", "*", "--sample", "0").status == 64)
    }

    @Test("gc takes out what the declarations do not need, and records of it stay; what is pinned stays whole")
    func garbage() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        let first = try trial.text(of: "results/measurements/ercan.csv")
        try trial.writeMeasurement("0.0203")
        #expect(try trial.run("run").status == 0)
        func contents() throws -> Int {
            try FileManager.default.subpathsOfDirectory(
                atPath: trial.folder.url.appending(path: ".bottleneck/cas").path
            ).count
        }
        let before = try contents()
        #expect(try trial.run("gc", "--max-size", "many").status == 64)
        #expect(try trial.run("gc", "--all").status == 64)

        #expect(try trial.run("pin", "report/measurements").output == "report/measurements\n")
        #expect(try trial.run("pin", "report/nothing").status == 64)
        let plan = try trial.run("gc", "--max-size", "0", "--dry-run").output
        #expect(plan.contains("evict   report/table-errors  ") && !plan.contains("evict   report/measurements"))
        #expect(try contents() == before)
        #expect(try trial.run("unpin", "report/measurements").output == "nothing is pinned\n")
        #expect(try trial.run("unpin", "report/measurements").status == 1)

        let object = try JSONSerialization.jsonObject(
            with: Data(trial.run("gc", "--max-size", "0", "--json").output.utf8))
        #expect(((object as? [String: Any])?["evictions"] as? [Any])?.count == 2)
        #expect(try contents() < before)
        #expect(try trial.run("plan").output == "everything up to date (2 stages)\n")
        try trial.writeMeasurement("0.0116")
        #expect(try trial.run("why", "report/measurements").output.contains("its outputs were evicted from the store"))
        #expect(try trial.run("run").status == 0)
        #expect(try trial.text(of: "results/measurements/ercan.csv") == first)
    }

    @Test("a stage whose published input is not there yet has no log, and its declaration no problem")
    func logsOfNothing() throws {
        let outcome = try CommandTrial().run("logs", "report/table-errors")
        #expect(outcome.status == 1 && outcome.errors.contains("has not run yet, so it has no log"))
    }

    @Test(
        "the models of a stage that ran are exported with examples; of one that did not, the message says how to make them"
    )
    func export() throws {
        let trial = try CommandTrial()
        try trial.write(
            """
            paper: trial
            stages:
              digits: {kind: draw-digits, params: {trainingImages: 20, testImages: 10}}
              train:
                kind: train-autoencoder
                matrix: {code: [4, 8]}
                inputs: {images: digits.trainImages, testImages: digits.testImages}
                params:
                  network: {dense: {widths: [784, $code, 784], activation: sigmoid}}
                  initializer: {glorotUniform: {}}
                  optimizer: {adam: {learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1.0e-8}}
                  loss: meanSquaredError
                  batchSize: 10
                  epochs: 1
                  validationImages: 0
                  measureEvery: 1
            """, to: "experiments/trial.yaml")
        let early = try trial.run("export", "trial/train[code=4]")
        #expect(early.status == 1)
        #expect(early.errors.contains("`bottleneck run 'trial/train[code=4]'` makes it"))
        #expect(try trial.run("export", "trial/trian").errors.contains("did you mean 'trial/train'?"))
        #expect(try trial.run("export", "trial/train").status == 64)

        #expect(try trial.run("run", "trial/train[code=4]").status == 0)
        let models = "out/models/trial/train/code=4"
        #expect(try trial.run("export", "trial/train[code=4]").status == 0)
        #expect(
            try trial.run("export", "trial/train[code=4]", "-o", "own", "--format", "onnx", "--examples", "3").status
                == 0)
        let again = try trial.run("export", "trial/train[code=4]", "-o", "own", "--format", "onnx")
        #expect(again.status == 64 && again.errors.contains("own/encoder.onnx is there already"))
        #expect(
            try trial.run("export", "trial/train[code=4]", "-o", "own", "--format", "onnx", "--force").status == 0)
        func size(_ path: String) throws -> Int { try Data(contentsOf: trial.folder.url.appending(path: path)).count }
        #expect(try (785 * 4 * 4..<785 * 4 * 4 + 1000).contains(size("\(models)/encoder.safetensors")))
        #expect(try (5 * 784 * 4..<5 * 784 * 4 + 1000).contains(size("\(models)/decoder.safetensors")))
        #expect(try (785 * 4 * 4..<785 * 4 * 4 + 1000).contains(size("own/encoder.onnx")))
        #expect(
            try (3 * (784 + 4 + 784) * 4..<3 * (784 + 4 + 784) * 4 + 1000).contains(size("own/examples.safetensors")))
        let without = try trial.run("export", "trial/digits")
        #expect(without.status == 1)
        #expect(without.errors.contains("trial/digits makes no model; its outputs are trainImages"))
    }
}
