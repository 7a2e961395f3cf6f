import Reporting

/// An entry of the register of claims as the page shows it, with its verdict.
package struct PageClaim: Equatable, Sendable {
    package let id: String
    package let paper: String
    package let claim: String
    package let printed: String
    package let place: String
    /// Something to be built rather than found out.
    package let isComponent: Bool
    /// `nil` where the profile's measurements give none.
    package let verdict: String?
    package let measured: String?
    /// Replicates behind it.
    package let replicates: Int?
    package let test: String?
    package let tolerance: String?
    /// Names of views and stages that show it.
    package let evidence: [String]
    /// Why it cannot be tested, or what its own source says.
    package let reason: String?
    /// The SQL that gives the verdict.
    package let query: String?

    /// All claims of a store, in the order of the register.
    ///
    /// - Throws: ``MetricStoreError``.
    package static func all(in store: MetricStore) throws -> [PageClaim] {
        let answer = try store.query(
            """
            SELECT claims.*, claim.query FROM claims JOIN claim ON claim.id = claims.id ORDER BY claim.position
            """)
        return answer.rows.map { PageClaim(Dictionary(uniqueKeysWithValues: zip(answer.columns, $0))) }
    }

    private init(_ row: [String: QueryResult.Value]) {
        func text(_ column: String) -> String? {
            switch row[column] {
            case .text(let text): text
            case .integer(let integer): "\(integer)"
            case .real(let real): NumberFormat.digits(6).text(real)
            case .null, nil: nil
            }
        }
        (id, paper, claim) = (text("id") ?? "", text("paper") ?? "", text("claim") ?? "")
        (printed, place) = (text("printed") ?? "", text("place") ?? "")
        isComponent = row["component"]?.number == 1
        (verdict, measured) = (text("verdict"), text("measured"))
        replicates = row["n"]?.number.map { Int($0) }
        (test, tolerance, reason, query) = (text("test"), text("tolerance"), text("reason"), text("query"))
        evidence = text("evidence")?.split(separator: ", ").map(String.init) ?? []
    }
}

extension PageClaim {
    static let withoutVerdict = "no verdict"

    var shownVerdict: String { verdict ?? PageClaim.withoutVerdict }

    /// Closed, it says the claim, the verdict and the two numbers; open, all else.
    ///
    /// - Parameter anchors: Name of a view or stage to the place of the page that shows it.
    func html(anchors: [String: String]) -> HTML {
        let component: HTML = isComponent ? " <span class=\"quiet\">component</span>" : ""
        let found: HTML = measured.map { "; measured <b>\($0)</b>" } ?? ""
        let places = evidence.map { name -> HTML in
            anchors[name].map { "<a href=\"#\($0)\"><code>\(name)</code></a>" } ?? "<code>\(name)</code>"
        }
        let details: [(String, HTML?)] = [
            ("Place", "\(place)"), ("Reason", reason.map { "\($0)" }), ("Test", test.map { "\($0)" }),
            ("Tolerance", tolerance.map { "\($0)" }), ("Replicates", replicates.map { "\($0)" }),
            ("Evidence", places.isEmpty ? nil : places.joined(separator: ", ")),
            ("Query", query.map { "<pre tabindex=\"0\"><code>\($0)</code></pre>" }),
        ]
        let definitions = details.compactMap { term, definition -> HTML? in
            definition.map { "<dt>\(term)</dt><dd>\($0)</dd>\n" }
        }
        return """
            <details class="claim" id="\(id)" data-paper="\(paper)" data-verdict="\(shownVerdict)" \
            data-component="\(isComponent ? "yes" : "no")">
            <summary><span class="id">\(id)</span> <span class="paper">\(paper)</span> \
            <span class="verdict" data-verdict="\(shownVerdict)">\(shownVerdict)</span>\(component)
            <span class="statement">\(claim)</span>
            <span class="numbers">Printed <b>\(printed)</b>\(found)</span></summary>
            <dl>
            \(definitions)</dl>
            </details>

            """
    }
}
