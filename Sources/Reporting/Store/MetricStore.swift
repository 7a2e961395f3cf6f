import Files
import Foundation
import GRDB

/// The measurements of all papers, open to queries: an index over the committed files of `results/` and `experiments/`, rebuilt
/// at will and never the only copy of anything.
///
/// One process writes, by building a new file aside and moving it into place: whoever reads sees the old index or the new one,
/// whole. The views that come with it (`experiments/views`) use nothing but plain SQLite, so that `sqlite3
/// results/metrics.sqlite` shows what the report shows.
package struct MetricStore: Sendable {
    private let database: DatabaseQueue

    /// Builds a store in memory, for tables, figures and the paper. Cost: about a second for 100 000 measurements.
    ///
    /// - Throws: ``MetricStoreError``, `SeparatedValuesError` or `FileError`, naming the file and place.
    package init(inMemory sources: MetricSources) throws {
        database = try MetricStore.translatingErrors(of: "the metric store in memory") {
            try DatabaseQueue(configuration: MetricStore.configuration)
        }
        try MetricStoreBuilder(sources: sources).build(in: database, path: "the metric store in memory")
    }

    /// The same, from the files that a stage has at hand.
    package init(inMemoryFrom measurements: [URL], printed: URL? = nil, views: [URL], claims: URL? = nil) throws {
        try self.init(
            inMemory: MetricSources(measurements: measurements, printed: printed, views: views, claims: claims))
    }

    /// Opens a store that ``rebuild(at:from:)`` wrote, for reading.
    ///
    /// - Throws: ``MetricStoreError``: no database there, or one of another schema.
    package init(opening url: URL) throws {
        var configuration = MetricStore.configuration
        configuration.readonly = true
        let database = try MetricStore.translatingErrors(of: url.path) {
            try DatabaseQueue(path: url.path, configuration: configuration)
        }
        let complete = try MetricStore.translatingErrors(of: url.path) {
            try database.read { database in
                defer { database.endObservation() }
                return try MetricSchema.migrator.hasCompletedMigrations(database)
            }
        }
        guard complete else { throw MetricStoreError.otherSchema(path: url.path) }
        self.database = database
    }

    /// A copy in memory for many queries that share views: each view is computed once.
    ///
    /// - Parameter texts: the queries, or texts that hold them; the views that they name are computed at once.
    /// - Throws: ``MetricStoreError``.
    package init(copying store: MetricStore, holdingViewsOf texts: [String]) throws {
        database = try MetricStore.translatingErrors(of: "the metric store in memory") {
            let copy = try DatabaseQueue(configuration: MetricStore.configuration)
            try store.database.backup(to: copy)
            try copy.writeWithoutTransaction { database in
                database.endObservation()
                try HeldViews.hold(viewsOf: texts, in: database)
            }
            return copy
        }
    }

    /// Writes a new store and moves it to `url`; a store that is there already stays readable until then, and whoever has it open
    /// goes on reading it.
    ///
    /// - Parameter stamp: names what the store is made from; see ``stamp(of:)``.
    /// - Throws: as ``init(inMemory:)``; the store at `url` is untouched then.
    package static func rebuild(at url: URL, stamp: String = "", from sources: MetricSources) throws {
        let folder = url.deletingLastPathComponent()
        try createDirectory(folder)
        let aside = folder.appending(path: ".\(url.lastPathComponent).\(UUID().uuidString).partial")
        defer { for suffix in ["", "-wal", "-shm"] { unlink(aside.path + suffix) } }
        try translatingErrors(of: url.path) {
            var configuration = MetricStore.configuration
            configuration.journalMode = .wal
            let database = try DatabaseQueue(path: aside.path, configuration: configuration)
            try MetricStoreBuilder(sources: sources).build(in: database, path: url.path)
            try database.writeWithoutTransaction { database in
                try database.execute(sql: "INSERT INTO stamp VALUES (?)", arguments: [stamp])
            }
            // The last connection that closes moves the log into the file and removes it: what is renamed is whole.
            try database.close()
        }
        try synchronize(aside)
        // A log left by someone who opened the old store belongs to that one; it must not be read with the new one.
        for suffix in ["-wal", "-shm"] { unlink(url.path + suffix) }
        try moveIntoPlace(aside, to: url)
    }

    /// What the store at `url` was made from; `nil` when there is none that can be read.
    package static func stamp(of url: URL) -> String? {
        guard FileManager.default.fileExists(atPath: url.path), let store = try? MetricStore(opening: url),
            case .text(let stamp) = try? store.query("SELECT digest FROM stamp").rows.first?.first
        else { return nil }
        return stamp
    }

    /// Runs one statement that reads.
    ///
    /// - Throws: ``MetricStoreError/query(_:reason:)`` with SQLite's own message.
    package func query(_ sql: String) throws -> QueryResult {
        do {
            return try database.read { database in
                let statement = try database.makeStatement(sql: sql)
                var rows: [[QueryResult.Value]] = []
                let cursor = try Row.fetchCursor(statement)
                while let row = try cursor.next() {
                    rows.append(row.databaseValues.map(QueryResult.Value.init))
                }
                return QueryResult(columns: statement.columnNames, rows: rows)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
            throw MetricStoreError.query(sql, reason: "one statement is expected")
        } catch let error as DatabaseError {
            throw MetricStoreError.query(sql, reason: error.reason)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        return configuration
    }

    private static func translatingErrors<Result>(of path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw MetricStoreError.database(path: path, reason: error.reason)
        }
    }
}
