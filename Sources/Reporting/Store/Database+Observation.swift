import GRDB
import GRDBSQLite

extension Database {
    /// Ends the notes that GRDB takes of each table and column that a statement reads, for the rest of the connection.
    ///
    /// They serve observers of changes, of whom a metric store has none; of views over views they take longer than SQLite takes to
    /// compile and to run them. Statements that create tables come before, as GRDB's own notion of the schema rests on the same notes.
    func endObservation() {
        sqlite3_set_authorizer(sqliteConnection, nil, nil)
    }
}
