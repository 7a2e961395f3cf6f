/// Makes Markdown, CSV and LaTeX of a declared table: the same bytes for the same answer.
package struct TableRenderer: Sendable {
    private let store: MetricStore
    /// Named in the footer, for example `paper` or `demo`.
    private let profile: String

    package init(store: MetricStore, profile: String) {
        self.store = store
        self.profile = profile
    }

    /// - Throws: ``MetricStoreError/query(_:reason:)``, or ``TableError`` when a declared column is not in the answer.
    package func render(_ table: Table, origin: TableOrigin? = nil) throws -> RenderedTable {
        let result = try store.query(table.sql)
        let content = try TableContent(table, result: result, profile: profile, origin: origin)
        return RenderedTable(
            markdown: content.markdown, commaSeparated: result.commaSeparated, latex: content.latex)
    }
}
