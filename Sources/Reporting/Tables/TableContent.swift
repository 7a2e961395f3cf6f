/// A table's answer prepared for showing, before it becomes Markdown, LaTeX or HTML.
package struct TableContent {
    package enum Cell: Equatable {
        case empty
        case text(String)
        /// A number as it is shown and as it is, the half-width of its interval, and whether it comes from one replicate alone.
        case number(String, value: Double, halfWidth: String?, fromOneSeed: Bool)
    }

    package struct Column {
        package let heading: String
        package let isNumeric: Bool
    }

    package let caption: String
    package let columns: [Column]
    package let rows: [[Cell]]
    /// Sentences for below the table.
    package let notes: [String]
    package let view: String
    package let datasets: [String]
    package let profile: String
    /// `nil` where the table is shown with its origin beside it.
    package let origin: TableOrigin?

    package init(_ table: Table, result: QueryResult, profile: String, origin: TableOrigin? = nil) throws {
        let companions = [table.intervals ?? [:], table.replicates ?? [:]]
        let declared =
            (table.formats ?? [:]).keys.sorted() + (table.headings ?? [:]).keys.sorted() + (table.hidden ?? [])
            + companions.flatMap { Array($0.keys) + Array($0.values) }.sorted()
        if let column = declared.first(where: { result.index(of: $0) == nil }) {
            throw TableError(table: table.name, column: column, columns: result.columns)
        }
        let unshown = Set(["dataset"] + (table.hidden ?? []) + companions.flatMap(\.values))
        let shown = result.columns.indices.filter { !unshown.contains(result.columns[$0]) }
        columns = shown.map { index in
            let name = result.columns[index]
            let values = result.rows.map { $0[index] }.filter { $0 != .null }
            return Column(
                heading: table.headings?[name] ?? name.split(separator: "_").joined(separator: " "),
                isNumeric: table.formats?[name] != nil
                    || !values.isEmpty && values.allSatisfy(TableContent.looksNumeric))
        }
        rows = result.rows.map { row in
            shown.map { TableContent.cell(row: row, index: $0, table: table, result: result) }
        }
        datasets = result.datasets
        view = table.name
        self.profile = profile
        self.origin = origin
        caption = table.caption + (datasets.contains { $0.hasPrefix("synthetic") } ? " (synthetic data)" : "")
        let marked = rows.joined().contains { if case .number(_, _, _, true) = $0 { true } else { false } }
        let ranged = rows.joined().contains { if case .number(_, _, .some, _) = $0 { true } else { false } }
        notes =
            (table.notes ?? [])
            + (ranged ? ["± is the half-width of the 95 % confidence interval over replicates (Student's t)."] : [])
            + (marked ? ["† one seed."] : [])
    }

    /// What the table is of, and how it is made again; `code` sets a word as code.
    func footer(code: (String) -> String) -> String {
        let facts =
            ["View \(code(view))"] + (datasets.isEmpty ? [] : ["data: " + datasets.joined(separator: ", ")])
            + (origin.map { ["measurements: " + $0.measurements.map(\.text).joined(separator: ", ")] } ?? [])
            + ["profile: \(profile)"]
        return (notes + [facts.joined(separator: "; ") + (origin.map { "; \(code($0.command))" } ?? "") + "."])
            .joined(separator: " ")
    }

    private static func cell(row: [QueryResult.Value], index: Int, table: Table, result: QueryResult) -> Cell {
        let name = result.columns[index]
        func companion(_ columns: [String: String]?) -> Double? {
            columns?[name].flatMap(result.index).flatMap { row[$0].number }
        }
        let format = table.formats?[name] ?? .asIs
        switch row[index] {
        case .null: return .empty
        case .text(let text): return .text(text)
        case .integer, .real:
            guard let value = row[index].number else { return .empty }
            return .number(
                format.text(value), value: value, halfWidth: companion(table.intervals).map(format.text),
                fromOneSeed: companion(table.replicates) == 1)
        }
    }

    /// Numbers that a paper prints come as text, so that no digit is lost.
    private static func looksNumeric(_ value: QueryResult.Value) -> Bool {
        if case .text(let text) = value { Double(text) != nil } else { true }
    }
}

extension TableContent.Cell {
    /// As people read it: with a minus sign, the interval, and a mark where there is one replicate.
    package var shown: String {
        switch self {
        case .empty: "–"
        case .text(let text): text
        case .number(let number, _, let halfWidth, let fromOneSeed):
            number.withMinusSign + (halfWidth.map { " ± \($0)" } ?? "") + (fromOneSeed ? " †" : "")
        }
    }
}
