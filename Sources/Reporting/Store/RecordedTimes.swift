import Files
import Foundation
import GRDB
import Measurements

/// Times that were taken once and committed: what a training cost, what a codec takes for a picture. They are of the machine that they
/// name; what they come to on another is another file, and no measurement of the results.
enum RecordedTimes {
    static let tables = """
        CREATE TABLE duration (           -- experiments/durations.csv
            stage TEXT NOT NULL,          -- a configuration, or a pattern such as coding/build[*] for short ones
            seconds REAL NOT NULL,        -- of one core, the median over replicates
            profile TEXT NOT NULL,
            processor TEXT NOT NULL
        );
        CREATE TABLE codec_time (         -- experiments/codec-times.csv
            codec TEXT NOT NULL,
            direction TEXT NOT NULL,      -- encode, decode
            pictures INTEGER NOT NULL,    -- in one call
            microseconds REAL NOT NULL,   -- a picture
            machine TEXT NOT NULL
        );
        """

    /// Fills a table from a file of the same columns.
    ///
    /// - Throws: `SeparatedValuesError` naming line and column, `FileError`.
    static func insert(_ url: URL?, of table: String, numbers: Set<Int>, into database: Database) throws {
        guard let url else { return }
        let header = try database.columns(in: table).map(\.name)
        let insertion = try database.makeStatement(
            sql: "INSERT INTO \(table) VALUES (\(header.map { _ in "?" }.joined(separator: ", ")))")
        for row in try SeparatedValues.rows(of: readFile(url), header: header, path: url.lastPathComponent) {
            let values = try row.fields.enumerated().map { index, field -> DatabaseValue in
                guard numbers.contains(index) else { return field.databaseValue }
                guard let number = MeasurementFile.number(field), number.isFinite else {
                    throw SeparatedValuesError(
                        path: url.lastPathComponent, line: row.line, column: header[index],
                        problem: .malformed(found: field, expected: "a decimal number"))
                }
                return number.databaseValue
            }
            try insertion.execute(arguments: StatementArguments(values))
        }
    }
}
