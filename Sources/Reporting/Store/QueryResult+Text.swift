import Measurements

extension QueryResult {
    /// Raw values as comma-separated rows, a header first; NULL is an empty field, and line breaks are blanks, as a row is a line.
    package var commaSeparated: String {
        SeparatedValues.line(columns.map(\.onOneLine)) + rows.map { SeparatedValues.line($0.map(\.line)) }.joined()
    }
}

extension QueryResult.Value {
    /// As a file of measurements has it; NULL is empty.
    package var text: String {
        switch self {
        case .null: ""
        case .integer(let integer): "\(integer)"
        case .real(let real): MeasurementFile.decimal(real)
        case .text(let text): text
        }
    }

    /// The same with blanks for line breaks.
    package var line: String { text.onOneLine }
}

extension String {
    /// With blanks for line breaks, of whatever system.
    fileprivate var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }
}
