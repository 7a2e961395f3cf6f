import Reporting

/// A figure with its picture.
package struct PageFigure: Sendable {
    package let origin: PageOrigin
    let name: String
    private let caption: String
    /// As gnuplot wrote it.
    private let picture: String

    /// - Parameter picture: The SVG file's text.
    package init(_ data: FigureData, picture: String, origin: PageOrigin) {
        self.origin = origin
        (name, caption) = (data.figure.name, data.caption)
        self.picture = picture
    }

    var html: HTML { html(below: origin.html) }

    /// As a paper shows it, with ways to what it is made from.
    func html(in paper: PaperLinks) -> HTML {
        html(below: "<p class=\"notes\">\(paper.files(of: origin, shownAs: "figure-\(name)")).</p>\n")
    }

    private func html(below: HTML) -> HTML {
        """
        <figure id="figure-\(name)">
        <div class="picture" role="img" aria-label="\(caption)">
        \(HTML(verbatim: embedded))
        </div>
        <figcaption>\(caption).
        \(below)</figcaption>
        </figure>

        """
    }

    /// The picture as an element of a page that holds others: no prolog, ids of its own, the page's width, and no titles, which would
    /// stay over it as tooltips that say “Gnuplot”.
    var embedded: String {
        var text = Substring(picture)
        if let start = text.firstRange(of: "<svg") { text = text[start.lowerBound...] }
        return String(text)
            .replacing(#/<title>[^<]*<\/title>|<desc>[^<]*<\/desc>/#, with: "")
            .replacing(#/(id=['"])/#) { "\($0.output.1)\(name)-" }
            .replacing(#/(href='#|url\(#)/#) { "\($0.output.1)\(name)-" }
            .replacing(#/<svg\s+width="\d+" height="\d+"/#, with: "<svg")
            // Empty groups are a third of what gnuplot writes.
            .replacing(#/<g [^>]*>\s*<\/g>\s*/#, with: "")
    }
}
