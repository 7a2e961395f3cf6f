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

    var html: HTML {
        let headings = content.columns.map { column -> HTML in
            "<th scope=\"col\"\(alignment(column))>\(column.heading)</th>"
        }
        let rows = content.rows.map { row -> HTML in
            "<tr>\(zip(row, content.columns).map { cell($0, in: $1) })</tr>\n"
        }
        let data = content.datasets.isEmpty ? "" : "; data: " + content.datasets.joined(separator: ", ")
        let notes = content.notes.map { "\($0) " }.joined()
        return """
            <details class="table" id="\(anchor)">
            <summary>\(content.caption) <span class="quiet">\(content.rows.count) \(content.rows.count == 1 ? "row" : "rows")</span>\
            </summary>
            <div class="scroll" tabindex="0" role="region" aria-label="\(content.caption)">
            <table class="sortable">
            <thead><tr>\(headings)</tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            </div>
            <p class="notes">\(notes)View <code>\(name)</code>\(data).</p>
            \(origin.html)</details>

            """
    }

    private func alignment(_ column: TableContent.Column) -> HTML { column.isNumeric ? " class=\"number\"" : "" }

    private func cell(_ cell: TableContent.Cell, in column: TableContent.Column) -> HTML {
        let text = PageTable.text(of: cell)
        let key = PageTable.sortKey(of: cell)
        // What reads as its own key needs none.
        let attribute: HTML = key == text ? "" : " data-key=\"\(key)\""
        return "<td\(alignment(column))\(attribute)>\(text)</td>"
    }

    private static func text(of cell: TableContent.Cell) -> String {
        switch cell {
        case .empty: "–"
        case .text(let text): text
        case .number(let number, _, let halfWidth, let fromOneSeed):
            number.replacing("-", with: "−") + (halfWidth.map { " ± \($0)" } ?? "") + (fromOneSeed ? " †" : "")
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
