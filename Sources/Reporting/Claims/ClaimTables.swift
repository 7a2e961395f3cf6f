import GRDB

/// The register of claims in a metric store: the table `claim` as it was written, `claim_result` with what its queries gave when the store
/// was built, and the view `claims` over both.
///
/// A view that asks all queries each time would take seconds; the store is built anew whenever a measurement changes.
enum ClaimTables {
    private static let claimTable = """
        CREATE TABLE claim (
            id TEXT PRIMARY KEY,          -- S2-05
            position INTEGER NOT NULL,    -- in the register
            paper TEXT NOT NULL,
            claim TEXT NOT NULL,          -- in our own words
            printed TEXT NOT NULL,
            place TEXT NOT NULL,
            component INTEGER NOT NULL,   -- 1: something to be built rather than found out
            test TEXT,
            tolerance TEXT,
            evidence TEXT,                -- views and stages that show it
            untestable TEXT,              -- why nothing can be held against it
            source TEXT,                  -- what the authors' own code or text says instead
            query TEXT
        )
        """

    private static let resultTable = """
        CREATE TABLE claim_result (       -- what the query of a claim gives: one row
            id TEXT NOT NULL REFERENCES claim (id),
            verdict TEXT,
            measured,                     -- text or number
            n INTEGER                     -- replicates behind it
        )
        """

    private static let claimsView = """
        CREATE VIEW claims AS
        SELECT
            claim.id, paper, claim, printed, place, component,
            CASE WHEN untestable IS NOT NULL THEN 'not testable' WHEN query IS NULL THEN 'contradicted by its own source' ELSE verdict END
                AS verdict,
            measured, n, test, tolerance, evidence, coalesce(untestable, source) AS reason
        FROM claim LEFT JOIN claim_result ON claim_result.id = claim.id
        ORDER BY position
        """

    static func insert(_ claims: [Claim], into database: Database) throws {
        try database.execute(sql: claimTable)
        for (position, claim) in claims.enumerated() {
            try database.execute(
                sql: "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    claim.id, position + 1, claim.paper, claim.claim, claim.printed, claim.place,
                    claim.component == true,
                    claim.test, claim.tolerance, claim.evidence?.joined(separator: ", "), claim.untestable,
                    claim.source,
                    claim.query,
                ])
        }
    }

    /// Asks the queries, and keeps what they give.
    ///
    /// - Precondition: The views that the queries ask are there.
    /// - Throws: ``ClaimRegisterError/query(id:reason:)``.
    static func insertResults(of claims: [Claim], into database: Database) throws {
        try database.execute(sql: resultTable)
        try database.execute(sql: claimsView)
        try HeldViews.holding(viewsOf: claims.compactMap(\.query), in: database) {
            for claim in claims {
                guard let query = claim.query else { continue }
                do {
                    try database.execute(
                        sql: """
                            INSERT INTO claim_result
                            SELECT ?, verdict, CASE typeof(measured) WHEN 'text' THEN \(withMinusSigns("measured")) ELSE measured END, n
                            FROM (\(trimmed(query))\n)
                            """,
                        arguments: [claim.id])
                } catch let error as DatabaseError {
                    throw ClaimRegisterError.query(id: claim.id, reason: error.reason)
                }
            }
        }
    }

    /// SQL for a text with minus signs before its numbers, where SQLite writes hyphens. Those within words and ranges stay.
    private static func withMinusSigns(_ text: String) -> String {
        "ltrim(replace(' ' || \(text), ' -', ' −'))"
    }

    private static func trimmed(_ query: String) -> String {
        var query = Substring(query)
        while let last = query.last, last.isWhitespace || last == ";" { query.removeLast() }
        return String(query)
    }
}

extension MetricStore {
    /// Whether each claim has a verdict.
    ///
    /// - Throws: ``ClaimRegisterError/noVerdict(_:)``, ``MetricStoreError``.
    package func checkVerdicts() throws {
        let answer = try query(
            """
            SELECT claim.id, count(claim_result.id) AS rows, min(verdict) AS verdict
            FROM claim LEFT JOIN claim_result ON claim_result.id = claim.id
            WHERE claim.query IS NOT NULL GROUP BY claim.id
            """)
        let allowed = Set(Claim.Verdict.allCases.map(\.rawValue))
        var problems: [String: String] = [:]
        for row in answer.rows {
            guard case .text(let id) = row[0], case .integer(let rows) = row[1] else { continue }
            if rows != 1 {
                problems[id] = "\(rows) rows"
            } else if case .text(let verdict) = row[2], allowed.contains(verdict) {
                continue
            } else {
                problems[id] = "\(row[2])"
            }
        }
        if !problems.isEmpty { throw ClaimRegisterError.noVerdict(problems) }
    }
}
