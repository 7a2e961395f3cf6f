import CommittedReport
import Foundation
import ReportDocuments
import Reporting
import Testing

@Suite("The paper for a browser")
struct PaperDocumentTests {
    @Test("the committed paper has each of its numbers, tables and figures, loads nothing, and is the same each time")
    func committed() throws {
        let woven = try String(contentsOf: Repository.root.appending(path: "paper.md"), encoding: .utf8)
        let store = try Repository.committedStore()
        let declarations = try Declarations.read()
        func origin(_ name: String, _ script: String? = nil) -> PageOrigin {
            PageOrigin(stage: "report/\(name)", command: "", file: "results/\(name)", subject: nil, script: script)
        }
        let tables = try declarations.tables.map {
            try PageTable($0, profile: "paper", origin: origin($0.name), from: store)
        }
        let figures = try declarations.figures.map { figure in
            let picture = Repository.plots.appending(path: "\(figure.name).svg")
            return PageFigure(
                try FigureData(figure, from: store), picture: try String(contentsOf: picture, encoding: .utf8),
                origin: origin(figure.name, "plots/\(figure.name).gp"))
        }
        func document() throws -> String {
            try PaperDocument(
                try MarkdownDocument(woven, file: "paper.md"), tables: tables, figures: figures,
                links: PaperLinks(root: "../../", stages: ["report/table_verdicts"])
            ).text()
        }
        let text = try document()
        #expect(try document() == text)
        func count(_ piece: String, in text: String) -> Int { text.ranges(of: piece).count }
        #expect(
            count("<data value=", in: text) == count("<!--value", in: woven) && count("<data value=", in: text) > 500)
        for (kind, element) in [("table", "<div class=\"paper-table\" id="), ("figure", "<figure id=\"figure-")] {
            #expect(count(element, in: text) == count("<!--\(kind) ", in: woven) && count(element, in: text) >= 10)
        }
        let headings = woven.split(separator: "\n").filter { $0.hasPrefix("#") }
        #expect(
            headings.count > 30
                && count("<h1 ", in: text) + count("<h2 ", in: text) + count("<h3 ", in: text) == headings.count)
        #expect(!text.contains("<!--"))
        #expect(text.contains("<a href=\"../../plots/ercan-training.gp\"><code>plots/ercan-training.gp</code></a>"))
        #expect(
            text.contains("<a href=\"index.html#stage-report/table_verdicts\"><code>report/table_verdicts</code></a>"))
        #expect(text.contains("<a href=\"#table_verdicts\"><code>table_verdicts</code></a>"))
        #expect(text.firstMatch(of: #/\ssrc=|<link|@import|url\((?!#)/#) == nil)
        #expect(text.utf8.count < 3_000_000)
    }

    @Test("a table's words lead to claims and stages, one by one, and stay text")
    func cells() throws {
        let store = try inTemporaryFolder { folder in
            try MetricStore(inMemoryFrom: [], views: [])
        }
        let table = Table(
            name: "table_evidence", caption: "Evidence",
            query: "SELECT 'S2-01' AS id, 'ercan/train, <b>, a claim' AS evidence, 0.5 AS number")
        let origin = PageOrigin(stage: "report/x", command: "", file: "results/tables/x.md", subject: nil)
        let text = try PaperDocument(
            try MarkdownDocument("<!--table table_evidence--><!--/table-->", file: "paper.md"),
            tables: [try PageTable(table, profile: "paper", origin: origin, from: store)], figures: [],
            links: PaperLinks(root: "../../", stages: ["ercan/train"], claims: ["S2-01"])
        ).text()
        #expect(text.contains("<td class=\"mark\"><a href=\"index.html#S2-01\">S2-01</a></td>"))
        #expect(
            text.contains("<td><a href=\"index.html#stage-ercan/train\">ercan/<wbr>train</a>, &lt;b&gt;, a claim</td>"))
        #expect(text.contains("<td class=\"number\">0.5</td>"))
        #expect(text.contains("<a href=\"../../results/tables/x.md\"><code>results/tables/x.md</code></a>"))
        #expect(text.contains("<a href=\"index.html#table_evidence\">on the page</a>"))
    }
}
