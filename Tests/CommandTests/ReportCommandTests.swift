import Foundation
import TestSupport
import Testing

/// What the program makes of measurements: tables, database, woven documents, the page, and answers.
@Suite("The command, of the report")
struct ReportCommandTests {
    @Test("the checklist and, of the paper's own profile, the first page are woven and checked like the paper")
    func otherDocuments() throws {
        let trial = try CommandTrial()
        let number = "<!--value format=%.3f SELECT error FROM errors-->–<!--/value-->"
        for path in ["results/CHECKLIST.md", "README.md"] { try trial.write("It is \(number).\n", to: path) }
        for profile in ["paper", "demo"] {
            #expect(try trial.run("run", "--profile", profile).status == 0)
            #expect(try trial.run("paper", "--profile", profile).status == 0)
        }
        for path in ["results/CHECKLIST.md", "README.md", "out/demo/results/CHECKLIST.md"] {
            #expect(try trial.text(of: path).contains("-->0.012<!--"), "\(path)")
        }
        let demo = trial.folder.url.appending(path: "out/demo/README.md").path
        #expect(!FileManager.default.fileExists(atPath: demo))
        #expect(try trial.run("paper", "--check").status == 0)
        try trial.write(try trial.text(of: "README.md").replacing("0.012", with: "0.013"), to: "README.md")
        let outcome = try trial.run("paper", "--check")
        #expect(outcome.status == 1 && outcome.errors.contains("README.md is stale in one place"))
    }

    @Test("a published file that is gone or changed is to be restored: plan and status say so, and run does it")
    func restorations() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        let path = "results/tables/errors.md"
        let made = try trial.text(of: path)
        try trial.write("somebody's notes", to: path)
        let line = "restore     report/table-errors  (\(path))\n"
        #expect(try trial.run("plan").output == line + "everything up to date (2 stages, 1 of them to restore)\n")
        #expect(try trial.run("status").output.hasSuffix(line))
        let plan = try JSONSerialization.jsonObject(with: Data(try trial.run("plan", "--json").output.utf8))
        let answer = try #require(plan as? [String: Any])
        #expect(answer["toRestore"] as? Int == 1 && answer["toRun"] as? Int == 0)
        let stages = try #require(answer["stages"] as? [[String: Any]])
        #expect(stages.map { $0["verdict"] as? String } == ["restore"])
        #expect(stages.first?["restores"] as? [String] == [path])
        let bundle = try trial.run("bundle", "-o", "results.tar")
        #expect(bundle.status == 1 && bundle.errors.contains("no longer what the stages made (\(path))"))
        try FileManager.default.removeItem(at: trial.folder.url.appending(path: path))
        #expect(try trial.run("plan").output.hasPrefix(line))
        #expect(try trial.run("run").status == 0)
        #expect(try trial.text(of: path) == made)
        #expect(try trial.run("plan").output == "everything up to date (2 stages)\n")
    }

    @Test("without measurements the report says which file is missing and what makes it, and leaves the paper alone")
    func missingMeasurements() throws {
        let trial = try CommandTrial()
        let frame = try trial.text(of: "paper.md")
        for verb in ["metrics", "paper", "page"] {
            let outcome = try trial.run(verb)
            #expect(outcome.status == 1)
            #expect(
                outcome.errors.contains("results/measurements/ercan.csv is not there; `bottleneck run` measures it"))
        }
        #expect(try trial.text(of: "paper.md") == frame)
    }

    @Test(
        "tables, database and paper come from published measurements; a changed number makes the paper stale until woven"
    )
    func report() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        #expect(try trial.text(of: "results/tables/errors.md").contains("| network | 0.0116 |"))
        let stale = try trial.run("paper", "--check")
        #expect(stale.status == 1)
        #expect(stale.errors.contains("paper.md:1: "))
        #expect(try trial.run("paper").status == 0)
        #expect(
            try trial.text(of: "paper.md").hasPrefix(
                "The error is <!--value format=%.3f SELECT error FROM errors-->0.012<!--/value-->.\n"))
        let document = "results/report/paper.html"
        let number = "<data value=\"0.012\" title=\"SELECT error FROM errors\">0.012</data>"
        #expect(try trial.text(of: document).contains(number))
        #expect(try trial.run("paper", "--check").status == 0)
        try trial.write(try trial.text(of: document).replacing(number, with: "0.011"), to: document)
        let edited = try trial.run("paper", "--check")
        #expect(
            edited.status == 1 && edited.errors.contains("paper.html is not what paper.md gives; `make paper` mends it")
        )
        #expect(try trial.run("paper").output.contains("paper.html is written anew"))
        #expect(try trial.text(of: document).contains(number))
        #expect(try trial.run("run").output.isEmpty)

        try trial.writeMeasurement("0.0203")
        #expect(try trial.run("run").status == 0)
        #expect(try trial.run("paper", "--check").status == 1)
        #expect(try trial.run("paper").status == 0)
        #expect(try trial.text(of: "paper.md").contains("-->0.020<!--/value-->"))
    }

    @Test("diff says what changed between two folders of results, and ends with 1 where a metric moved")
    func diff() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        let results = trial.folder.url.appending(path: "results")
        try FileManager.default.copyItem(at: results, to: trial.folder.url.appending(path: "before"))
        let equal = try trial.run("diff", "before")
        #expect(equal.status == 0 && equal.output == "before and the workspace have the same results\n")
        try trial.writeMeasurement("0.0203")
        #expect(try trial.run("run").status == 0)
        let outcome = try trial.run("diff", "before")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("keys differ in: 1\n  input measurements  file:raw.csv  "))
        #expect(outcome.output.contains("outputs changed: 2\n  report/measurements  measurements "))
        #expect(outcome.output.contains("metrics changed: 1, 1 of them beyond the noise of seeds"))
        #expect(outcome.output.contains("meanSquaredError of network, test  0.0116  0.0203  0.0087  one seed"))
        #expect(try trial.run("diff", "before", "--tolerance", "0.9").status == 0)
        #expect(try trial.run("diff", "nowhere").errors.contains("nowhere is no folder with results/results.lock"))
    }

    @Test(
        "query builds the database where it has to, and answers aligned, as CSV and as JSON; it cannot change anything")
    func query() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("query", "SELECT 1").status == 1, "nothing is measured yet")
        #expect(try trial.run("run").status == 0)
        let sql = "SELECT subject, value, class, 'a, b' AS words FROM measurement"
        #expect(
            try trial.run("query", sql).output == "subject   value  class  words\nnetwork  0.0116         a, b\n")
        #expect(try trial.run("query", sql, "--csv").output == "subject,value,class,words\nnetwork,0.0116,,\"a, b\"\n")
        let object = try JSONSerialization.jsonObject(with: Data(trial.run("query", sql, "--json").output.utf8))
        let rows = try #require((object as? [String: Any])?["rows"] as? [[Any]])
        #expect(rows[0][0] as? String == "network" && rows[0][1] as? Double == 0.0116 && rows[0][2] is NSNull)
        #expect(try trial.run("query", "--csv", "--json", sql).status == 64)

        try trial.writeMeasurement("0.0203")
        #expect(try trial.run("run").status == 0)
        #expect(try trial.run("query", "SELECT value FROM measurement").output == " value\n0.0203\n")
        let listing = try trial.run("query").output.split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(listing.contains(["view", "errors", "subject,", "error,", "dataset"]))
        let deletion = try trial.run("query", "DELETE FROM measurement")
        #expect(deletion.status == 1 && deletion.errors.contains("readonly"))
        let wrong = try trial.run("query", "SELECT absent FROM measurement")
        #expect(wrong.status == 1 && wrong.errors.contains("no such column: absent"))
        let mistyped = try trial.run("query", "SELECT * FROM measurment")
        #expect(mistyped.status == 1 && mistyped.errors.contains("did you mean measurement?"))
    }

    @Test("the page shows what is published, is written only where it differs, and lies with the profile's other files")
    func page() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        #expect(try trial.run("page").output.contains("results/report/index.html is written anew"))
        #expect(try trial.run("page").output.contains("results/report/index.html is up to date"))
        let page = try trial.text(of: "results/report/index.html")
        #expect(page.contains("<details class=\"table\" id=\"errors\">"))
        #expect(page.contains("<td class=\"number\">0.0116</td>"))
        #expect(page.contains("<code>make stage STAGE=report/table-errors</code>"))
        #expect(page.contains("id=\"stage-report/measurements\""))
        try trial.writeMeasurement("0.02")
        #expect(try trial.run("run").status == 0)
        #expect(try trial.run("page").output.contains("is written anew"))
        #expect(try trial.run("run", "--profile", "demo").status == 0)
        #expect(try trial.run("page", "--profile", "demo").status == 0)
        let demo = try trial.text(of: "out/demo/results/report/index.html")
        #expect(demo.contains("<code>make stage STAGE=report/table-errors PROFILE=demo</code>"))
        #expect(demo.contains("This is the profile “demo”") && !page.contains("This is the profile"))
    }

    @Test("a table that was edited by hand is named by the paper's check")
    func editedTable() throws {
        let trial = try CommandTrial()
        for verb in ["run", "paper"] { #expect(try trial.run(verb).status == 0) }
        try trial.write("| network | 0.0001 |\n", to: "results/tables/errors.md")
        let outcome = try trial.run("paper", "--check")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("results/tables/errors.md is not what the measurements give"))
    }

    @Test("the database is rebuilt only when something it is made from has changed")
    func metrics() throws {
        let trial = try CommandTrial()
        #expect(try trial.run("run").status == 0)
        #expect(try trial.run("metrics").output.contains("is built anew"))
        #expect(try trial.run("metrics").output.contains("is up to date"))
        try trial.writeMeasurement("0.0117")
        #expect(try trial.run("run").status == 0)
        #expect(try trial.run("metrics").output.contains("is built anew"))
    }

    @Test("a table's footer says of what measurements it is made, by their digest in the lock, and by what command")
    func footer() throws {
        let trial = try CommandTrial()
        for verb in ["run", "paper"] { #expect(try trial.run(verb).status == 0) }
        let table = try trial.text(of: "results/tables/errors.md")
        let digest = try #require(table.components(separatedBy: "measurements: ercan ").last?.prefix(8))
        #expect(table.contains("; profile: paper; `make stage STAGE=report/table-errors`."))
        let lock = try trial.text(of: "results/results.lock").split(separator: "\n")
        let line = try #require(lock.first { $0.hasPrefix("report/measurements\t") })
        #expect(line.contains("measurements=\(digest)"))
        #expect(try trial.run("run", "--profile", "demo").status == 0)
        let demo = try trial.text(of: "out/demo/results/tables/errors.md")
        #expect(demo.contains("; profile: demo; `make stage STAGE=report/table-errors PROFILE=demo`."))
    }

    @Test("a view that no table shows is in the database, as long as it lies beside one that does")
    func neighbouringView() throws {
        let trial = try CommandTrial()
        try trial.write("CREATE VIEW t1 AS SELECT * FROM errors;\n", to: "experiments/views/t1.sql")
        #expect(try trial.run("run").status == 0)
        let outcome = try trial.run("query", "--csv", "SELECT subject, error FROM t1")
        #expect(outcome.output == "subject,error\nnetwork,0.0116\n")
    }
}
