import CommittedReport
import Foundation
import Measurements
import Reporting
import Testing

import struct Measurements.Measurement

@Suite("Views of the paper ercan")
struct ErcanViewTests {
    private static let fixture = ErcanFixture()
    private static let shared = Result { try Repository.store(of: fixture.measurements) }
    private let store: MetricStore

    init() throws {
        store = try Self.shared.get()
    }

    @Test("Table 1 replays his checkpoint to the byte, and its break-even in six accountings")
    func table1() throws {
        let result = try store.query("SELECT accounting, printed, replayed, correct FROM table_ercan_1")
        func row(_ accounting: String) throws -> [QueryResult.Value] {
            Array(try #require(result.rows.first { $0[0] == .text(accounting) }).dropFirst())
        }
        // 784-128-64-128-784: weights and biases, thrice, and 784 biases more; index and third file; 1000 bytes to a KB.
        let weights = 784 * 128 + 128 * 64 + 64 * 128 + 128 * 784
        let parameters = weights + 128 + 64 + 128 + 784
        let checkpoint = 4 * (3 * parameters + 784) + 895 + 273
        #expect(checkpoint == 2_622_608)
        let decoder = 64 * 128 + 128 * 784 + 128 + 784
        let printedBreakEven = 2623.0 / (22 - 2)
        let replayedBreakEven = Double(checkpoint) / (19_600 - 1600)
        let byteCodeBreakEven = (Double(4 * decoder) / (784 - 64)).rounded(.up)
        #expect(
            try row("checkpoint with three copies of every number")
                == [.text("2623"), .real(Double(checkpoint) / 1000), .null])
        #expect(try row("decoder alone, 32-bit floats") == [.null, .null, .real(Double(4 * decoder) / 1000)])
        #expect(try row("the three printed sizes") == [.text("131"), .real(printedBreakEven), .null])
        #expect(try row("his checkpoint; text against text") == [.null, .real(replayedBreakEven), .null])
        #expect(try row("his checkpoint; text code against raw pixels") == [.null, .null, .text("never")])
        #expect(
            try row("decoder, 32-bit floats; 8-bit code against raw pixels")
                == [.null, .null, .real(byteCodeBreakEven)])
    }

    @Test("Table 2 sets minibatch and test images side by side, and his 22 where it was measured")
    func table2() throws {
        let result = try store.query(
            """
            SELECT printed, replayed, correct, note, epoch FROM table_ercan_2
            WHERE network = '784-128-784' AND iteration IN ('50', 'Test') ORDER BY epoch
            """)
        let at50 = (0..<3).map { Self.fixture.trainingError("paper", 128, $0, epoch: 50) }
        let minibatches = at50.enumerated().map { $0.element * (1 + 0.06 * sin(Double(350 + $0.offset * 3 + 128))) }
        let last = (0..<3).map { Self.fixture.trainingError("paper", 128, $0, epoch: 449) }
        #expect(result.rows.map { $0[0] } == [.text("0.042"), .text("0.014")])
        #expect(result.rows.map { $0[3] } == [.text("printed as 128-22-128"), .text("printed as 128-22-128")])
        #expect(result.rows.map { $0[4] } == [.integer(50), .integer(449)])
        let expected = [[mean(minibatches), 1.03 * mean(at50)], [mean(last), 1.03 * mean(last)]]
        for (row, expected) in zip(result.rows, expected) {
            #expect(abs(try #require(row[1].number) - expected[0]) < 1e-12)
            #expect(abs(try #require(row[2].number) - expected[1]) < 1e-12)
        }
        let narrow = try store.query("SELECT DISTINCT printed, note FROM table_ercan_2 WHERE network LIKE '%-22-%'")
        #expect(narrow.rows == [[.null, .null]])
    }

    @Test("the claims come with the verdicts that the numbers give")
    func claims() throws {
        let result = try store.query("SELECT claim, verdict FROM table_ercan_claims")
        let byFormula = QueryResult.Value.text("holds only by his formula")
        let bySource = QueryResult.Value.text("contradicted by its own source")
        #expect(
            result.rows.map { $0[1] } == [
                byFormula, .text("holds"), byFormula, bySource, .text("holds"), byFormula, .text("holds"), byFormula,
                .text("refuted"), .text("undecided"), bySource,
            ])
        let root = try store.query("SELECT replayed, correct FROM table_ercan_claims WHERE unit = 'RMSE'")
        let error = mean((0..<3).map { Self.fixture.finalError("paper", 64, $0) })
        #expect(abs(try #require(root.rows[0][0].number) - 0.96 * error) < 1e-12)
        #expect(abs(try #require(root.rows[0][1].number) - error.squareRoot()) < 1e-12)
    }

    @Test("a claim that no quantizer refutes holds, and narrower codes are judged by their intervals")
    func verdictsOfClaimsInWords() throws {
        // Errors that not even 8 bits bring within 1 % of the error of floats.
        let coarse = Self.fixture.measurements.map { row in
            guard row.metric == "meanSquaredError", row.subject.hasPrefix("uniform-") else { return row }
            var row = row
            row.value *= 2
            return row
        }
        func verdict(_ claim: String, of rows: [Measurement]) throws -> [[QueryResult.Value]] {
            try Repository.store(of: rows).query(
                "SELECT correct, verdict FROM table_ercan_claims WHERE claim = '\(claim)'"
            ).rows
        }
        #expect(try verdict("the code must keep its digits", of: coarse) == [[.null, .text("holds")]])
        // Replicates without spread: every step is as sure as its sign.
        func exact(_ errors: [Int: Double]) -> [Measurement] {
            Self.fixture.measurements.map { row in
                let code = errors.keys.first { row.stage.contains("code=\($0),") }
                guard row.metric == "meanSquaredError", row.subject == "float32", row.class == nil, let code else {
                    return row
                }
                var row = row
                row.value = errors[code] ?? row.value
                return row
            }
        }
        let rising = exact([64: 0.01, 50: 0.011, 36: 0.012, 22: 0.013])
        #expect(try verdict("a narrower code raises the error", of: rising) == [[.integer(3), .text("holds")]])
        let falling = exact([64: 0.01, 50: 0.009, 36: 0.012, 22: 0.013])
        #expect(try verdict("a narrower code raises the error", of: falling) == [[.integer(2), .text("refuted")]])
    }

    @Test("fewer bits cost what the paired difference says, and 19 digits cost 200 bits")
    func quantization() throws {
        let result = try store.query(
            """
            SELECT representation, bits_per_unit, bytes_per_image, change_percent FROM table_ercan_quantization
            WHERE recipe = 'paper' AND code = 64 AND representation IN ('uniform-2', 'float32', 'text-19')
            """)
        #expect(result.rows.map { $0[0] } == [.text("uniform-2"), .text("float32"), .text("text-19")])
        #expect(result.rows.map { $0[1].number } == [2, 32, 200])
        #expect(result.rows.map { $0[2].number } == [16, 256, 1600])
        // The fixture's factor for two bits is 1 + 1.6 / 4 / 2.
        #expect(abs(try #require(result.rows[0][3].number) - 20) < 1e-9)
        #expect(result.rows[1][3].number == 0)
    }

    @Test("the recipes are set against as many principal components")
    func recipe() throws {
        let result = try store.query("SELECT code, pca, better_than_pca FROM table_ercan_recipe")
        #expect(result.rows.map { $0[0].number } == [128, 64, 50, 36, 22])
        #expect(result.rows.map { $0[1].number } == [0.0038, 0.0086, 0.0112, 0.0151, 0.0221])
        let better: [QueryResult.Value] = [
            .text("Glorot and Adam"), .text("Glorot and Adam"), .text("Glorot and Adam"), .text("both"), .text("both"),
        ]
        #expect(result.rows.map { $0[2] } == better)
    }

    @Test("a diverged replicate is shown as such in every table")
    func divergence() throws {
        var rows = Self.fixture.measurements
        for index in rows.indices
        where rows[index].stage.contains("recipe=paper,code=64,replicate=1") && rows[index].metric == "meanSquaredError"
        {
            rows[index].value = .nan
        }
        let store = try Repository.store(of: rows)
        #expect(
            try store.query(
                "SELECT DISTINCT replayed, correct FROM table_ercan_2 WHERE network = '784-128-64-128-784'"
            ).rows == [[.text("diverged"), .text("diverged")]])
        #expect(
            try store.query("SELECT his_recipe FROM table_ercan_recipe WHERE code = 64").rows == [[.text("diverged")]])
        #expect(
            try store.query("SELECT verdict FROM table_ercan_claims WHERE unit = 'RMSE'").rows
                == [[.text("training diverged")]])
        #expect(
            try store.query(
                "SELECT DISTINCT error FROM table_ercan_quantization WHERE code = 64 AND recipe = 'paper'"
            ).rows == [[.text("diverged")]])
    }

    @Test("a short run of one replicate leaves the later epochs empty and breaks nothing")
    func shortRun() throws {
        let store = try Repository.store(of: ErcanFixture(replicates: 1, epochs: 10).measurements)
        let result = try store.query(
            "SELECT iteration, replayed IS NULL, correct_half_width FROM table_ercan_2 WHERE network LIKE '%-64-%'")
        #expect(
            result.rows == [
                [.text("1"), .integer(0), .null], [.text("50"), .integer(1), .null],
                [.text("100"), .integer(1), .null], [.text("200"), .integer(1), .null],
                [.text("Test"), .integer(0), .null],
            ])
    }

    @Test("every view can be asked of an empty store")
    func empty() throws {
        let store = try Repository.store(of: [])
        for view in try Repository.views() {
            let name = view.deletingPathExtension().lastPathComponent
            #expect(try store.query("SELECT * FROM \(name)").columns.isEmpty == false)
        }
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }
}
