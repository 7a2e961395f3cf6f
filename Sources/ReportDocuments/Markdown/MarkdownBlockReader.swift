import Reporting

/// Takes lines together to blocks.
struct MarkdownBlockReader {
    private let source: MarkdownLines
    private let file: String
    private var position = 0

    init(_ source: MarkdownLines, file: String) {
        self.source = source
        self.file = file
    }

    mutating func blocks() throws -> [MarkdownDocument.Place] {
        var places: [MarkdownDocument.Place] = []
        while let line = current {
            if line.text.allSatisfy(\.isWhitespace) {
                position += 1
            } else {
                places.append(MarkdownDocument.Place(line: line.number, block: try block(at: line)))
            }
        }
        return places
    }

    private func fails(_ line: MarkdownLines.Line, _ construct: String) -> MarkdownError {
        MarkdownError(file: file, line: line.number, problem: .unsupported(construct))
    }

    private var current: MarkdownLines.Line? { position < source.lines.count ? source.lines[position] : nil }

    private enum Kind: Equatable {
        case blank, heading, table, code, paragraph, woven
        case item(ordered: Bool)
    }

    private func kind(of line: MarkdownLines.Line) throws -> Kind {
        let text = line.text
        if text.allSatisfy(\.isWhitespace) { return .blank }
        if text.prefixMatch(of: #/#{1,6} /#) != nil { return .heading }
        if text.hasPrefix("|") { return .table }
        if text.hasPrefix("```") { return .code }
        if text.prefixMatch(of: #/[-*] /#) != nil { return .item(ordered: false) }
        if text.prefixMatch(of: #/\d+\. /#) != nil { return .item(ordered: true) }
        if source.markers(in: text).contains(where: { $0.marker.kind != .value }) { return .woven }
        let unknown: [(Regex<Substring>, String)] = [
            (#/>/#, "a quotation"), (#/<[A-Za-z\/!]/#, "HTML"), (#/(?:---+|===+|\*\*\*+)\s*$/#, "a rule"),
            (#/~~~/#, "a block of code between ~~~"), (#/!\[/#, "a picture outside a figure's marker"),
            (#/[+] |\d+\) /#, "a list of this kind"), (#/ {4}|\t/#, "a line that is moved in"),
        ]
        if let (_, construct) = unknown.first(where: { text.prefixMatch(of: $0.0) != nil }) {
            throw fails(line, construct)
        }
        return .paragraph
    }

    private mutating func block(at line: MarkdownLines.Line) throws -> MarkdownDocument.Block {
        switch try kind(of: line) {
        case .heading:
            position += 1
            if line.text.contains(#/ #+ *$/#) { throw fails(line, "a heading that ends with number signs") }
            let level = line.text.prefix { $0 == "#" }.count
            return .heading(level: level, try inlines(String(line.text.dropFirst(level + 1)), line.number))
        case .woven:
            position += 1
            let markers = source.markers(in: line.text)
            guard markers.count == 1, line.text.unicodeScalars.count == 1 else {
                throw fails(line, "text beside a table or figure")
            }
            return .woven(markers[0].marker.kind, name: markers[0].marker.argument)
        case .table: return .table(try table())
        case .code: return try code(from: line)
        case .item(let ordered):
            if ordered, !line.text.hasPrefix("1. ") { throw fails(line, "a list that does not begin at 1") }
            return .list(ordered: ordered, try items(ordered: ordered))
        case .paragraph, .blank: return .paragraph(try inlines(try continued(from: line), line.number))
        }
    }

    /// A line with those that go on with it.
    private mutating func continued(from line: MarkdownLines.Line, dropping marker: Int = 0) throws -> String {
        var lines = [String(line.text.dropFirst(marker))]
        position += 1
        while let next = current {
            if lines[lines.count - 1].hasSuffix("  ") || lines[lines.count - 1].hasSuffix("\\") {
                throw fails(source.lines[position - 1], "a line break within a paragraph")
            }
            if marker > 0, next.text.prefixMatch(of: #/\s+([-*+]|\d+[.)])\s/#) != nil {
                throw fails(next, "a list within a list")
            }
            let isMovedIn = marker > 0 && next.text.hasPrefix("  ") && !next.text.allSatisfy(\.isWhitespace)
            guard try isMovedIn || kind(of: next) == .paragraph else { break }
            lines.append(next.text.trimmingPrefix { $0.isWhitespace }.description)
            position += 1
        }
        return lines.joined(separator: "\n")
    }

    private mutating func items(ordered: Bool) throws -> [[MarkdownDocument.Inline]] {
        var items: [[MarkdownDocument.Inline]] = []
        while let line = current, try kind(of: line) == .item(ordered: ordered) {
            if line.text.prefixMatch(of: #/[-*] \[[ xX]\] /#) != nil { throw fails(line, "a list of tasks") }
            let marker =
                (line.text.firstIndex(of: " ").map { line.text.distance(from: line.text.startIndex, to: $0) } ?? 0) + 1
            items.append(try inlines(try continued(from: line, dropping: marker), line.number))
        }
        // GitHub takes them for one list.
        let next = source.lines[position...].first { !$0.text.allSatisfy(\.isWhitespace) }
        if let next, try kind(of: next) == .item(ordered: ordered) {
            throw fails(next, "a list with blank lines between its items")
        }
        return items
    }

    private mutating func code(from opening: MarkdownLines.Line) throws -> MarkdownDocument.Block {
        var lines: [String] = []
        position += 1
        while let line = current {
            position += 1
            if line.text.hasPrefix("```") { return .code(lines.map { "\($0)\n" }.joined()) }
            lines.append(line.text)
        }
        throw MarkdownError(file: file, line: opening.number, problem: .unfinishedCode)
    }

    // MARK: Tables

    private mutating func table() throws -> MarkdownDocument.Grid {
        var lines: [MarkdownLines.Line] = []
        while let line = current, line.text.hasPrefix("|") {
            lines.append(line)
            position += 1
        }
        let rules = lines.count > 1 ? split(lines[1].text) : []
        guard !rules.isEmpty, rules.allSatisfy({ $0.wholeMatch(of: #/:?-+:?/#) != nil }) else {
            throw fails(lines[0], "a table without a second line of dashes")
        }
        var rows = try lines.map { line in
            for (marker, _) in source.markers(in: line.text) where marker.argument.contains("|") {
                throw MarkdownError(file: file, line: line.number, problem: .barInMarker(query: marker.argument))
            }
            let cells = split(line.text)
            guard cells.count == rules.count else {
                throw MarkdownError(
                    file: file, line: line.number, problem: .cells(expected: rules.count, found: cells.count))
            }
            return try cells.map { try inlines($0, line.number) }
        }
        rows.remove(at: 1)
        return MarkdownDocument.Grid(
            header: rows[0], isNumeric: rules.map { $0.hasSuffix(":") }, rows: Array(rows.dropFirst()))
    }

    /// The cells of a row; `\|` is a bar within one.
    private func split(_ row: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in row.dropFirst() {
            if character == "|", !isEscaped {
                cells.append(cell.trimmingWhitespace)
                cell = ""
            } else {
                if character == "|" { cell.removeLast() }
                cell.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        if !cell.allSatisfy(\.isWhitespace) { cells.append(cell.trimmingWhitespace) }
        return cells
    }

    private func inlines(_ text: String, _ line: Int) throws -> [MarkdownDocument.Inline] {
        var reader = MarkdownInlineReader(text.trimmingWhitespace, source: source, file: file, line: line)
        return try reader.inlines()
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        let kept = drop { $0.isWhitespace }
        return String(kept[..<(kept.lastIndex { !$0.isWhitespace }.map { kept.index(after: $0) } ?? kept.startIndex)])
    }
}
