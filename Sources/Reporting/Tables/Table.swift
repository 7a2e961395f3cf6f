/// The declaration of a table: what to ask the metric store, and how to show the answer.
///
/// A column called `dataset` is never shown: it names the data in the table's footer, and where one of its names starts with
/// `synthetic` the caption says so.
package struct Table: Codable, Equatable, Sendable {
    /// The view it shows, which is also the name of its files, for example `table_ercan_2`.
    package var name: String
    /// What the table shows, in one sentence without the final full stop.
    package var caption: String
    /// What to ask; `nil` stands for all of the view called `name`.
    package var query: String?
    /// Column to number format; numbers of other columns are shown as they are.
    package var formats: [String: NumberFormat]?
    /// Column to the column that holds the half-width of its confidence interval: both are shown as one, `0.0116 ± 0.0002`.
    package var intervals: [String: String]?
    /// Column to the column that holds its number of replicates: values from one replicate are marked.
    package var replicates: [String: String]?
    /// Columns that are not shown.
    package var hidden: [String]?
    /// Column to heading; others are headed by their name with blanks for underscores.
    package var headings: [String: String]?
    /// Sentences for below the table.
    package var notes: [String]?

    package init(
        name: String, caption: String, query: String? = nil, formats: [String: NumberFormat]? = nil,
        intervals: [String: String]? = nil, replicates: [String: String]? = nil, hidden: [String]? = nil,
        headings: [String: String]? = nil, notes: [String]? = nil
    ) {
        self.name = name
        self.caption = caption
        self.query = query
        self.formats = formats
        self.intervals = intervals
        self.replicates = replicates
        self.hidden = hidden
        self.headings = headings
        self.notes = notes
    }

    /// The query that the table shows the answer of.
    package var sql: String { query ?? "SELECT * FROM \"\(name)\"" }
}

/// A table in its three forms.
package struct RenderedTable: Equatable, Sendable {
    package let markdown: String
    /// All columns of the query with their raw values, those that are not shown included.
    package let commaSeparated: String
    /// For `booktabs`.
    package let latex: String
}

/// A declared column that the table's query does not give.
package struct TableError: Error, Equatable, CustomStringConvertible {
    package let table: String
    package let column: String
    package let columns: [String]

    package var description: String {
        "\(table): its query gives no column “\(column)”; it gives \(columns.joined(separator: ", "))"
    }
}
