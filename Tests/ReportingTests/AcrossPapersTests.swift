import CommittedReport
import Foundation
import Reporting
import Testing

/// What stands over all papers, asked of the committed measurements.
@Suite("Views over all papers")
struct AcrossPapersTests {
    private static let store = Result { try Repository.committedStore() }

    @Test("what is found of a claim ends where its interval's second digit does")
    func digitsOfIntervals() throws {
        let rows = try Self.store.get().query("SELECT measured FROM claim_verdict WHERE measured LIKE '% ± %'").rows
        var intervals = 0
        for row in rows {
            guard case .text(let measured) = row[0] else { continue }
            for match in measured.matches(of: /(-?[0-9.]+) ± ([0-9.]+)/) {
                let (number, halfWidth) = (match.1.split(separator: "."), match.2.split(separator: "."))
                #expect(number.dropFirst().first?.count == halfWidth.dropFirst().first?.count, "\(measured)")
                let significant = match.2.filter { $0 != "." }.drop { $0 == "0" }
                if halfWidth.count == 2 { #expect(significant.count == 2, "\(measured)") }
                intervals += 1
            }
        }
        #expect(intervals > 15)
    }

    @Test("t0 to t14 have the rows of the tables that they are made of", arguments: 0...14)
    func shortNames(number: Int) throws {
        let parts = [
            ["table_claims"], ["table_replication"],
            ["table_wani_claims", "table_ercan_claims", "table_wani_forensics"],
            ["table_coding_rates", "table_coding_savings"], ["table_coding_costs"], ["table_coding_quantizers"],
            ["table_feng_classifier", "table_feng_compared"], ["feng_control_arm"],
            ["table_dcunha_live1", "table_dcunha_crops"], ["table_dcunha_ablation"], ["table_coding_shrunk"],
            ["table_patel_starts", "table_ercan_ablation", "table_ercan_depth"], ["table_coding_classes"],
            ["table_time"],
            ["table_unsettled"],
        ]
        let store = try Self.store.get()
        let rows = try store.query("SELECT * FROM t\(number)").rows.count
        let expected = try parts[number].reduce(0) { try $0 + store.query("SELECT * FROM \($1)").rows.count }
        #expect(rows == expected && rows > 0)
    }

    @Test("what a claim's query gave while views were held as tables is what it gives when it is asked alone")
    func heldViews() throws {
        let store = try Self.store.get()
        let claims = try store.query("SELECT id, query FROM claim WHERE query IS NOT NULL ORDER BY position").rows
        #expect(claims.count > 50)
        for claim in claims {
            guard case .text(let id) = claim[0], case .text(let query) = claim[1] else { continue }
            let kept = try store.query("SELECT verdict, measured, n FROM claim_result WHERE id = '\(id)'").rows
            let text = query.trimmingCharacters(in: CharacterSet(charactersIn: "; \n"))
            #expect(
                try store.query("SELECT verdict, ltrim(replace(' ' || measured, ' -', ' −')), n FROM (\(text)\n)").rows
                    == kept, "\(id)")
        }
        #expect(try store.query("SELECT * FROM sqlite_temp_schema").rows.isEmpty)
    }

    @Test("the curves of rate over quality have the averages that were measured from them")
    func differences() throws {
        let rows = try Self.store.get().query(
            "SELECT images || codec || anchor, decibels, percent, mean FROM figure_coding_differences ORDER BY 1, 2"
        ).rows
        let curves = Dictionary(grouping: rows) { $0[0] }
        #expect(curves.count > 30)
        for (pair, points) in curves {
            let logarithms = points.map { ($0[1].number ?? .nan, log(1 + ($0[2].number ?? .nan) / 100)) }
            var area = 0.0
            for (a, b) in zip(logarithms, logarithms.dropFirst()) { area += (a.1 + b.1) / 2 * (b.0 - a.0) }
            let first = try #require(logarithms.first), last = try #require(logarithms.last)
            let mean = try #require(points[0][3].number)
            // Sums of trapezoids a tenth of a decibel wide.
            #expect(abs(exp(area / (last.0 - first.0)) / (1 + mean / 100) - 1) < 0.003, "\(pair)")
        }
    }

    @Test("the interval of a difference has Welch and Satterthwaite's degrees of freedom, rounded down")
    func welch() throws {
        // Mean squared errors of the last epoch, three trainings each, in thousandths; degrees and t by hand.
        let narrow = [10.8970362886691, 12.116283699451, 12.0889224162992]
        let wide = [13.7625849970092, 20.049932996366, 19.0203792358854]
        func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / 3 }
        func variance(_ numbers: [Double]) -> Double {
            numbers.reduce(0) { $0 + ($1 - mean(numbers)) * ($1 - mean(numbers)) } / 2
        }
        // Variances of 0.485 and 11.4: 2.17 degrees, not the 4 of equal variances. Student's t of 2: 4.3027.
        let t = 4.302652729911275
        let rows = try Self.store.get().query(
            "SELECT ours, half_width, seeds FROM figure_seed_spread WHERE label = '64 − 22 units'"
        ).rows
        let pair = try #require(rows.first)
        let row = pair.map { 1000 * ($0.number ?? .nan) }
        #expect(abs(row[0] - (mean(narrow) - mean(wide))) < 1e-6)
        #expect(abs(row[1] - t * ((variance(narrow) + variance(wide)) / 3).squareRoot()) < 1e-3)
        #expect(abs(row[1] - 8.554) < 1e-3)
        #expect(abs(row[2] - t * (variance(narrow) + variance(wide)).squareRoot()) < 1e-3)
    }

    @Test("replicated networks stand beside the printed numbers, and their PSNR is that of their error")
    func replication() throws {
        let rows = try Self.store.get().query("SELECT printed, ours, error, rmse, decibels FROM table_replication").rows
        #expect(rows.count == 11)
        #expect(rows.filter { $0[0] != .null }.allSatisfy { $0[1] != .null })
        for row in rows {
            let error = try #require(row[2].number), root = try #require(row[3].number)
            #expect(abs(root * root - error) < 1e-12)
            // A mean of PSNRs over seeds is not quite the PSNR of a mean.
            #expect(abs(-10 * log10(error) - (row[4].number ?? .nan)) < 0.1)
        }
    }

    @Test("recorded times are those of the committed files; a word for a number is refused with its place")
    func times() throws {
        let store = try Self.store.get()
        let text = try String(
            contentsOf: Repository.root.appending(path: "experiments/durations.csv"), encoding: .utf8)
        let recorded = try #require(text.split(separator: "\n").first { $0.hasPrefix("feng/train[network=cnn],") })
        let seconds = try store.query("SELECT training FROM table_time WHERE name = 'Feng, CNN'").rows[0][0].number
        #expect(seconds == Double(recorded.split(separator: ",")[1]))
        // Another profile's trainings are not those that were timed.
        let quick = try MetricStore(
            inMemory: MetricSources(
                measurements: [], printed: Repository.printed, views: Repository.views(),
                durations: Repository.root.appending(path: "experiments/durations.csv"),
                stages: [StageRecord(name: "report/table-time", parameters: ["profile": "quick"])]))
        let timed = try quick.query(
            "SELECT count(training), count(epoch_seconds), count(*) > 0 FROM table_time"
        ).rows
        #expect(timed.map { $0.map(\.number) } == [[0, 0, 1]])
        try inTemporaryFolder { folder in
            let file = folder.appending(path: "durations.csv")
            try Data("stage,seconds,profile,processor\na/b,long,paper,x\n".utf8).write(to: file)
            let error = #expect(throws: (any Error).self) {
                try MetricStore(inMemory: MetricSources(measurements: [], durations: file))
            }
            #expect(error.map { "\($0)" }?.contains("durations.csv:2") == true, "\(error.map { "\($0)" } ?? "")")
        }
    }

    @Test("the times of the codecs are those of the benchmark's table")
    func codecTimes() throws {
        let table = try String(contentsOf: Repository.root.appending(path: "Benchmarks/CODECS.md"), encoding: .utf8)
        let cases = table.split(separator: "\n").filter { $0.contains(" a picture |") }
        let rows = try Self.store.get().query("SELECT codec, direction, pictures, microseconds FROM codec_time").rows
        #expect(rows.count == cases.count && !rows.isEmpty)
        for row in rows {
            guard case .text(let codec) = row[0], case .text(let direction) = row[1] else { continue }
            let time = try #require(row[3].number), pictures = Int(row[2].number ?? 0)
            let line = try #require(cases.first { $0.contains("| \(codec): \(direction) \(pictures) |") })
            let words = line.split(separator: " "), place = try #require(words.lastIndex(of: "a"))
            let unit = ["ns": 0.001, "µs": 1, "ms": 1000][words[place - 1]] ?? .nan
            #expect(abs((Double(words[place - 2]) ?? .nan) * unit - time) < 1e-9 * time, "\(line)")
        }
    }
}
