import CommittedReport
import Foundation
import Reporting
import Testing

@Suite("Tables")
struct TableTests {
    @Test("every declared table that quotes no parameters is, in all three forms, what the committed measurements give")
    func committed() throws {
        let renderer = TableRenderer(store: try Repository.committedStore(), profile: "paper")
        for (table, origin) in try Declarations.read().committedTables() {
            let rendered = try renderer.render(table, origin: origin)
            let file = Repository.root.appending(path: "results/tables/\(table.name)")
            for (text, suffix) in [
                (rendered.markdown, "md"), (rendered.commaSeparated, "csv"), (rendered.latex, "tex"),
            ] {
                let committed = try String(contentsOf: file.appendingPathExtension(suffix), encoding: .utf8)
                #expect(text == committed, "\(table.name).\(suffix); `make tables` rewrites it")
            }
            #expect(rendered.commaSeparated.split(separator: "\n").count > 1, "\(table.name) has no rows")
        }
    }

    @Test(
        "tables of known measurements look as expected, in all three forms",
        arguments: [("mnist", 3), ("synthetic-digits", 1)])
    func snapshots(dataset: String, replicates: Int) throws {
        let fixture = ErcanFixture(dataset: dataset, replicates: replicates)
        let renderer = TableRenderer(store: try Repository.store(of: fixture.measurements), profile: "paper")
        let tables = try Declarations.read().tables.filter { ErcanFixture.tables.contains($0.name) }
        #expect(tables.count == ErcanFixture.tables.count)
        for table in tables {
            let rendered = try renderer.render(table)
            #expect(rendered.markdown.contains("(synthetic data)") == (dataset != "mnist"))
            #expect(rendered.latex.contains("(synthetic data)") == (dataset != "mnist"))
            try expectSnapshot(rendered.markdown, "\(table.name)-\(dataset).md")
            try expectSnapshot(rendered.commaSeparated, "\(table.name)-\(dataset).csv")
            try expectSnapshot(rendered.latex, "\(table.name)-\(dataset).tex")
        }
    }

    @Test(
        "numbers are written by their declared format",
        arguments: [
            ("4 decimals", 0.011638, "0.0116"), ("4 decimals", -0.00001, "0.0000"), ("0 decimals", 2.5, "2"),
            ("up to 3 decimals", 2622.608, "2,622.608"), ("up to 3 decimals", 131, "131"),
            ("up to 3 decimals", 0.5, "0.5"), ("up to 3 decimals", -104.0816, "-104.082"),
            ("bytes", 2_622_608, "2,622,608"), ("bytes", 784, "784"), ("3 digits", 0.0116432, "0.0116"),
            ("as is", 0.1, "0.1"), ("as is", 64, "64"), ("%.4f", 0.011638, "0.0116"), ("%d", 145.7, "146"),
            ("%.2g", 0.0116, "0.012"), ("4 decimals", .infinity, "∞"), ("4 decimals", -.infinity, "-∞"),
        ])
    func formats(declaration: String, value: Double, expected: String) throws {
        #expect(try #require(NumberFormat(declaration)).text(value) == expected)
    }

    @Test(
        "what is no format is refused",
        arguments: [
            "", "4", "decimals", "-1 decimals", "99 decimals", "%s", "%@", "%.4x", "%.f", "up to 3", "0 digits",
        ])
    func wrongFormats(declaration: String) {
        #expect(NumberFormat(declaration) == nil)
    }

    @Test("text with marks of Markdown and LaTeX is shown as it stands")
    func escapes() throws {
        let store = try Repository.store(of: [])
        let table = Table(
            name: "odd", caption: "50 % of a_b", query: "SELECT 'a|b*c_d & 5 % {x} #1 \\ ^ ~ $' AS odd_text")
        let rendered = try TableRenderer(store: store, profile: "paper").render(table)
        #expect(rendered.markdown.contains("| a\\|b\\*c\\_d & 5 % {x} #1 \\\\ ^ ~ $ |"))
        #expect(
            rendered.latex.contains(
                "a|b*c\\_d \\& 5 \\% \\{x\\} \\#1 \\textbackslash{} \\textasciicircum{} \\textasciitilde{} \\$"))
        #expect(rendered.latex.contains("\\caption{50 \\% of a\\_b.}"))
    }

    @Test("a declared column that the query does not give is an error")
    func missingColumn() throws {
        let store = try Repository.store(of: [])
        let table = Table(name: "odd", caption: "c", query: "SELECT 1 AS a", formats: ["b": .bytes])
        let error = #expect(throws: TableError.self) {
            try TableRenderer(store: store, profile: "paper").render(table)
        }
        #expect(try #require(error).description == "odd: its query gives no column “b”; it gives a")
    }
}

/// Holds a text against `Snapshots/<name>`. With `RECORD_SNAPSHOTS=1` the file is rewritten; a missing one is recorded and fails once.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    let recording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
    if !recording, FileManager.default.fileExists(atPath: url.path) {
        let committed = try String(contentsOf: url, encoding: .utf8)
        #expect(text == committed, "\(name); RECORD_SNAPSHOTS=1 rewrites it", sourceLocation: sourceLocation)
    } else {
        try Data(text.utf8).write(to: url, options: .atomic)
        if !recording { Issue.record("\(name) was missing and is recorded now", sourceLocation: sourceLocation) }
    }
}
