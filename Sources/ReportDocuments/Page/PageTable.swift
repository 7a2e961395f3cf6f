import Foundation
import Reporting

/// A declared table with its answer.
package struct PageTable: Sendable {
    package let origin: PageOrigin
    private let content: TableContent

    /// - Throws: ``MetricStoreError/query(_:reason:)``, or ``TableError`` when a declared column is not in the answer.
    package init(_ table: Table, profile: String, origin: PageOrigin, from store: MetricStore) throws {
        self.origin = origin
        content = try TableContent(table, result: try store.query(table.sql), profile: profile)
    }

    package var name: String { content.view }

    var anchor: String { name }

    /// As the page shows it: closed, and sorted by a click.
    var html: HTML {
        """
        <details class="table" id="\(anchor)">
        <summary>\(content.caption) <span class="quiet">\(content.rows.count) \(content.rows.count == 1 ? "row" : "rows")</span>\
        </summary>
        \(grid(sortable: true))
        <p class="notes">\(notes)View <code>\(name)</code>\(data).</p>
        \(origin.html)</details>

        """
    }

    /// As a paper shows it: open, its caption above, with ways to what it is made from.
    func html(in paper: PaperLinks) -> HTML {
        """
        <div class="paper-table" id="\(anchor)">
        <p class="caption">\(content.caption).</p>
        \(grid(sortable: false, text: paper.linked))
        <p class="notes">\(notes)View \(paper.view(name))\(data); \(paper.files(of: origin, shownAs: name)).</p>
        </div>

        """
    }

    private var data: String { content.datasets.isEmpty ? "" : "; data: " + content.datasets.joined(separator: ", ") }

    /// Names in them stand between backticks.
    private var notes: HTML {
        let pieces = content.notes.map { "\($0) " }.joined().components(separatedBy: "`")
        return pieces.enumerated().map { number, piece -> HTML in
            number.isMultiple(of: 2) ? "\(piece)" : "<code>\(piece)</code>"
        }.joined(separator: "")
    }

    /// - Parameter text: How a cell's words are shown.
    private func grid(sortable: Bool, text: (String) -> HTML = { "\($0)" }) -> HTML {
        let headings = content.columns.map { column -> HTML in
            "<th scope=\"col\"\(alignment(column))>\(column.heading)</th>"
        }
        let rows = content.rows.map { row -> HTML in
            "<tr>\(zip(row, content.columns).map { cell($0, in: $1, sortable: sortable, text: text) })</tr>\n"
        }
        let table: HTML = """
            <table\(sortable ? " class=\"sortable\"" as HTML : "")>
            <thead><tr>\(headings)</tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            """
        return ScrollRegion.around(table, label: content.caption)
    }

    private func alignment(_ column: TableContent.Column) -> HTML { column.isNumeric ? " class=\"number\"" : "" }

    private func cell(
        _ cell: TableContent.Cell, in column: TableContent.Column, sortable: Bool, text: (String) -> HTML
    ) -> HTML {
        let shown = cell.shown
        let key = PageTable.sortKey(of: cell)
        // What reads as its own key needs none.
        let attribute: HTML = key == shown || !sortable ? "" : " data-key=\"\(key)\""
        let classes = sortable || column.isNumeric ? alignment(column) : PageTable.classes(ofWords: shown)
        return "<td\(classes)\(attribute)>\(text(shown))</td>"
    }

    /// In the paper tables are as narrow as their words allow: a name keeps its line, and sentences have room.
    private static func classes(ofWords text: String) -> HTML {
        switch text.count {
        case ...8: " class=\"mark\""
        case ...24: " class=\"name\""
        case 49...: " class=\"sentence\""
        default: ""
        }
    }

    /// What the script sorts a cell by: the number before it was rounded, as JavaScript reads it; nothing for an empty cell.
    static func sortKey(of cell: TableContent.Cell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): text
        case .number(_, let value, _, _):
            value.isFinite ? NumberFormat.asIs.text(value) : value < 0 ? "-Infinity" : "Infinity"
        }
    }
}
