import Reporting

/// Takes the text of a block apart.
struct MarkdownInlineReader {
    typealias Inline = MarkdownDocument.Inline

    private let characters: [Character]
    private let source: MarkdownLines
    private let file: String
    private let line: Int
    private var position = 0
    /// Where something seemed to begin that nothing ends: looked for once, lest many such places take time without end.
    private var unended: Set<Opening> = []

    private struct Opening: Hashable {
        let position: Int
        let delimiter: String
    }

    init(_ text: String, source: MarkdownLines, file: String, line: Int) {
        characters = Array(text)
        self.source = source
        self.file = file
        self.line = line
    }

    mutating func inlines() throws -> [Inline] { try inlines(until: nil) ?? [] }

    private func fails(_ problem: MarkdownError.Problem) -> MarkdownError {
        MarkdownError(file: file, line: line, problem: problem)
    }

    private func character(at index: Int) -> Character? {
        characters.indices.contains(index) ? characters[index] : nil
    }

    private func follows(_ text: String, at index: Int) -> Bool {
        index + text.count <= characters.count && characters[index..<(index + text.count)].elementsEqual(text)
    }

    /// - Parameter delimiter: `*`, `**`, `_`, `__` or `]`, behind which the position comes to stand.
    /// - Returns: `nil` when the text ends before the delimiter.
    private mutating func inlines(until delimiter: String?) throws -> [Inline]? {
        var found: [Inline] = []
        var text = ""
        func flush() {
            if !text.isEmpty { found.append(.text(text)) }
            text = ""
        }
        while let character = character(at: position) {
            if let delimiter, closes(delimiter) {
                position += delimiter.count
                flush()
                return found
            }
            if let inline = try special(character) {
                flush()
                found.append(inline)
            } else if character == "\\", let next = self.character(at: position + 1), next.isASCII,
                next.isPunctuation || next.isSymbol
            {
                text.append(next)
                position += 2
            } else {
                text.append(character.isNewline ? " " : character)
                position += 1
            }
        }
        flush()
        return delimiter == nil ? found : nil
    }

    /// What begins at the position and is more than a letter, which the position then stands behind.
    private mutating func special(_ character: Character) throws -> Inline? {
        if let scalar = character.unicodeScalars.first, let (marker, content) = source.marker(scalar) {
            position += 1
            var reader = MarkdownInlineReader(content, source: source, file: file, line: line)
            // How the number is rounded is seen on it.
            let query = marker.argument.trimmingPrefix(#/format=\S+ /#)
            return .value(try reader.inlines(), query: String(query))
        }
        switch character {
        case "`": return code()
        case "*", "_":
            let single = String(character)
            return try emphasis(single + single, Inline.strong) ?? emphasis(single, Inline.emphasis)
        case "[" where self.character(at: position + 1) == "^": throw fails(.unsupported("a footnote"))
        case "[": return try link()
        case "~" where self.character(at: position + 1) == "~": throw fails(.unsupported("struck text"))
        case "h" where follows("https://", at: position) || follows("http://", at: position): return bareLink()
        case "!" where self.character(at: position + 1) == "[":
            throw fails(.unsupported("a picture outside a figure's marker"))
        case "<" where self.character(at: position + 1).map { $0.isLetter || $0 == "/" || $0 == "!" } == true:
            throw fails(.unsupported("HTML"))
        case "&"
        where characters[position...].prefix(12).contains(";")
            && self.character(at: position + 1)?.isWhitespace == false:
            throw fails(.unsupported("a letter by its name"))
        default: return nil
        }
    }

    private mutating func code() -> Inline? {
        let count = characters[position...].prefix { $0 == "`" }.count
        let fence = String(repeating: "`", count: count)
        let begin = position + count
        guard
            let end = (begin..<characters.count).first(where: {
                follows(fence, at: $0) && character(at: $0 - 1) != "`" && character(at: $0 + count) != "`"
            })
        else { return nil }
        position = end + count
        return .code(String(characters[begin..<end].map { $0.isNewline ? " " : $0 }))
    }

    /// Whether the delimiter that stands at the position ends what it began.
    private func closes(_ delimiter: String) -> Bool {
        guard follows(delimiter, at: position) else { return false }
        if delimiter == "]" { return true }
        let next = character(at: position + delimiter.count)
        // Two stars are not the end of what one began; of three, the first is.
        if delimiter.count == 1, next == delimiter.first, character(at: position + 2) != delimiter.first {
            return false
        }
        let isWithinWord = delimiter.hasPrefix("_") && next.map { $0.isLetter || $0.isNumber } == true
        // What stands before all of its like decides: a star behind another that begins a word ends nothing.
        var start = position
        while let before = character(at: start - 1), before == delimiter.first { start -= 1 }
        return character(at: start - 1)?.isWhitespace == false && !isWithinWord
    }

    private mutating func emphasis(_ delimiter: String, _ make: ([Inline]) -> Inline) throws -> Inline? {
        let begin = position
        let before = character(at: begin - 1)
        let isWithinWord = delimiter.hasPrefix("_") && before.map { $0.isLetter || $0.isNumber } == true
        guard follows(delimiter, at: begin), !isWithinWord,
            character(at: begin + delimiter.count)?.isWhitespace == false,
            !unended.contains(Opening(position: begin, delimiter: delimiter))
        else { return nil }
        position += delimiter.count
        if let inner = try inlines(until: delimiter), !inner.isEmpty { return make(inner) }
        unended.insert(Opening(position: begin, delimiter: delimiter))
        position = begin
        return nil
    }

    private mutating func link() throws -> Inline? {
        let begin = position
        guard !unended.contains(Opening(position: begin, delimiter: "]")) else { return nil }
        position += 1
        guard let inner = try inlines(until: "]"), character(at: position) == "(",
            let end = characters[position...].firstIndex(of: ")")
        else {
            unended.insert(Opening(position: begin, delimiter: "]"))
            position = begin
            return nil
        }
        let address = String(characters[(position + 1)..<end])
        position = end + 1
        guard address.hasPrefix("https://") || address.wholeMatch(of: #/#?[A-Za-z0-9_.\/-]+(#[A-Za-z0-9_-]+)?/#) != nil
        else {
            throw fails(.address(address))
        }
        return .link(inner, address: address)
    }

    /// An address in the text, without the punctuation behind it.
    private mutating func bareLink() -> Inline {
        var address = String(characters[position...].prefix { !$0.isWhitespace && !"<>|".contains($0) })
        while let last = address.last, ".,:;!?*_)\"'".contains(last) { address.removeLast() }
        position += address.count
        return .link([.text(address)], address: address)
    }
}
