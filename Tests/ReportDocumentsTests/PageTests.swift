import CommittedReport
import Foundation
import ReportDocuments
import Reporting
import Testing

@Suite("The page")
struct PageTests {
    /// With no measurements at all, and a register of the given claims.
    private func store(claims: String) throws -> MetricStore {
        try inTemporaryFolder { folder in
            let register = folder.appending(path: "claims.yaml")
            try Data(claims.utf8).write(to: register)
            return try MetricStore(inMemoryFrom: [], views: [], claims: register)
        }
    }

    private func page(
        claims: [PageClaim] = [], tables: [PageTable] = [], figures: [PageFigure] = [], stages: [PageStage] = []
    ) -> String {
        ReportPage(profile: "paper", claims: claims, tables: tables, figures: figures, stages: stages).text
    }

    private func origin(_ stage: String, subject: String? = "ercan") -> PageOrigin {
        PageOrigin(stage: stage, command: "make stage STAGE=\(stage)", file: "results/\(stage)", subject: subject)
    }

    private static let hostile = #"<script>alert("1")</script> & 'so' on"#
    private static let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so&#39; on"

    @Test("no text becomes markup, wherever it stands")
    func escaping() throws {
        let text = String(decoding: try JSONEncoder().encode(Self.hostile), as: UTF8.self)
        let store = try store(
            claims: """
                - {id: S1-01, paper: \(text), claim: \(text), printed: \(text), place: \(text), test: \(text), tolerance: \(text), \
                evidence: [\(text)], query: "SELECT 'reproduced' AS verdict, '<i>' AS measured, 1 AS n"}
                - {id: S1-02, paper: wani, claim: a, printed: b, place: c, untestable: \(text)}
                """)
        let hostile = Self.hostile
        let table = Table(
            name: "table_hostile", caption: hostile, query: "SELECT '<b>' AS a, 1 AS dataset", headings: ["a": hostile],
            notes: [hostile])
        let origin = PageOrigin(stage: hostile, command: hostile, file: hostile, subject: hostile)
        let figure = Figure(name: "figure", caption: hostile, queries: [:])
        let page = page(
            claims: try PageClaim.all(in: store),
            tables: [try PageTable(table, profile: "paper", origin: origin, from: store)],
            figures: [PageFigure(try FigureData(figure, from: store), picture: "<svg></svg>", origin: origin)],
            stages: [PageStage(name: "a/\(hostile)", instances: 1, needs: [], reads: [])])
        #expect(!page.contains(hostile))
        #expect(!page.contains("<b>'"))
        #expect(page.ranges(of: "<script>").count == 1)
        #expect(page.contains("<td>&lt;b&gt;</td>"))
        #expect(page.contains("measured <b>&lt;i&gt;</b>"))
        for place in [
            "<dt>Test</dt><dd>\(Self.escaped)</dd>", "<dt>Reason</dt><dd>\(Self.escaped)</dd>",
            "data-paper=\"\(Self.escaped)\"", "<th scope=\"col\">\(Self.escaped)</th>",
            "<title>a/\(Self.escaped)</title>",
            "<figcaption>\(Self.escaped).", "<option>\(Self.escaped)</option>", "<h2>\(Self.escaped)</h2>",
        ] {
            #expect(page.contains(place))
        }
    }

    @Test("a cell is sorted by its number before rounding, and an empty one by nothing")
    func sortKeys() throws {
        let store = try store(claims: "[]")
        let table = Table(
            name: "table_keys", caption: "Keys",
            query: """
                SELECT 0.123456 AS value, 0.01 AS width, 64 AS code, 'one' AS name
                UNION ALL SELECT -1234.5, NULL, 4, NULL UNION ALL SELECT 9e999, NULL, NULL, '12 KB'
                """,
            formats: ["value": .decimals(2)], intervals: ["value": "width"])
        let page = page(tables: [try PageTable(table, profile: "paper", origin: origin("report/keys"), from: store)])
        for cell in [
            "<td class=\"number\" data-key=\"0.123456\">0.12 ± 0.01</td>", "<td class=\"number\">64</td>",
            "<td>one</td>",
            "<td class=\"number\" data-key=\"-1234.5\">−1234.50</td>", "<td data-key=\"\">–</td>",
            "<td class=\"number\" data-key=\"Infinity\">∞</td>", "<td class=\"number\" data-key=\"\">–</td>",
            "<td>12 KB</td>",
        ] {
            #expect(page.contains(cell), "\(cell)")
        }
    }

    @Test("every claim, table and figure of the committed report is on the page, the same each time")
    func committed() throws {
        let store = try Repository.committedStore()
        let declarations = try Declarations.read()
        let claims = try PageClaim.all(in: store)
        let tables = try declarations.tables.map {
            try PageTable($0, profile: "paper", origin: origin("report/\($0.name)"), from: store)
        }
        let figures = try declarations.figures.map { figure in
            let picture = Repository.plots.appending(path: "\(figure.name).svg")
            return PageFigure(
                try FigureData(figure, from: store), picture: try String(contentsOf: picture, encoding: .utf8),
                origin: origin("report/\(figure.name)", subject: nil))
        }
        let text = page(claims: claims, tables: tables, figures: figures)
        #expect(claims.count > 90 && tables.count > 40 && figures.count > 5)
        #expect(text.ranges(of: "<details class=\"claim\"").count == claims.count)
        for claim in claims {
            #expect(text.contains("<details class=\"claim\" id=\"\(claim.id)\""))
        }
        for table in tables {
            #expect(text.contains("<details class=\"table\" id=\"\(table.name)\">"))
            #expect(text.contains("<code>make stage STAGE=\(table.origin.stage)</code>"))
        }
        for figure in declarations.figures { #expect(text.contains("<figure id=\"figure-\(figure.name)\">")) }
        #expect(page(claims: try PageClaim.all(in: store), tables: tables, figures: figures) == text)
        #expect(text.utf8.count < 4_000_000)
    }

    @Test("a figure's picture has ids of its own, no titles, and the width of the page")
    func pictures() throws {
        let picture = """
            <?xml version="1.0"?>
            <svg 
             width="760" height="460"
             viewBox="0 0 760 460">
            <title>Gnuplot</title><desc>Produced</desc>
            <g fill="none">
            </g>
            <path id='gpPt0' d='M0,0'/><use xlink:href='#gpPt0' id='gpPt1'/><g filter="url(#box)" id="plot">x</g></svg>
            """
        let store = try store(claims: "[]")
        let data = try FigureData(Figure(name: "curve", caption: "A curve", queries: [:]), from: store)
        let text = page(figures: [PageFigure(data, picture: picture, origin: origin("report/curve"))])
        #expect(
            text.contains(
                "<path id='curve-gpPt0' d='M0,0'/><use xlink:href='#curve-gpPt0' id='curve-gpPt1'/>"
                    + "<g filter=\"url(#curve-box)\" id=\"curve-plot\">x</g></svg>"))
        #expect(text.contains("<svg\n viewBox=\"0 0 760 460\">"))
        #expect(!text.contains("Gnuplot") && !text.contains("Produced") && !text.contains("<?xml"))
        #expect(!text.contains("<g fill=\"none\">"))
    }

    @Test("the graph draws stages left of what needs them, and readers of the same files as one box")
    func graph() throws {
        let stages = [
            PageStage(name: "datasets/mnist", instances: 1, needs: [], reads: []),
            PageStage(name: "ercan/train", instances: 30, needs: [0, 4], reads: []),
            PageStage(name: "report/table-1", instances: 1, needs: [], reads: [1]),
            PageStage(name: "report/table-2", instances: 1, needs: [], reads: [1]),
            // Matrices may need each other's instances.
            PageStage(name: "ercan/prune", instances: 2, needs: [1], reads: []),
        ]
        let text = page(stages: stages)
        for stage in stages { #expect(text.ranges(of: "id=\"stage-\(stage.name)\"").count == 1) }
        #expect(text.contains(">train ×30</text>"))
        #expect(text.contains(">report ×2</text>"))
        #expect(text.contains("<title>report/table-1\nreport/table-2\nreads as published ercan/train</title>"))
        #expect(text.contains("35 stages"))
        func left(_ label: String) throws -> Int {
            let match = try #require(
                text.firstMatch(of: try Regex("<text x=\"(\\d+)\" y=\"\\d+\">\(label)</text></g>\n")))
            return try #require(match.output[1].substring.flatMap { Int($0) })
        }
        #expect(try left("mnist") < left("train ×30"))
        #expect(try left("train ×30") < left("report ×2"))
    }
}
