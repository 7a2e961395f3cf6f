import CommittedReport
import Foundation
import Measurements
import Reporting
import Testing

import struct Measurements.Measurement

@Suite("Averages over replicates")
struct AveragedCellsTests {
    private static func row(_ stage: String, _ value: Double) -> Measurement {
        Measurement(
            stage: stage, paper: "ercan", dataset: "mnist", split: .test, subject: "network",
            metric: "meanSquaredError", value: value, unit: "per pixel")
    }

    private static let replicated = [0.010, 0.013, 0.016].enumerated().map {
        row("ercan/train[code=64,replicate=\($0.offset)]", $0.element)
    }

    @Test("replicates are averaged with the 95 % interval of Student's t")
    func interval() throws {
        let result = try Repository.store(of: Self.replicated).query(
            "SELECT configuration, n, diverged, mean, standard_deviation, half_width_95, minimum, maximum FROM cell")
        let row = try #require(result.rows.first)
        #expect(result.rows.count == 1)
        #expect(row[0] == .text("ercan/train[code=64]"))
        #expect(row[1] == .integer(3) && row[2] == .integer(0))
        // Differences from the mean 0.013 are 0.003, 0 and 0.003; t with two degrees of freedom is 4.302653.
        let deviation = ((0.003 * 0.003 + 0.003 * 0.003) / 2).squareRoot()
        let expected = [0.013, deviation, 4.302653 * deviation / 3.0.squareRoot(), 0.010, 0.016]
        for (value, expected) in zip(row[3...], expected) {
            #expect(abs(try #require(value.number) - expected) < 1e-12)
        }
    }

    @Test("five replicates take the quantile of four degrees of freedom")
    func fiveReplicates() throws {
        let rows = (0..<5).map { Self.row("ercan/train[code=64,replicate=\($0)]", 0.010 + 0.001 * Double($0)) }
        let result = try Repository.store(of: rows).query("SELECT n, mean, standard_deviation, half_width_95 FROM cell")
        let row = try #require(result.rows.first)
        #expect(result.rows.count == 1 && row[0] == .integer(5))
        // Differences from the mean 0.012 are 0.002, 0.001, 0, 0.001 and 0.002: squares of 1e-5 in all.
        let deviation = (1e-5 / 4).squareRoot()
        for (value, expected) in zip(row[1...], [0.012, deviation, 2.776445 * deviation / 5.0.squareRoot()]) {
            #expect(abs(try #require(value.number) - expected) < 1e-12)
        }
    }

    @Test("one diverged replicate leaves no mean and is counted, and a lone replicate has no interval")
    func divergence() throws {
        var rows = Self.replicated
        rows[1].value = .nan
        let diverged = try Repository.store(of: rows).query("SELECT n, diverged, mean, half_width_95 FROM cell")
        #expect(diverged.rows == [[.integer(3), .integer(1), .null, .null]])
        let lone = try Repository.store(of: [rows[0]]).query("SELECT n, diverged, mean, half_width_95 FROM cell")
        #expect(lone.rows == [[.integer(1), .integer(0), .real(0.010), .null]])
    }

    @Test("the quantiles of Student's t agree with its density, integrated")
    func quantiles() throws {
        let result = try Repository.store(of: []).query("SELECT degrees, quantile975 FROM student_t ORDER BY degrees")
        #expect(result.rows.count == 30)
        for row in result.rows {
            let degrees = try #require(row[0].number)
            let quantile = try #require(row[1].number)
            // Simpson's rule over the half from 0, which must hold 0.475 of the whole.
            let scale = exp(lgamma((degrees + 1) / 2) - lgamma(degrees / 2)) / (degrees * Double.pi).squareRoot()
            let steps = 20_000
            let width = quantile / Double(steps)
            var sum = 0.0
            for index in 0...steps {
                let x = Double(index) * width
                let weight: Double = index == 0 || index == steps ? 1 : index.isMultiple(of: 2) ? 2 : 4
                sum += weight * pow(1 + x * x / degrees, -(degrees + 1) / 2)
            }
            #expect(abs(scale * sum * width / 3 - 0.475) < 1e-6, "\(degrees) degrees of freedom")
        }
    }

    @Test("cells are what SQL makes of the measurements, whatever they are of, and where some diverged")
    func againstSQL() throws {
        var generator = LinearCongruentialGenerator(state: 7)
        var rows: Set<Measurement> = []
        for _ in 0..<2000 {
            func draw<Element>(_ elements: [Element]) -> Element { elements[generator.next(below: elements.count)] }
            var row = Self.row("ercan/train[replicate=\(draw([0, 1, 2, 10])),code=\(draw([4, 36]))]", 0)
            row.paper = draw(["ercan", "coding"])
            row.dataset = draw(["mnist", "fashion-mnist"])
            row.split = draw([nil, .train, .test])
            row.subject = draw(["network", "code, “wide”"])
            row.class = draw([nil, 0, 9])
            row.metric = draw(["accuracy", "meanSquaredError"])
            row.step = draw([nil, 1, 2])
            rows.insert(row)
        }
        let measured = rows.sorted().map { row in
            var row = row
            let number = Double(generator.next(below: 1 << 20)) / 7
            row.value = [number, number, number, number, .nan, .infinity, -number][generator.next(below: 7)]
            return row
        }
        let store = try Repository.store(of: measured)
        let columns = "configuration, paper, dataset, metric, subject, split, class, step"
        let cells = try store.query(
            """
            SELECT \(columns), task, unit, n, diverged, mean, standard_deviation, half_width_95, minimum, maximum
            FROM cell ORDER BY \(columns)
            """)
        let expected = try store.query(
            """
            SELECT
                \(columns), task, unit, n, n - numbers,
                CASE WHEN n = numbers THEN average END,
                CASE WHEN n = numbers AND n > 1 AND abs(average) < 9e999 THEN sqrt(squares / (n - 1)) END,
                CASE WHEN n = numbers AND n > 1 AND abs(average) < 9e999 THEN quantile975 * sqrt(squares / (n - 1) / n) END,
                minimum, maximum
            FROM (
                SELECT
                    \(columns), task, unit, count(*) AS n, count(value) AS numbers, average,
                    sum((value - average) * (value - average)) AS squares, min(value) AS minimum, max(value) AS maximum
                FROM (
                    SELECT
                        configuration, measurement.paper, dataset, metric, subject, split, class, step, task, unit,
                        value, avg(value) OVER (PARTITION BY
                            configuration, measurement.paper, dataset, metric, subject, split, class, step) AS average
                    FROM measurement JOIN stage ON stage.name = measurement.stage)
                GROUP BY \(columns))
            LEFT JOIN student_t ON degrees = n - 1
            ORDER BY \(columns)
            """)
        #expect(cells.rows.count == expected.rows.count && cells.rows.count > 300)
        #expect(Set(cells.values(of: "n")) == [.integer(1), .integer(2), .integer(3), .integer(4)])
        for (cell, expected) in zip(cells.rows, expected.rows) {
            #expect(cell[..<12] == expected[..<12])
            for (value, expected) in zip(cell[12...], expected[12...]) {
                guard let number = value.number, let wanted = expected.number, number.isFinite else {
                    #expect(value == expected, "\(cell[..<8])")
                    continue
                }
                #expect(abs(number - wanted) <= 1e-12 * max(1, abs(wanted)), "\(cell[..<8])")
            }
        }
    }
}

/// Knuth's, whose draws are the same everywhere.
private struct LinearCongruentialGenerator {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
