import GRDB

/// The answer to a query: named columns and rows of plain values.
package struct QueryResult: Equatable, Sendable {
    package enum Value: Hashable, Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
    }

    package let columns: [String]
    /// Each as long as `columns`.
    package let rows: [[Value]]

    package init(columns: [String], rows: [[Value]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The position of a column; `nil` when the query has none of that name.
    package func index(of column: String) -> Int? {
        columns.firstIndex(of: column)
    }

    /// The values of a column, from the first row to the last; empty when the query has none of that name.
    package func values(of column: String) -> [Value] {
        index(of: column).map { index in rows.map { $0[index] } } ?? []
    }

    /// The data sets that the rows were measured on: the distinct texts of the column `dataset`, sorted by bytes.
    package var datasets: [String] {
        let names = values(of: "dataset").compactMap { value in
            if case .text(let name) = value { name } else { nil }
        }
        return Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension QueryResult.Value {
    /// The value as a number, if it is one.
    package var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        case .null, .text: nil
        }
    }

    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let real): self = .real(real)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .text(data.map { String($0, radix: 16) }.joined(separator: " "))
        }
    }
}
