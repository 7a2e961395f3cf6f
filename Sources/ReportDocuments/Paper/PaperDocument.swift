import Reporting

/// The paper as one file for a browser, made from the woven text: its tables and pictures inside, each number with the query that gives
/// it. The same text and measurements give the same bytes.
package struct PaperDocument: Sendable {
    private let markdown: MarkdownDocument
    private let tables: [String: PageTable]
    private let figures: [String: PageFigure]
    private let links: PaperLinks
    private let caution: String?

    /// - Parameter caution: As of ``ReportPage``.
    package init(
        _ markdown: MarkdownDocument, tables: [PageTable], figures: [PageFigure], links: PaperLinks,
        caution: String? = nil
    ) {
        self.markdown = markdown
        self.tables = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
        self.figures = Dictionary(figures.map { ($0.name, $0) }) { first, _ in first }
        self.caution = caution
        let shown = markdown.places.compactMap { if case .woven(.table, let name) = $0.block { name } else { nil } }
        self.links = links.adding(tables: shown)
    }

    /// The content of the document's file.
    ///
    /// - Throws: ``MarkdownError`` for a table or figure that was not given.
    package func text() throws -> String { try document().text + "\n" }

    private func document() throws -> HTML {
        let writer = PaperWriter(links: links)
        let headings = PaperHeading.all(in: markdown)
        var body: [HTML] = []
        for (index, place) in markdown.places.enumerated() {
            body.append(try html(of: place, heading: headings[index], writer: writer))
        }
        // The contents stand below the title where they do not stand beside the text.
        let isTitled = headings[0]?.level == 1
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="\(ReportPage.policy)">
            <title>\(headings.values.first { $0.level == 1 }?.title ?? markdown.file)</title>
            <style>
            \(HTML(verbatim: DocumentStyle.paper))
            </style>
            </head>
            <body class="paper">
            <a class="skip" href="#main">To the text</a>
            \(isTitled ? "<header>\n\(body[0])</header>\n" as HTML : "")\
            \(contents(headings.sorted { $0.key < $1.key }.map(\.value)))
            <main id="main">
            \(caution.map { "<p class=\"caution\">\($0)</p>\n" } ?? "" as HTML)\(Array(body.dropFirst(isTitled ? 1 : 0)))</main>
            <div id="query" role="status" hidden><p class="quiet">This number is the answer to</p><pre><code></code></pre>\
            <button type="button">Close</button></div>
            <script>
            "use strict";
            \(HTML(verbatim: ScrollRegion.script))
            \(HTML(verbatim: PaperScript.text))
            </script>
            </body>
            </html>
            """
    }

    private func contents(_ headings: [PaperHeading]) -> HTML {
        let entries = headings.filter { 2...3 ~= $0.level }.map { heading -> HTML in
            "<li class=\"level-\(heading.level)\"><a href=\"#\(heading.anchor)\">\(heading.title)</a></li>\n"
        }
        return """
            <nav id="contents" aria-label="Contents">
            <p><a href="\(PaperLinks.page)">The report: claims, tables, stages</a></p>
            <ul>
            \(entries)</ul>
            </nav>
            """
    }

    private func html(
        of place: MarkdownDocument.Place, heading: PaperHeading?, writer: PaperWriter
    ) throws -> HTML {
        func unknown(_ name: String) -> MarkdownError {
            MarkdownError(file: markdown.file, line: place.line, problem: .unknown(name))
        }
        switch place.block {
        case .woven(.figure, let name):
            guard let figure = figures[name] else { throw unknown(name) }
            return figure.html(in: links)
        case .woven(_, let name):
            guard let table = tables[name] else { throw unknown(name) }
            return table.html(in: links)
        default: return writer.html(of: place.block, anchor: heading?.anchor)
        }
    }
}
