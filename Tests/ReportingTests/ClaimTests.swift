import Foundation
import Reporting
import Testing

@Suite("The register of claims")
struct ClaimTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let measuredClaim = """
        - id: S9-01
          paper: ercan
          claim: The error is 0.011.
          printed: "0.011"
          place: Summary
          test: The mean squared error.
          tolerance: One unit of the last digit.
          evidence: [table_ercan_claims]
          query: |
            SELECT CASE WHEN abs(value - 0.011) < 0.001 THEN 'reproduced' ELSE 'contradicted' END AS verdict, value AS measured, 1 AS n
            FROM measurement WHERE metric = 'meanSquaredError';

        """

    private static func entry(_ id: String, _ more: String) -> String {
        "- {id: \(id), paper: ercan, claim: c, printed: in words, place: p, \(more)}\n"
    }

    private func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "claims-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func store(_ register: String, error: String = "0.0116") throws -> MetricStore {
        try withFolder { folder in
            let (claims, measurements) = (folder.appending(path: "claims.yaml"), folder.appending(path: "ercan.csv"))
            try Data(register.utf8).write(to: claims)
            try Data(
                ("stage,paper,dataset,split,subject,class,metric,step,value,unit\n"
                    + "ercan/train,ercan,mnist,test,network,,meanSquaredError,,\(error),per pixel\n").utf8
            ).write(to: measurements)
            return try MetricStore(inMemoryFrom: [measurements], views: [], claims: claims)
        }
    }

    private func verdicts(_ store: MetricStore) throws -> [QueryResult.Value] {
        try store.query("SELECT verdict FROM claims").values(of: "verdict")
    }

    @Test("a verdict follows the measurement: another number, another verdict, with what was found beside it")
    func computed() throws {
        for (error, verdict) in [("0.0116", "reproduced"), ("0.0135", "contradicted")] {
            let store = try store(Self.measuredClaim, error: error)
            #expect(try verdicts(store) == [.text(verdict)])
            let row = try store.query("SELECT measured, n, place FROM claims").rows[0]
            #expect(row == [.real(Double(error) ?? 0), .integer(1), .text("Summary")])
            try store.checkVerdicts()
        }
    }

    @Test("what cannot be tested, and what the authors' source contradicts, have verdicts with their reasons")
    func reasons() throws {
        let store = try store(
            Self.entry("S9-02", "untestable: nothing printed") + Self.entry("S9-03", "source: their code says so"))
        #expect(try verdicts(store) == [.text("not testable"), .text("contradicted by its own source")])
        #expect(
            try store.query("SELECT reason FROM claims").values(of: "reason")
                == [.text("nothing printed"), .text("their code says so")])
    }

    @Test(
        "a query without a row, with two, or with a verdict that is none of ours has no verdict, and the claim is named",
        arguments: [
            "SELECT 'reproduced' AS verdict, 1 AS measured, 1 AS n WHERE 0",
            "SELECT 'reproduced' AS verdict, 1 AS measured, 1 AS n UNION ALL SELECT 'contradicted', 1, 1",
            "SELECT 'maybe' AS verdict, 1 AS measured, 1 AS n", "SELECT NULL AS verdict, 1 AS measured, 1 AS n",
        ])
    func noVerdict(query: String) throws {
        let store = try store(Self.entry("S9-04", "query: \"\(query)\""))
        let error = #expect(throws: ClaimRegisterError.self) { try store.checkVerdicts() }
        #expect(error?.description.contains("no verdict on S9-04") == true)
    }

    @Test(
        "a register with a mistake is refused, and the claim is named",
        arguments: [
            (entry("S9-05", "untestable: x, query: SELECT 1"), "S9-05 needs a query or a source"),
            (entry("S9-05", "test: x"), "S9-05 needs a query or a source"),
            (entry("S9-05", "source: x") + entry("S9-05", "source: x"), "S9-05 stands there twice"),
            (entry("S9-05", "source: x, verdit: y"), "S9-05 has a field 'verdit'"),
            (
                entry("S9-05", "query: SELECT absent FROM nowhere"),
                "the query of the claim S9-05: no such table: nowhere"
            ),
            (entry("S9-05", "query: SELECT 1 AS verdict"), "the query of the claim S9-05: no such column: measured"),
            ("no list", "claims.yaml: "),
        ])
    func mistakes(register: String, message: String) throws {
        let error = #expect(throws: ClaimRegisterError.self) { try store(register) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test("the committed register has each entry of the ledger, in order, with evidence that is there")
    func committed() throws {
        let claims = try Claim.register(at: Self.root.appending(path: "experiments/claims.yaml"))
        let counts = ["S0": 22, "S1": 24, "S2": 21, "S3": 18, "S4": 15]
        let ids = counts.sorted { $0.key < $1.key }.flatMap { paper, count in
            (1...count).map { "\(paper)-\($0 < 10 ? "0" : "")\($0)" }
        }
        #expect(claims.map(\.id) == ids)
        let declarations = try [
            "patel", "wani", "ercan", "feng", "dcunha", "coding", "datasets", "photographs", "figures",
        ]
        .map { try String(contentsOf: Self.root.appending(path: "experiments/\($0).yaml"), encoding: .utf8) }.joined()
        for claim in claims {
            for evidence in claim.evidence ?? [] {
                let view = Self.root.appending(path: "experiments/views/\(evidence).sql").path
                let stage = evidence.split(separator: "/").last.map { "\n  \($0):\n" } ?? ""
                #expect(
                    FileManager.default.fileExists(atPath: view)
                        || evidence.contains("/") && declarations.contains(stage),
                    "\(claim.id): \(evidence)")
            }
            // A verdict that is typed is no verdict.
            #expect(claim.query.map { $0.contains("FROM") } ?? true, "\(claim.id)")
        }
    }
}
