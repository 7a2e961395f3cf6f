/// A place of a text that cannot be shown as GitHub shows it.
package struct MarkdownError: Error, Equatable {
    package enum Problem: Equatable, Sendable {
        /// A construct of Markdown that this reader does not know.
        case unsupported(String)
        /// A row that ends at a `|` within a marker's query.
        case barInMarker(query: String)
        /// A row of a table with another number of cells than its header.
        case cells(expected: Int, found: Int)
        /// A block of code that nothing ends.
        case unfinishedCode
        /// An address that is neither https nor a place of the workspace or the text.
        case address(String)
        /// A marker that names what the document was not given.
        case unknown(String)
    }

    package let file: String
    /// Counted from 1.
    package let line: Int
    package let problem: Problem
}

extension MarkdownError: CustomStringConvertible {
    package var description: String { "\(file):\(line): \(explanation)" }

    private var explanation: String {
        switch problem {
        case .unsupported(let construct): "\(construct) cannot be made HTML; write it otherwise"
        case .barInMarker(let query):
            "a table's cell ends at each “|”, in a query too; write printf for || in: \(query)"
        case .cells(let expected, let found): "the row has \(found) cells, its table \(expected) columns"
        case .unfinishedCode: "the block of code is not ended by ```"
        case .address(let address): "“\(address)” is no address that a reader could follow"
        case .unknown(let name): "there is no table or figure “\(name)”"
        }
    }
}
