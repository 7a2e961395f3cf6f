extension TableContent {
    /// A `table` environment with `booktabs` rules; needs the packages booktabs and, for Unicode in captions, an engine of today.
    var latex: String {
        let footer = footer { $0 }
        let alignment = columns.map { $0.isNumeric ? "r" : "l" }.joined()
        let header = columns.map { escaped($0.heading) }.joined(separator: " & ")
        return """
            \\begin{table}
              \\centering
              \\caption{\(escaped(caption)).}
              \\label{\(view)}
              \\begin{tabular}{\(alignment)}
                \\toprule
                \(header) \\\\
                \\midrule
            \(rows.map { "    " + $0.map(latex).joined(separator: " & ") + " \\\\\n" }.joined())    \\bottomrule
              \\end{tabular}
              \\par\\smallskip\\footnotesize \(escaped(footer))
            \\end{table}

            """
    }

    private func latex(_ cell: Cell) -> String {
        switch cell {
        case .empty: "--"
        case .text(let text): escaped(text)
        case .number(let number, _, let halfWidth, let fromOneSeed):
            escaped(number) + (halfWidth.map { " $\\pm$ \(escaped($0))" } ?? "")
                + (fromOneSeed ? "\\,\\textdagger" : "")
        }
    }

    private func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "\\": "\\textbackslash{}"
            case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
            case "~": "\\textasciitilde{}"
            case "^": "\\textasciicircum{}"
            case "±": "$\\pm$"
            case "†": "\\textdagger{}"
            case "∞": "$\\infty$"
            case "−": "$-$"
            case "–": "--"
            case "’": "'"
            default: String(character)
            }
        }.joined()
    }
}
