import Reporting

/// The register of claims, and what it comes to in numbers.
extension ReportPage {
    private var findings: [PageClaim] { claims.filter { !$0.isComponent } }

    var papers: [String] {
        var seen: Set<String> = []
        return claims.map(\.paper).filter { seen.insert($0).inserted }
    }

    /// In the order of their definition, whatever else a register gives behind them.
    private var verdicts: [String] {
        let given = Set(claims.map(\.shownVerdict))
        let known = Claim.Verdict.allCases.map(\.rawValue)
        return known.filter(given.contains) + given.subtracting(known).sorted()
    }

    /// Empty, as the table and the section are, where there is no register.
    var summary: HTML {
        if claims.isEmpty { return "" }
        let counts = verdicts.compactMap { verdict -> String? in
            let count = findings.count { $0.shownVerdict == verdict }
            return count == 0 ? nil : "\(count) \(verdict)"
        }
        let components = claims.filter(\.isComponent)
        let built = components.count { $0.verdict == Claim.Verdict.reproduced.rawValue }
        let found: HTML = "Of \(findings.count) claims: \(counts.joined(separator: ", "))."
        if components.isEmpty { return found }
        return "\(found) Components that could be built as they are specified: \(built) of \(components.count)."
    }

    /// How many claims of which paper have which verdict; the script makes each number a filter.
    var verdictTable: HTML {
        if claims.isEmpty { return "" }
        func cell(_ paper: String?, _ verdict: String?) -> HTML {
            let count = findings.count { claim in
                (paper == nil || claim.paper == paper) && (verdict == nil || claim.shownVerdict == verdict)
            }
            return "<td class=\"number\" data-paper=\"\(paper ?? "")\" data-verdict=\"\(verdict ?? "")\">\(count)</td>"
        }
        func row(_ heading: String, _ paper: String?) -> HTML {
            let cells = verdicts.map { cell(paper, $0) }
            return "<tr><th scope=\"row\">\(heading)</th>\(cells)\(cell(paper, nil))</tr>\n"
        }
        let headings = verdicts.map { verdict -> HTML in
            "<th scope=\"col\"><span class=\"verdict\" data-verdict=\"\(verdict)\">\(verdict)</span></th>"
        }
        let table: HTML = """
            <table id="verdicts">
            <thead><tr><th scope="col">paper</th>\(headings)<th scope="col">all</th></tr></thead>
            <tbody>
            \(papers.map { row($0, $0) })</tbody>
            <tfoot>
            \(row("all", nil))</tfoot>
            </table>
            """
        return ScrollRegion.around(table, label: "Claims by paper and verdict")
    }

    var claimSection: HTML {
        if claims.isEmpty { return "" }
        func choice(_ value: String) -> HTML { "<option>\(value)</option>" }
        return """
            <section id="claims">
            <h2>Claims</h2>
            <form id="claim-filter" role="search" hidden>
            <label>Paper <select name="paper"><option value="">all</option>\(papers.map(choice))</select></label>
            <label>Verdict <select name="verdict"><option value="">all</option>\(verdicts.map(choice))</select></label>
            <label>Kind <select name="component"><option value="">all</option><option value="no">findings</option>\
            <option value="yes">components</option></select></label>
            <label>Text <input type="search" name="words" autocomplete="off"></label>
            <button type="reset">Show all</button>
            <output name="count" aria-live="polite"></output>
            </form>
            \(claims.map { $0.html(anchors: anchors) })</section>

            """
    }

    private var anchors: [String: String] {
        let shown = tables.map { ($0.name, $0.anchor) } + stages.map { ($0.name, $0.anchor) }
        return Dictionary(shown) { first, _ in first }
    }
}
