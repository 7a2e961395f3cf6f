/// A pair of markers in the paper and what stands between them.
package struct PaperMarker {
    package enum Kind: String, CaseIterable {
        case value, table, figure
    }

    package let kind: Kind
    /// What the opening marker says behind its kind: a query, or a name.
    package let argument: String
    /// What stands between the markers.
    package let content: Range<String.Index>
    /// Of the opening marker, counted from 1.
    package let line: Int

    /// Finds all markers, from the first to the last.
    ///
    /// - Throws: ``PaperError`` for the first marker that is not ended, not closed, or closes nothing.
    package static func all(in text: String, file: String) throws -> [PaperMarker] {
        var markers: [PaperMarker] = []
        var position = text.startIndex
        var line = 1
        while let open = text[position...].firstRange(of: "<!--") {
            line += text[position..<open.lowerBound].count { $0.isNewline }
            func error(_ problem: PaperError.Problem) -> PaperError {
                PaperError(file: file, line: line, problem: problem)
            }
            let rest = text[open.upperBound...]
            if let closing = Kind.allCases.first(where: { rest.hasPrefix("/\($0.rawValue)-->") }) {
                throw error(.strayMarker(closing.rawValue))
            }
            guard let kind = Kind.allCases.first(where: { begins(rest, with: $0.rawValue) }) else {
                position = open.upperBound
                continue
            }
            guard let end = rest.firstRange(of: "-->") else { throw error(.unfinishedMarker(kind.rawValue)) }
            let argument = rest[..<end.lowerBound].dropFirst(kind.rawValue.count)
            let following = text[end.upperBound...]
            guard let close = following.firstRange(of: "<!--"),
                text[close.upperBound...].hasPrefix("/\(kind.rawValue)-->")
            else { throw error(.unclosedMarker(kind.rawValue)) }
            let words = argument.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !words.isEmpty else { throw error(.emptyMarker(kind.rawValue)) }
            markers.append(
                PaperMarker(kind: kind, argument: words, content: end.upperBound..<close.lowerBound, line: line))
            let next = text.index(close.upperBound, offsetBy: "/\(kind.rawValue)-->".count)
            line += text[open.lowerBound..<next].count { $0.isNewline }
            position = next
        }
        return markers
    }

    private static func begins(_ text: Substring, with word: String) -> Bool {
        guard text.hasPrefix(word) else { return false }
        let next = text.dropFirst(word.count).first
        return next.map { $0.isWhitespace || $0 == "-" } ?? true
    }
}
