/// The declaration of a figure: what it shows, and the data that its script finds in its folder.
package struct Figure: Codable, Equatable, Sendable {
    /// Also the name of its script, `plots/<name>.gp`, and of its pictures.
    package var name: String
    /// What the figure shows, in one sentence without the final full stop.
    package var caption: String
    /// Data file (without `.tsv`) to the query that fills it. A column `dataset` says what was measured on; where one of its names
    /// starts with `synthetic`, caption and picture say so.
    package var queries: [String: String]
    /// Inputs that are PNG files, which the script finds by their names: `digits` as `digits.png`.
    package var pictures: [String]?

    package init(name: String, caption: String, queries: [String: String], pictures: [String]? = nil) {
        self.name = name
        self.caption = caption
        self.queries = queries
        self.pictures = pictures
    }
}

/// The data of a figure, asked for.
package struct FigureData: Equatable, Sendable {
    package let figure: Figure
    package let results: [String: QueryResult]

    /// - Throws: ``MetricStoreError/query(_:reason:)``.
    package init(_ figure: Figure, from store: MetricStore) throws {
        self.figure = figure
        results = try figure.queries.mapValues(store.query)
    }

    package var isSynthetic: Bool {
        results.values.contains { $0.datasets.contains { $0.hasPrefix("synthetic") } }
    }

    /// The caption, which says of synthetic data that it is.
    package var caption: String {
        figure.caption + (isSynthetic ? " (synthetic data)" : "")
    }
}
