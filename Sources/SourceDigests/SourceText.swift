/// Source text without what cannot change a program: comments, indentation, blank lines, runs of spaces.
///
/// Strings and character literals stay as they are. A line break stays a line break, as both Swift and the C preprocessor read it.
/// Regular-expression literals are not known: an unescaped `//` inside one would read as a comment.
package struct SourceText: Equatable, Sendable {
    package enum Language: Sendable {
        /// Nested comments, raw and multi-line strings, interpolation.
        case swift
        /// Also for headers and module maps.
        case c
    }

    /// What is left.
    package let bytes: [UInt8]

    package init(_ source: some Sequence<UInt8>, language: Language) {
        var reader = SourceReader(source: Array(source), language: language)
        bytes = reader.read()
    }
}

private struct SourceReader {
    private static let newline = UInt8(ascii: "\n")
    private static let backslash = UInt8(ascii: "\\")
    private static let quote = UInt8(ascii: "\"")
    private static let pound = UInt8(ascii: "#")

    let source: [UInt8]
    let language: SourceText.Language
    private var position = 0
    private var result: [UInt8] = []
    /// White space that has been read and not yet written.
    private var hasSpace = false
    private var hasNewline = false

    init(source: [UInt8], language: SourceText.Language) {
        self.source = source
        self.language = language
    }

    mutating func read() -> [UInt8] {
        while position < source.count {
            let byte = source[position]
            if isSpace(byte) {
                hasSpace = true
                hasNewline = hasNewline || byte == Self.newline
                position += 1
            } else if starts(with: "//") {
                position = source[position...].firstIndex(of: Self.newline) ?? source.count
            } else if starts(with: "/*") {
                skipBlockComment()
            } else if let end = endOfLiteral(at: position) {
                write(upTo: end)
            } else {
                // An escaped character outside of a literal belongs to a regular expression or to a macro's line end.
                let isEscape = byte == Self.backslash && position + 1 < source.count && !isSpace(source[position + 1])
                write(upTo: position + (isEscape ? 2 : 1))
            }
        }
        return result
    }

    private mutating func write(upTo end: Int) {
        if !result.isEmpty {
            if hasNewline {
                result.append(Self.newline)
            } else if hasSpace {
                result.append(UInt8(ascii: " "))
            }
        }
        (hasSpace, hasNewline) = (false, false)
        result.append(contentsOf: source[position..<end])
        position = end
    }

    private mutating func skipBlockComment() {
        var depth = 0
        hasSpace = true
        while position < source.count {
            if starts(with: "/*"), depth == 0 || language == .swift {
                depth += 1
                position += 2
            } else if starts(with: "*/") {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                // In Swift a comment over several lines ends a line; the preprocessor of C sees one space.
                if source[position] == Self.newline, language == .swift { hasNewline = true }
                position += 1
            }
        }
    }

    /// Where a string or character literal that starts here ends; `nil` where none starts.
    private func endOfLiteral(at start: Int) -> Int? {
        switch (source[start], language) {
        case (Self.quote, .c), (UInt8(ascii: "'"), .c): return endOfQuoted(from: start)
        case (Self.quote, .swift): return endOfString(from: start, pounds: 0)
        case (Self.pound, .swift):
            let pounds = source[start...].prefix { $0 == Self.pound }.count
            let quote = start + pounds
            return quote < source.count && source[quote] == Self.quote ? endOfString(from: quote, pounds: pounds) : nil
        default: return nil
        }
    }

    private func endOfQuoted(from start: Int) -> Int {
        var index = start + 1
        while index < source.count, source[index] != Self.newline {
            if source[index] == source[start] { return index + 1 }
            index += source[index] == Self.backslash ? 2 : 1
        }
        return min(index, source.count)
    }

    /// - Parameter start: The first quotation mark, after the `#`s.
    private func endOfString(from start: Int, pounds: Int) -> Int {
        let isMultiline = source[start...].prefix(3).elementsEqual([Self.quote, Self.quote, Self.quote])
        let delimiter =
            [UInt8](repeating: Self.quote, count: isMultiline ? 3 : 1) + [UInt8](repeating: Self.pound, count: pounds)
        let escape = [Self.backslash] + [UInt8](repeating: Self.pound, count: pounds)
        var index = start + (isMultiline ? 3 : 1)
        while index < source.count {
            if source[index...].starts(with: delimiter) { return index + delimiter.count }
            if source[index...].starts(with: escape) {
                index += escape.count
                let isInterpolation = index < source.count && source[index] == UInt8(ascii: "(")
                index = isInterpolation ? endOfInterpolation(from: index) : index + 1
            } else if source[index] == Self.newline, !isMultiline {
                return index
            } else {
                index += 1
            }
        }
        return source.count
    }

    /// - Parameter start: The opening parenthesis.
    private func endOfInterpolation(from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < source.count {
            if let end = endOfLiteral(at: index) {
                index = end
                continue
            }
            if source[index] == UInt8(ascii: "(") { depth += 1 }
            if source[index] == UInt8(ascii: ")") { depth -= 1 }
            index += 1
            if depth == 0 { return index }
        }
        return source.count
    }

    private func starts(with text: StaticString) -> Bool {
        position + text.utf8CodeUnitCount <= source.count
            && text.withUTF8Buffer { source[position...].starts(with: $0) }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
