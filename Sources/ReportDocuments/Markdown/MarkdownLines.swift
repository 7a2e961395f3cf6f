import Reporting

/// The lines of a text, in which each marker with its content is one letter: the markers' queries and the rows of their tables are not
/// Markdown to be read.
struct MarkdownLines {
    struct Line {
        let text: String
        /// Of its beginning, counted from 1.
        let number: Int
    }

    private(set) var lines: [Line] = []
    private let markers: [(marker: PaperMarker, content: String)]

    init(_ text: String, markers: [PaperMarker]) {
        self.markers = markers.map { ($0, String(text[$0.content])) }
        var line = ""
        var (number, begin) = (1, 1)
        func add(_ piece: Substring, to lines: inout [Line]) {
            for character in piece {
                if character.isNewline {
                    lines.append(Line(text: line, number: begin))
                    line = ""
                    number += 1
                    begin = number
                } else {
                    line.append(character)
                }
            }
        }
        var lines: [Line] = []
        var position = text.startIndex
        for (index, marker) in markers.enumerated() {
            let opening = MarkdownLines.opening(of: marker, in: text, from: position)
            add(text[position..<opening], to: &lines)
            line.unicodeScalars.append(MarkdownLines.letter(index))
            let end = text[marker.content.upperBound...].firstRange(of: "-->")?.upperBound ?? text.endIndex
            number += text[opening..<end].count { $0.isNewline }
            position = end
        }
        add(text[position...], to: &lines)
        if !line.isEmpty { lines.append(Line(text: line, number: begin)) }
        self.lines = lines
    }

    /// The marker that a letter stands for.
    func marker(_ scalar: Unicode.Scalar) -> (marker: PaperMarker, content: String)? {
        let index = Int(scalar.value) - Int(MarkdownLines.firstLetter)
        return markers.indices.contains(index) ? markers[index] : nil
    }

    func markers(in text: String) -> [(marker: PaperMarker, content: String)] {
        text.unicodeScalars.compactMap(marker)
    }

    /// Of the supplementary private use area A, which has room for 65,000.
    private static let firstLetter: UInt32 = 0xF0000

    private static func letter(_ index: Int) -> Unicode.Scalar {
        Unicode.Scalar(firstLetter + UInt32(index)) ?? "\u{FFFD}"
    }

    /// Where the comment begins whose end stands before the marker's content.
    private static func opening(of marker: PaperMarker, in text: String, from position: String.Index) -> String.Index {
        text[position..<marker.content.lowerBound].ranges(of: "<!--").last?.lowerBound ?? position
    }
}
