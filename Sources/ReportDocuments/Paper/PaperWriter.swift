/// Writes blocks of the paper's own text.
struct PaperWriter {
    let links: PaperLinks

    func html(of block: MarkdownDocument.Block, anchor: String?) -> HTML {
        switch block {
        case .heading(let level, let inlines):
            let tag = HTML(verbatim: "h\(min(max(level, 1), 6))")
            let place: HTML = anchor.map { " id=\"\($0)\"" } ?? ""
            return "<\(tag)\(place)>\(html(of: inlines))</\(tag)>\n"
        case .paragraph(let inlines): return "<p>\(html(of: inlines))</p>\n"
        case .list(let isOrdered, let items):
            let tag: HTML = isOrdered ? "ol" : "ul"
            return "<\(tag)>\n\(items.map { "<li>\(html(of: $0))</li>\n" as HTML })</\(tag)>\n"
        case .code(let text): return "<pre tabindex=\"0\"><code>\(text)</code></pre>\n"
        case .table(let grid): return html(of: grid)
        case .woven: return ""
        }
    }

    private func html(of grid: MarkdownDocument.Grid) -> HTML {
        func row(_ cells: [[MarkdownDocument.Inline]], _ open: HTML, _ close: HTML) -> HTML {
            let cells = zip(cells, grid.isNumeric).map { cell, isNumeric -> HTML in
                "<\(open)\(isNumeric ? " class=\"number\"" as HTML : "")>\(html(of: cell))</\(close)>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        let table: HTML = """
            <table class="prose">
            <thead>\(row(grid.header, "th scope=\"col\"", "th"))</thead>
            <tbody>
            \(grid.rows.map { row($0, "td", "td") })</tbody>
            </table>
            """
        return "\(ScrollRegion.around(table, label: grid.header.map(\.plainText).joined(separator: ", ")))\n"
    }

    func html(of inlines: [MarkdownDocument.Inline]) -> HTML {
        inlines.map { inline -> HTML in
            switch inline {
            case .text(let text): "\(text)"
            case .code(let code): links.code(code)
            case .strong(let inner): "<strong>\(html(of: inner))</strong>"
            case .emphasis(let inner): "<em>\(html(of: inner))</em>"
            case .link(let inner, let address): "<a href=\"\(links.resolved(address))\">\(html(of: inner))</a>"
            case .value(let inner, let query):
                "<data value=\"\(inner.plainText)\" title=\"\(query)\">\(html(of: inner))</data>"
            }
        }.joined(separator: "")
    }
}
