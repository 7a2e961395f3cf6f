/// Comma-separated values in the one form that this project reads and writes: UTF-8, a line feed after every row, fields quoted
/// exactly when they hold a comma or a quotation mark. (The form of RFC 4180 with plain line feeds, and one row per line
/// so that a difference between two files is a difference between rows.)
package enum SeparatedValues {
    /// A row as it stands in the file.
    package struct Row: Sendable {
        /// Counted from 1, the header included.
        package let line: Int
        package let fields: [String]
    }

    /// Writes one row, with its line feed.
    ///
    /// - Precondition: no field holds a line break.
    package static func line(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\n"
    }

    /// Reads a file whose first row is the given header and whose rows all have as many fields.
    ///
    /// - Parameter path: named in errors.
    /// - Throws: ``SeparatedValuesError`` at the first line that is not in this form.
    package static func rows(of content: some Sequence<UInt8>, header: [String], path: String) throws -> [Row] {
        var scanner = Scanner(bytes: Array(content), path: path)
        guard let first = try scanner.next() else {
            throw SeparatedValuesError(
                path: path, line: 1, column: nil, problem: .wrongHeader(expected: header, found: []))
        }
        guard first.fields == header else {
            throw SeparatedValuesError(
                path: path, line: 1, column: nil, problem: .wrongHeader(expected: header, found: first.fields))
        }
        var rows: [Row] = []
        while let row = try scanner.next() {
            guard row.fields.count == header.count else {
                throw SeparatedValuesError(
                    path: path, line: row.line, column: nil,
                    problem: .wrongFieldCount(expected: header.count, found: row.fields.count))
            }
            rows.append(row)
        }
        return rows
    }

    private static func quoted(_ field: String) -> String {
        precondition(
            !field.utf8.contains { $0 == 10 || $0 == 13 }, "a field with a line break cannot be a row: “\(field)”")
        guard field.utf8.contains(where: { $0 == comma || $0 == quote }) else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")

/// Walks the bytes row by row.
private struct Scanner {
    let bytes: [UInt8]
    let path: String
    var position = 0
    var line = 0

    mutating func next() throws -> SeparatedValues.Row? {
        guard position < bytes.count else { return nil }
        line += 1
        var fields: [String] = []
        while true {
            fields.append(try field(number: fields.count + 1))
            guard position < bytes.count else { throw error(fields.count, .unfinishedLine) }
            let separator = bytes[position]
            position += 1
            if separator == lineFeed { return SeparatedValues.Row(line: line, fields: fields) }
        }
    }

    /// Reads one field and leaves `position` at the comma or line feed behind it.
    private mutating func field(number: Int) throws -> String {
        var content: [UInt8] = []
        if position < bytes.count, bytes[position] == quote {
            position += 1
            while true {
                guard position < bytes.count, bytes[position] != lineFeed else { throw error(number, .unclosedQuote) }
                if bytes[position] == quote {
                    position += 1
                    guard position < bytes.count, bytes[position] == quote else { break }
                }
                content.append(bytes[position])
                position += 1
            }
            guard position == bytes.count || bytes[position] == comma || bytes[position] == lineFeed else {
                throw error(number, .textAfterQuote)
            }
        } else {
            while position < bytes.count, bytes[position] != comma, bytes[position] != lineFeed {
                guard bytes[position] != quote else { throw error(number, .quoteInsideField) }
                content.append(bytes[position])
                position += 1
            }
        }
        guard let text = String(validating: content, as: UTF8.self) else { throw error(number, .notUTF8) }
        guard !text.utf8.contains(13) else { throw error(number, .carriageReturn) }
        return text
    }

    private func error(_ field: Int, _ problem: SeparatedValuesError.Problem) -> SeparatedValuesError {
        SeparatedValuesError(path: path, line: line, column: "\(field)", problem: problem)
    }
}
