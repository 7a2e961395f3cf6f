/// A file of comma-separated values that cannot be read: where, and what is wrong there.
package struct SeparatedValuesError: Error, Equatable {
    package let path: String
    /// Counted from 1, the header included.
    package let line: Int
    /// The column's name, or its number where the row could not be split; `nil` when the whole line is meant.
    package let column: String?
    package let problem: Problem

    package enum Problem: Equatable, Sendable {
        case wrongHeader(expected: [String], found: [String])
        case wrongFieldCount(expected: Int, found: Int)
        case unfinishedLine
        case unclosedQuote
        case textAfterQuote
        case quoteInsideField
        case carriageReturn
        case notUTF8
        case empty
        case malformed(found: String, expected: String)
        case duplicate(ofLine: Int)
    }

    package init(path: String, line: Int, column: String?, problem: Problem) {
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem
    }
}

extension SeparatedValuesError: CustomStringConvertible {
    package var description: String {
        let place = column.map { "\(path):\(line), column \($0)" } ?? "\(path):\(line)"
        return "\(place): \(explanation)"
    }

    private var explanation: String {
        switch problem {
        case .wrongHeader(let expected, let found):
            "the first line must be “\(expected.joined(separator: ","))”, found “\(found.joined(separator: ","))”"
        case .wrongFieldCount(let expected, let found): "expected \(expected) fields, found \(found)"
        case .unfinishedLine: "the last line has no line feed; the file is cut off"
        case .unclosedQuote: "a quotation mark is opened and not closed on this line"
        case .textAfterQuote: "text follows the closing quotation mark"
        case .quoteInsideField: "a quotation mark inside a field that does not begin with one"
        case .carriageReturn: "a carriage return; lines end in a line feed alone"
        case .notUTF8: "not UTF-8"
        case .empty: "must not be empty"
        case .malformed(let found, let expected): "expected \(expected), found “\(found)”"
        case .duplicate(let line): "the same measurement stands in line \(line) already"
        }
    }
}
