import Reporting

/// The answer to a query in the forms that it can be printed in.
struct QueryAnswer: Encodable {
    private let result: QueryResult

    init(_ result: QueryResult) { self.result = result }

    /// Aligned columns; those that hold nothing but numbers stand to the right. What is null is blank.
    var table: String {
        let columns = result.columns.indices.map { index in
            let values = result.rows.map { $0[index] }.filter { $0 != .null }
            return TextTable.Column(
                title: result.columns[index], isNumber: !values.isEmpty && values.allSatisfy { $0.number != nil })
        }
        var table = TextTable(columns)
        for row in result.rows { table.add(row.map(\.line)) }
        return table.lines.joined(separator: "\n")
    }

    var commaSeparated: String { result.commaSeparated }

    private enum CodingKeys: CodingKey { case columns, rows }

    /// The titles, and a list for each row: two columns may have one title.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(result.columns, forKey: .columns)
        try container.encode(result.rows.map { $0.map(EncodedValue.init) }, forKey: .rows)
    }

    private struct EncodedValue: Encodable {
        let value: QueryResult.Value

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .null: try container.encodeNil()
            case .integer(let number): try container.encode(number)
            case .real(let number) where number.isFinite: try container.encode(number)
            case .real, .text: try container.encode(value.text)
            }
        }
    }
}
