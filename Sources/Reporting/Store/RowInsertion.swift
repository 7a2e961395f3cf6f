import GRDB
import GRDBSQLite

/// A prepared `INSERT` of whole rows, for tables of many.
///
/// GRDB's own way to execute a statement wraps and checks each argument; for a hundred thousand rows that takes longer than to insert them.
struct RowInsertion {
    private let statement: Statement

    /// - Throws: `DatabaseError` for a table or a column that is not there.
    init(into table: String, columns: [String], of database: Database) throws {
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        statement = try database.makeStatement(
            sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
    }

    /// Inserts one row.
    ///
    /// - Precondition: as many values as columns.
    /// - Throws: `DatabaseError`, for example for a value that is missing.
    func insert(_ values: [DatabaseValue]) throws {
        let handle = statement.sqliteStatement
        precondition(values.count == sqlite3_bind_parameter_count(handle), "a row of \(values.count) values")
        for (index, value) in values.enumerated() {
            let code = value.bind(to: handle, at: CInt(index + 1))
            guard code == SQLITE_OK else { throw error(code) }
        }
        let code = sqlite3_step(handle)
        // Its code repeats that of the step.
        defer { sqlite3_reset(handle) }
        guard code == SQLITE_DONE else { throw error(code) }
    }

    private func error(_ code: CInt) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement))),
            sql: statement.sql)
    }
}
