import Reporting

/// A woven text, taken apart: GitHub's Markdown as far as our texts use it, and the markers in it.
///
/// What the reader does not know is an error, not text: a document must not show other things than GitHub does.
package struct MarkdownDocument: Equatable, Sendable {
    indirect enum Block: Equatable, Sendable {
        case heading(level: Int, [Inline])
        case paragraph([Inline])
        case list(ordered: Bool, [[Inline]])
        case table(Grid)
        case code(String)
        /// What a marker of a table or figure names.
        case woven(PaperMarker.Kind, name: String)
    }

    indirect enum Inline: Equatable, Sendable {
        case text(String)
        case code(String)
        case strong([Inline])
        case emphasis([Inline])
        case link([Inline], address: String)
        /// A woven value with the query that gives it.
        case value([Inline], query: String)
    }

    struct Grid: Equatable, Sendable {
        let header: [[Inline]]
        /// One for each column: whether it is set to the right.
        let isNumeric: [Bool]
        let rows: [[[Inline]]]
    }

    struct Place: Equatable, Sendable {
        /// Counted from 1.
        let line: Int
        let block: Block
    }

    /// As it was named.
    package let file: String
    let places: [Place]

    /// - Throws: ``MarkdownError``; `PaperError` for a marker that is not ended or closed.
    package init(_ text: String, file: String) throws {
        self.file = file
        let lines = MarkdownLines(text, markers: try PaperMarker.all(in: text, file: file))
        var reader = MarkdownBlockReader(lines, file: file)
        places = try reader.blocks()
    }
}

extension [MarkdownDocument.Inline] {
    /// Without markup.
    var plainText: String {
        map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .strong(let inner), .emphasis(let inner), .link(let inner, _), .value(let inner, _): inner.plainText
            }
        }.joined()
    }
}
