/// A heading of the paper with the place to link to, which is the one that GitHub gives it.
struct PaperHeading: Equatable, Sendable {
    let level: Int
    let title: String
    let anchor: String

    /// By the number of their place.
    static func all(in document: MarkdownDocument) -> [Int: PaperHeading] {
        var taken: [String: Int] = [:]
        var headings: [Int: PaperHeading] = [:]
        for (index, place) in document.places.enumerated() {
            guard case .heading(let level, let inlines) = place.block else { continue }
            let title = inlines.plainText
            let name = anchor(of: title)
            let repetition = taken[name, default: 0]
            taken[name] = repetition + 1
            headings[index] = PaperHeading(
                level: level, title: title, anchor: repetition == 0 ? name : "\(name)-\(repetition)")
        }
        return headings
    }

    private static func anchor(of title: String) -> String {
        title.lowercased().compactMap { character -> String? in
            if character.isLetter || character.isNumber || "-_".contains(character) { return String(character) }
            return character == " " ? "-" : nil
        }.joined()
    }
}
