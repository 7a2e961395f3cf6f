import ArgumentParser
import Foundation
import Pipeline
import Reporting

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Ask the measurements in SQL.",
        discussion: """
            The database is results/metrics.sqlite, built first where it is missing or older than the measurements; a query cannot change it. \
            Without a query: the tables and views, with their columns.

            For example: bottleneck query "SELECT configuration, n, mean, half_width_95 FROM cell WHERE metric = 'meanSquaredError' AND class IS NULL"
            """)

    @OptionGroup var options: WorkspaceLocation

    @OptionGroup var answer: AnswerOptions

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @Argument(help: "One statement that reads; - takes it from standard input.")
    var sql: String?

    func validate() throws {
        if csv, answer.json { throw ValidationError("--csv and --json are two forms; choose one") }
    }

    func run() async throws {
        try await reportingErrors {
            let index = try MetricIndex(options.open())
            _ = try index.update(announces: true)
            let store = try MetricStore(opening: index.database)
            let result: QueryAnswer
            do {
                result = QueryAnswer(try store.query(try statement))
            } catch let error as MetricStoreError {
                guard let near = try nearestTable(to: error, in: store) else { throw error }
                throw MistypedTable(error: error, near: near)
            }
            if csv {
                print(result.commaSeparated, terminator: "")
            } else {
                try answer.print(result, text: result.table)
            }
        }
    }

    /// What was meant by a table that is not there.
    private func nearestTable(to error: MetricStoreError, in store: MetricStore) throws -> String? {
        guard case .query(_, let reason) = error, let name = reason.wholeMatch(of: /no such table: (\S+)/)?.1 else {
            return nil
        }
        let entries = try store.query("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").rows
        return nearestName(
            to: String(name), among: entries.compactMap { if case .text(let name) = $0[0] { name } else { nil } })
    }

    private struct MistypedTable: Error, CustomStringConvertible {
        let error: MetricStoreError
        let near: String

        var description: String { "\(error); did you mean \(near)?" }
    }

    private var statement: String {
        get throws {
            guard let sql else { return Self.contents }
            if sql != "-" { return sql }
            return String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
        }
    }

    /// The library's own tables are left out.
    private static let contents = """
        SELECT entry.type, entry.name, group_concat(field.name, ', ') AS columns
        FROM sqlite_schema AS entry JOIN pragma_table_info(entry.name) AS field
        WHERE entry.type IN ('table', 'view') AND entry.name NOT LIKE 'sqlite_%' AND entry.name NOT LIKE 'grdb_%'
        GROUP BY entry.type, entry.name ORDER BY entry.type, entry.name
        """
}
