import ReportDocuments
import Reporting
import Testing

@Suite("Markdown")
struct MarkdownTests {
    private func body(_ text: String, links: PaperLinks = PaperLinks(root: "../../")) throws -> String {
        let page = try PaperDocument(
            try MarkdownDocument(text, file: "paper.md"), tables: [], figures: [], links: links
        ).text()
        let begin = try #require(page.firstRange(of: "<main id=\"main\">\n")).upperBound
        let end = try #require(page.firstRange(of: "</main>")).lowerBound
        return String(page[begin..<end])
    }

    @Test(
        "what our texts use becomes HTML as on GitHub",
        arguments: [
            ("one\ntwo", "<p>one two</p>\n"),
            ("a *b* **c *d*** e", "<p>a <em>b</em> <strong>c <em>d</em></strong> e</p>\n"),
            (
                "*a **b*** *c **d** e* **f**",
                "<p><em>a <strong>b</strong></em> <em>c <strong>d</strong> e</em> <strong>f</strong></p>\n"
            ),
            ("2 * 3 * 4 and 5\\*6\\*7", "<p>2 * 3 * 4 and 5*6*7</p>\n"),
            ("snake_case_name and _this_", "<p>snake_case_name and <em>this</em></p>\n"),
            ("`a*b*<c>` and ``d`e``", "<p><code>a*b*&lt;c&gt;</code> and <code>d`e</code></p>\n"),
            ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
            (
                "[the register](experiments/claims.yaml), [below](#x), [it](https://a.b/c)",
                "<p><a href=\"../../experiments/claims.yaml\">the register</a>, <a href=\"#x\">below</a>, "
                    + "<a href=\"https://a.b/c\">it</a></p>\n"
            ),
            (
                "See https://arxiv.org/abs/1611.01704. Then",
                "<p>See <a href=\"https://arxiv.org/abs/1611.01704\">https://arxiv.org/abs/1611.01704</a>. Then</p>\n"
            ),
            ("[5,10] and [a", "<p>[5,10] and [a</p>\n"),
            (
                "- one\n  more\n- **two**\n\ntext",
                "<ul>\n<li>one more</li>\n<li><strong>two</strong></li>\n</ul>\n<p>text</p>\n"
            ),
            ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n"),
            ("```sh\na <b>\n\n- c\n```\n", "<pre tabindex=\"0\"><code>a &lt;b&gt;\n\n- c\n</code></pre>\n"),
            (
                "## A `b`: c's\n### 4.3 A b\n### 4.3 A b",
                "<h2 id=\"a-b-cs\">A <code>b</code>: c&#39;s</h2>\n<h3 id=\"43-a-b\">4.3 A b</h3>\n"
                    + "<h3 id=\"43-a-b-1\">4.3 A b</h3>\n"
            ),
        ])
    func constructs(text: String, html: String) throws {
        #expect(try body(text) == html)
    }

    @Test("a table is set by its second line, and a bar behind a backslash is within a cell")
    func tables() throws {
        let html = try body("text\n| a | *b* |\n| --- | ---: |\n| x\\|y | 1 |\n| | `z` |\n\nafter")
        #expect(
            html.contains(
                """
                <thead><tr><th scope="col">a</th><th scope="col" class="number"><em>b</em></th></tr>
                </thead>
                <tbody>
                <tr><td>x|y</td><td class="number">1</td></tr>
                <tr><td></td><td class="number"><code>z</code></td></tr>
                </tbody>
                """))
        #expect(html.hasPrefix("<p>text</p>\n<div class=\"sideways\">") && html.hasSuffix("</div>\n<p>after</p>\n"))
    }

    @Test(
        "openings that nothing ends are text, however many there are", arguments: ["*a ", "_a ", "[a ", "**a *b [c "])
    func unended(opening: String) throws {
        let text = String(repeating: opening, count: 300)
        #expect(try body(text) == "<p>\(text.dropLast())</p>\n")
    }

    @Test("a woven value has its query beside it, and no marker is left")
    func values() throws {
        let html = try body(
            "It is <!--value format=%.2f SELECT '**'\n FROM a WHERE b < \"c\"-->**0.33**<!--/value--> *or <!--value SELECT 2-->2<!--/value-->*"
        )
        #expect(
            html == "<p>It is <data value=\"0.33\" title=\"SELECT &#39;**&#39; FROM a WHERE b &lt; &quot;c&quot;\">"
                + "<strong>0.33</strong></data> <em>or <data value=\"2\" title=\"SELECT 2\">2</data></em></p>\n")
    }

    @Test("names that stand as code lead to what they name, and others to nothing")
    func names() throws {
        let links = PaperLinks(
            root: "../../", files: ["plots/a.gp": "plots/a.gp", "results/a.md": "out/demo/results/a.md"],
            views: ["experiments/views/figure_a.sql"], stages: ["ercan/train"], claims: ["S2-01"])
        let html = try body("`plots/a.gp` `results/a.md` `figure_a` `ercan/train` `S2-01` `other`", links: links)
        #expect(
            html == "<p><a href=\"../../plots/a.gp\"><code>plots/a.gp</code></a> "
                + "<a href=\"../../out/demo/results/a.md\"><code>results/a.md</code></a> "
                + "<a href=\"../../experiments/views/figure_a.sql\"><code>figure_a</code></a> "
                + "<a href=\"index.html#stage-ercan/train\"><code>ercan/train</code></a> "
                + "<a href=\"index.html#S2-01\"><code>S2-01</code></a> <code>other</code></p>\n")
    }

    @Test(
        "what GitHub would show otherwise is refused with its line, so that the document never says other things than the text",
        arguments: [
            ("\n> quoted", "paper.md:2: a quotation cannot be made HTML; write it otherwise"),
            ("a\n\n<b>c</b>", "paper.md:3: HTML cannot be made HTML; write it otherwise"),
            ("a <b>c</b>", "paper.md:1: HTML cannot be made HTML; write it otherwise"),
            ("a\n---\n", "paper.md:2: a rule cannot be made HTML; write it otherwise"),
            (
                "x ![a](b.png)",
                "paper.md:1: a picture outside a figure's marker cannot be made HTML; write it otherwise"
            ),
            (
                "1. a\n\n2. b",
                "paper.md:3: a list with blank lines between its items cannot be made HTML; write it otherwise"
            ),
            (
                "- a\n\n- b",
                "paper.md:3: a list with blank lines between its items cannot be made HTML; write it otherwise"
            ),
            ("- [ ] a", "paper.md:1: a list of tasks cannot be made HTML; write it otherwise"),
            ("# a #", "paper.md:1: a heading that ends with number signs cannot be made HTML; write it otherwise"),
            ("x\n\na  \nb", "paper.md:3: a line break within a paragraph cannot be made HTML; write it otherwise"),
            ("a\\\nb", "paper.md:1: a line break within a paragraph cannot be made HTML; write it otherwise"),
            ("a ~~b~~", "paper.md:1: struck text cannot be made HTML; write it otherwise"),
            ("a[^1]", "paper.md:1: a footnote cannot be made HTML; write it otherwise"),
            ("- a\n  - b", "paper.md:2: a list within a list cannot be made HTML; write it otherwise"),
            ("a &nbsp; b", "paper.md:1: a letter by its name cannot be made HTML; write it otherwise"),
            ("[a](javascript:alert(1))", "paper.md:1: “javascript:alert(1” is no address that a reader could follow"),
            ("```\na", "paper.md:1: the block of code is not ended by ```"),
            ("| a |\nb", "paper.md:1: a table without a second line of dashes cannot be made HTML; write it otherwise"),
            ("| a | b |\n| --- | --- |\n| c |", "paper.md:3: the row has 1 cells, its table 2 columns"),
            (
                "<!--value\nSELECT 1-->1<!--/value-->\n\n\n> a",
                "paper.md:5: a quotation cannot be made HTML; write it otherwise"
            ),
            ("<!--table x--> a <!--/table-->", "paper.md:1: there is no table or figure “x”"),
            ("<!--figure x--> a <!--/figure-->", "paper.md:1: there is no table or figure “x”"),
            (
                "a <!--table x--> a <!--/table-->",
                "paper.md:1: text beside a table or figure cannot be made HTML; write it otherwise"
            ),
        ])
    func refusals(text: String, message: String) throws {
        let error = #expect(throws: MarkdownError.self) { try body(text) }
        #expect(try #require(error).description == message)
    }

    @Test("a query with a bar in a table's row is refused, since the row's cell ends there on GitHub")
    func barInQuery() throws {
        let error = #expect(throws: MarkdownError.self) {
            try body("| a |\n| --- |\n| <!--value SELECT 'a' || 'b'-->ab<!--/value--> |")
        }
        #expect(try #require(error).problem == .barInMarker(query: "SELECT 'a' || 'b'"))
    }
}
