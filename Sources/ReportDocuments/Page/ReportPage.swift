/// The report as one page that needs nothing beside it: claims, figures, tables and the graph of the stages, with its style and its
/// script inside. The same values give the same bytes.
///
/// Without its script the page shows everything; the script filters, sorts and opens.
package struct ReportPage: Sendable {
    /// Of the declarations, for example `paper` or `demo`.
    package let profile: String
    /// What a reader must know before the first number; `nil` where the measurements are the replication itself.
    package let caution: String?
    package let claims: [PageClaim]
    package let tables: [PageTable]
    package let figures: [PageFigure]
    package let pictures: [PagePictures]
    /// In an order in which they could run.
    package let stages: [PageStage]

    package init(
        profile: String, caution: String? = nil, claims: [PageClaim], tables: [PageTable], figures: [PageFigure],
        pictures: [PagePictures] = [], stages: [PageStage]
    ) {
        self.profile = profile
        self.caution = caution
        self.claims = claims
        self.tables = tables
        self.figures = figures
        self.pictures = pictures
        self.stages = stages
    }

    /// The content of the page's file.
    package var text: String { document.text + "\n" }

    private var document: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="\(ReportPage.policy)">
        <title>Bottleneck: the report</title>
        <style>
        \(HTML(verbatim: DocumentStyle.page))
        </style>
        </head>
        <body>
        <a class="skip" href="#main">To the content</a>
        \(header)
        <main id="main">
        \(claimSection)
        \(pictureSection)
        \(subjects.map(section))
        \(stageSection)
        </main>
        <script>
        "use strict";
        \(HTML(verbatim: ScrollRegion.script))
        \(HTML(verbatim: PageScript.text))
        \(HTML(verbatim: PictureScript.text))
        </script>
        </body>
        </html>
        """
    }

    /// Nothing is loaded from anywhere, whatever a text may hold.
    static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

    /// What lies beside the page.
    static let paper = "paper.html"

    private var header: HTML {
        var sections = subjects.map { (name: $0, anchor: anchor(of: $0)) }
        if !pictures.isEmpty { sections.insert(("Pictures", "pictures"), at: 0) }
        if !claims.isEmpty { sections.insert(("Claims", "claims"), at: 0) }
        if !stages.isEmpty { sections.append(("Stages", "stages")) }
        let links = sections.map { name, anchor -> HTML in "<a href=\"#\(anchor)\">\(name)</a>" }
        return """
            <header>
            <h1>Bottleneck: the report</h1>
            \(caution.map { "<p class=\"caution\">\($0)</p>\n" } ?? "" as HTML)\
            <p class="lead">Papers on image compression with autoencoders, replicated from raw data to table and figure, with a verdict on
            each of their claims. \(summary)</p>
            \(verdictTable)
            <p class="quiet">Profile <code>\(profile)</code>. Made by <code>bottleneck page</code> from the published measurements; every number
            comes from a query.</p>
            <nav aria-label="Sections"><a href="\(ReportPage.paper)">The paper</a> \(links.joined(separator: " "))
            <button type="button" id="open-all" aria-pressed="false" hidden>Open all tables</button></nav>
            </header>
            """
    }

    // MARK: Subjects

    /// What tables and figures are of: the papers in the order of their claims, others in that of the tables, then what is of several.
    private var subjects: [String] {
        let named = tables.map(\.origin.subject) + figures.map(\.origin.subject)
        let known = papers.filter(named.contains)
        var seen = Set(known)
        return known + named.compactMap { $0 }.filter { seen.insert($0).inserted }
            + (named.contains(nil) ? [ReportPage.several] : [])
    }

    private static let several = "all papers"

    private func anchor(of subject: String) -> String { "of-" + subject.replacing(" ", with: "-") }

    private func section(of subject: String) -> HTML {
        let shown = figures.filter { ($0.origin.subject ?? ReportPage.several) == subject }
        let figures: HTML =
            shown.isEmpty ? "" : "<div class=\"figures\">\n\(shown.map(\.html))</div>\n"
        let tables = tables.filter { ($0.origin.subject ?? ReportPage.several) == subject }
        return """
            <section id="\(anchor(of: subject))">
            <h2>\(subject)</h2>
            \(figures)\(tables.map(\.html))</section>

            """
    }
}

/// Where a table or figure comes from.
package struct PageOrigin: Equatable, Sendable {
    /// The stage that makes it, for example `report/table-ercan-1`.
    package let stage: String
    /// What one types to make it again.
    package let command: String
    /// The published file, relative to the workspace.
    package let file: String
    /// The paper whose measurements it shows; `nil` for several.
    package let subject: String?
    /// What draws it, relative to the workspace; `nil` for a table.
    package let script: String?

    package init(stage: String, command: String, file: String, subject: String?, script: String? = nil) {
        self.stage = stage
        self.command = command
        self.file = file
        self.subject = subject
        self.script = script
    }

    var html: HTML {
        """
        <p class="origin"><code>\(file)</code> is made by the stage <code>\(stage)</code>: <code>\(command)</code></p>

        """
    }
}
