/// Puts the measured values, the tables and the figures into the paper.
///
/// The paper is its own frame: what stands between two markers is replaced, all else is left alone, so that weaving twice changes
/// nothing.
/// ```
/// the error was <!--value format=%.4f SELECT correct FROM table_ercan_2 WHERE …-->0.0116<!--/value-->
/// <!--table table_ercan_1--> … <!--/table-->
/// <!--figure ercan-training--> … <!--/figure-->
/// ```
/// A value is the first column of the first row; NULL, which stands for what was not measured, is shown as a dash. A query holds no
/// `-->`.
package struct PaperWeaver: Sendable {
    private let store: MetricStore
    private let tables: [String: String]
    private let figures: [String: FigureData]

    /// The document that shows every figure.
    package static let paperName = "paper.md"

    /// - Parameters:
    ///   - tables: Markdown of each table, by the table's name.
    ///   - figures: all that are declared; the paper must show each of them.
    /// - Throws: ``MetricStoreError`` for a figure's query.
    package init(store: MetricStore, tables: [String: String], figures: [Figure]) throws {
        self.store = store
        self.tables = tables
        self.figures = Dictionary(
            try figures.map { ($0.name, try FigureData($0, from: store)) }, uniquingKeysWith: { first, _ in first })
    }

    /// A place whose content is not what the store says.
    package struct StalePlace: Equatable, Sendable, CustomStringConvertible {
        package let file: String
        package let line: Int
        package let shown: String
        package let expected: String

        package var description: String {
            "\(file):\(line): shown “\(brief(shown))”, should be “\(brief(expected))”"
        }

        /// The first line that differs would do for a table, and all of it for a value: 80 characters are enough for both.
        private func brief(_ text: String) -> String {
            let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
            return line.count > 80 ? line.prefix(79) + "…" : line
        }
    }

    /// The paper with everything between markers made anew.
    ///
    /// - Throws: ``PaperError`` with the line.
    package func weave(_ text: String, file: String = paperName) throws -> String {
        var result = ""
        var position = text.startIndex
        for (marker, content) in try contents(of: text, file: file) {
            result += text[position..<marker.content.lowerBound] + content
            position = marker.content.upperBound
        }
        return result + text[position...]
    }

    /// The places that weaving would change, from the first to the last.
    ///
    /// - Throws: ``PaperError`` with the line.
    package func check(_ text: String, file: String = paperName) throws -> [StalePlace] {
        try contents(of: text, file: file).compactMap { marker, content in
            let shown = String(text[marker.content])
            guard shown != content else { return nil }
            let (left, right) = PaperWeaver.firstDifference(shown, content)
            return StalePlace(file: file, line: marker.line + left.offset, shown: left.line, expected: right)
        }
    }

    private func contents(of text: String, file: String) throws -> [(PaperMarker, String)] {
        let markers = try PaperMarker.all(in: text, file: file)
        let shown = Set(markers.filter { $0.kind == .figure }.map(\.argument))
        if file.hasSuffix(Self.paperName),
            let unused = figures.keys.sorted().first(where: { !shown.contains($0) })
        {
            throw PaperError(file: file, line: nil, problem: .unusedFigure(unused))
        }
        return try markers.map { marker in
            do {
                return (marker, try content(of: marker))
            } catch let problem as PaperError.Problem {
                throw PaperError(file: file, line: marker.line, problem: problem)
            } catch let error as MetricStoreError {
                throw PaperError(file: file, line: marker.line, problem: .query(error.description))
            }
        }
    }

    private func content(of marker: PaperMarker) throws -> String {
        switch marker.kind {
        case .value: return try value(of: marker.argument)
        case .table:
            guard let markdown = tables[marker.argument] else {
                throw PaperError.Problem.unknownTable(marker.argument, known: tables.keys.sorted())
            }
            return "\n\n\(markdown)\n"
        case .figure:
            guard let data = figures[marker.argument] else {
                throw PaperError.Problem.undeclaredFigure(marker.argument, declared: figures.keys.sorted())
            }
            return "\n\n![\(data.caption)](plots/\(marker.argument).svg)\n\n*\(data.caption).*\n\n"
        }
    }

    private func value(of argument: String) throws -> String {
        var query = argument[...]
        var format = NumberFormat.asIs
        if query.hasPrefix("format=") {
            let declaration = query.dropFirst("format=".count).prefix { $0 != " " }
            guard let declared = NumberFormat(String(declaration)) else {
                throw PaperError.Problem.wrongFormat(String(declaration))
            }
            format = declared
            query = query.dropFirst("format=".count + declaration.count + 1)
        }
        guard let value = try store.query(String(query)).rows.first?.first else {
            throw PaperError.Problem.noRows(query: String(query))
        }
        switch value {
        case .null: return "–"
        case .text(let text): return text
        case .integer(let integer):
            return (format == .asIs ? "\(integer)" : format.text(Double(integer))).withMinusSign
        case .real(let real): return format.text(real).withMinusSign
        }
    }

    /// The first line in which two texts differ: its number from 0, and the line in both.
    private static func firstDifference(_ left: String, _ right: String) -> ((offset: Int, line: String), String) {
        let a = left.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        let b = right.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        let index = zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset ?? min(a.count, b.count)
        return ((index, index < a.count ? a[index] : ""), index < b.count ? b[index] : "")
    }
}

extension PaperError.Problem: Error {}
