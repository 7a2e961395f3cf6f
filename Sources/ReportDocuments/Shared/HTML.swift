/// A piece of a page. Whatever is interpolated into its literals is escaped, unless it is a piece of a page itself, so that no text from
/// a table, a claim or a name can become markup; this is the only place that escapes.
/// ```
/// let cell: HTML = "<td>\(text)</td>"
/// ```
struct HTML: Equatable, Sendable, ExpressibleByStringInterpolation {
    private(set) var text: String

    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

    /// Markup of ours or of our programs: a style sheet, a script, a picture by gnuplot.
    init(verbatim text: String) { self.text = text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(2 * literalCapacity) }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ content: String) { text += HTML.escaped(content) }

        mutating func appendInterpolation(_ number: Int) { text += "\(number)" }

        mutating func appendInterpolation(_ piece: HTML) { text += piece.text }

        mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { text += piece.text }
        }
    }

    /// Fit for content and for attributes in double or single quotes.
    private static func escaped(_ content: String) -> String {
        var result = ""
        for scalar in content.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension [HTML] {
    func joined(separator: HTML) -> HTML { HTML(verbatim: map(\.text).joined(separator: separator.text)) }
}
