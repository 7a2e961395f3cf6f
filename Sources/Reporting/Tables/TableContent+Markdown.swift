extension TableContent {
    /// A table as GitHub shows it, with its caption above and its footer below.
    var markdown: String {
        let header = columns.map { escaped($0.heading) }
        let rule = columns.map { $0.isNumeric ? "---:" : "---" }
        let lines = [header, rule] + rows.map { $0.map(markdown) }
        let footer = footer { "`\($0)`" }
        return "**\(escaped(caption)).**\n\n"
            + lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
            + "\n<sub>\(footer)</sub>\n"
    }

    private func markdown(_ cell: Cell) -> String {
        if case .text(let text) = cell { escaped(text) } else { cell.shown }
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*_|<>[]".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
