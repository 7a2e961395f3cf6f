/// A place of the paper that cannot be woven.
package struct PaperError: Error, Equatable {
    package enum Problem: Equatable, Sendable {
        /// `<!--value …` without `-->`.
        case unfinishedMarker(String)
        /// An opening marker without its `<!--/…-->` before the next marker.
        case unclosedMarker(String)
        /// A closing marker that closes nothing.
        case strayMarker(String)
        case emptyMarker(String)
        case wrongFormat(String)
        case query(String)
        case noRows(query: String)
        case unknownTable(String, known: [String])
        case undeclaredFigure(String, declared: [String])
        case unusedFigure(String)
    }

    /// The paper's file, as it was named.
    package let file: String
    /// Counted from 1; `nil` when the whole paper is meant.
    package let line: Int?
    package let problem: Problem
}

extension PaperError: CustomStringConvertible {
    package var description: String {
        (line.map { "\(file):\($0): " } ?? "\(file): ") + explanation
    }

    private var explanation: String {
        switch problem {
        case .unfinishedMarker(let kind): "<!--\(kind) is not ended by -->"
        case .unclosedMarker(let kind): "<!--\(kind) …--> is not closed by <!--/\(kind)-->"
        case .strayMarker(let kind): "<!--/\(kind)--> closes nothing"
        case .emptyMarker(let kind): "<!--\(kind)--> does not say what to show"
        case .wrongFormat(let format): "“format=\(format)” is no format; write %.4f, %.3g or %d"
        case .query(let reason): reason
        case .noRows(let query): "no rows from: \(query)"
        case .unknownTable(let name, let known):
            "there is no table “\(name)”; there are: \(known.joined(separator: ", "))"
        case .undeclaredFigure(let name, let declared):
            "the figure “\(name)” is not declared; declared are: \(declared.joined(separator: ", "))"
        case .unusedFigure(let name): "the figure “\(name)” is declared and shown nowhere"
        }
    }
}
