import CommittedReport
import Foundation
import Reporting
import Testing

@Suite("Weaving the paper")
struct PaperTests {
    private static let figure = Figure(name: "curve", caption: "A curve", queries: ["data": "SELECT 1 AS x"])
    private let weaver: PaperWeaver

    init() throws {
        weaver = try PaperWeaver(
            store: try Repository.store(of: []), tables: ["sizes": "| a |\n|---|\n| 1 |\n"], figures: [Self.figure])
    }

    private static let figureFrame = "<!--figure curve--><!--/figure-->\n"

    @Test("values, tables and figures come between their markers, all else stays, and weaving twice changes nothing")
    func weave() throws {
        let frame =
            "# Title\n\nIt is <!--value format=%.2f SELECT 1.0 / 3--><!--/value-->, <!-- a remark --> "
            + "<!--value SELECT 'never'-->old<!--/value--> and <!--value SELECT NULL-->?<!--/value-->, "
            + "<!--value format=%.1f SELECT -5.06-->?<!--/value--> or <!--value SELECT -2-->?<!--/value-->.\n\n"
            + "<!--table sizes-->old\n<!--/table-->\n\n" + Self.figureFrame
        let woven = try weaver.weave(frame)
        #expect(
            woven == "# Title\n\nIt is <!--value format=%.2f SELECT 1.0 / 3-->0.33<!--/value-->, <!-- a remark --> "
                + "<!--value SELECT 'never'-->never<!--/value--> and <!--value SELECT NULL-->–<!--/value-->, "
                + "<!--value format=%.1f SELECT -5.06-->−5.1<!--/value--> or <!--value SELECT -2-->−2<!--/value-->.\n\n"
                + "<!--table sizes-->\n\n| a |\n|---|\n| 1 |\n\n<!--/table-->\n\n"
                + "<!--figure curve-->\n\n![A curve](plots/curve.svg)\n\n*A curve.*\n\n<!--/figure-->\n")
        #expect(try weaver.weave(woven) == woven)
        #expect(try weaver.check(woven).isEmpty)
    }

    @Test("each stale place is named with its line, what it shows and what it should")
    func check() throws {
        let frame =
            "a\n<!--value SELECT 2-->1<!--/value-->\n<!--value SELECT\n 3-->3<!--/value-->\n"
            + "<!--table sizes-->\n\n| a |\n|---|\n| 2 |\n\n<!--/table-->\n" + Self.figureFrame
        let stale = try weaver.check(try weaver.weave(Self.figureFrame) + frame.dropLast(Self.figureFrame.count))
        #expect(
            stale.map(\.description) == [
                "paper.md:9: shown “1”, should be “2”", "paper.md:16: shown “| 2 |”, should be “| 1 |”",
            ])
    }

    @Test(
        "what cannot be woven is named with its line",
        arguments: [
            ("\n<!--value SELECT 1", "paper.md:2: <!--value is not ended by -->"),
            ("\n<!--value SELECT 1-->1", "paper.md:2: <!--value …--> is not closed by <!--/value-->"),
            (
                "<!--value SELECT 1-->1\n<!--value SELECT 2-->2<!--/value-->",
                "paper.md:1: <!--value …--> is not closed by <!--/value-->"
            ),
            ("\n\n1<!--/value-->", "paper.md:3: <!--/value--> closes nothing"),
            ("<!--table--><!--/table-->", "paper.md:1: <!--table--> does not say what to show"),
            ("<!--value SELECT 1 WHERE 0--><!--/value-->", "paper.md:1: no rows from: SELECT 1 WHERE 0"),
            (
                "<!--value SELECT x--><!--/value-->",
                "paper.md:1: no such column: x, in the query: SELECT x"
            ),
            (
                "<!--value format=%s SELECT 1--><!--/value-->",
                "paper.md:1: “format=%s” is no format; write %.4f, %.3g or %d"
            ),
            ("<!--table other--><!--/table-->", "paper.md:1: there is no table “other”; there are: sizes"),
            (
                "<!--figure other--><!--/figure-->",
                "paper.md:1: the figure “other” is not declared; declared are: curve"
            ),
        ])
    func errors(text: String, message: String) throws {
        let text = text + (text.hasSuffix("-->") ? "\n" : "") + (text.contains("/") ? Self.figureFrame : "")
        let error = #expect(throws: PaperError.self) { try weaver.weave(text) }
        #expect(try #require(error).description == message)
    }

    @Test("a declared figure that the paper does not show is an error")
    func unusedFigure() throws {
        let error = #expect(throws: PaperError.self) { try weaver.weave("text") }
        #expect(
            try #require(error).description == "paper.md: the figure “curve” is declared and shown nowhere")
    }

    @Test("the paper shows every declared figure once, and shows or names every declared table")
    func repositoryPaper() throws {
        let paper = try String(contentsOf: Repository.root.appending(path: "paper.md"), encoding: .utf8)
        let declarations = try Declarations.read()
        for figure in declarations.figures {
            #expect(paper.components(separatedBy: "<!--figure \(figure.name)-->").count == 2, "\(figure.name)")
        }
        for table in declarations.tables {
            #expect(paper.components(separatedBy: "<!--table \(table.name)-->").count <= 2, "\(table.name)")
            #expect(paper.contains("| `\(table.name)` |"), "\(table.name) is not in the list of section 10")
        }
    }
}
