import GRDB

extension DatabaseError {
    /// In SQLite's own words.
    var reason: String { message ?? "SQLite error \(resultCode.rawValue)" }
}
