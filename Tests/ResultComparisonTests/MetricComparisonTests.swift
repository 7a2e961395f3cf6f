import Foundation
import Measurements
import Pipeline
import ResultComparison
import TestSupport
import Testing

@Suite("Metrics of two runs")
struct MetricComparisonTests {
    /// Results with one metric, of as many replicates as there are values.
    private func snapshot(_ values: [Double], metric: String = "error", name: String = "run") throws -> Run {
        let folder = try TemporaryFolder()
        let measurements = values.enumerated().map { replicate, value in
            Measurement(
                stage: "a/evaluate[code=64,replicate=\(replicate)]", paper: "a", dataset: "mnist", split: .test,
                subject: "network", metric: metric, value: value, unit: "per pixel")
        }
        try folder.write(
            Array(MeasurementFile.content(of: measurements).utf8), to: "results/measurements/a.csv")
        return Run(
            folder: folder, results: try #require(try ResultSnapshot(in: folder.url, name: name, profile: .paper)))
    }

    private struct Run {
        let folder: TemporaryFolder
        let results: ResultSnapshot
    }

    private func compare(_ old: [Double], _ new: [Double], tolerance: Double = 0) throws -> MetricComparison {
        let (before, after) = (try snapshot(old), try snapshot(new))
        return try MetricComparison(from: before.results, to: after.results, tolerance: tolerance)
    }

    @Test("a change within the intervals of the means is shown, and is noise")
    func noise() throws {
        let comparison = try compare([1.0, 1.2, 1.1], [1.1, 1.3, 1.2])
        let metric = try #require(comparison.changed.first)
        #expect(metric.key.configuration == "a/evaluate[code=64]" && metric.key.split == "test")
        #expect(metric.old.replicates == 3)
        #expect(abs((metric.difference ?? 0) - 0.1) < 1e-12)
        // Both half widths are 4.302653 · 0.1 / √3.
        #expect(abs((metric.band ?? 0) - 4.302653 * 0.1 / 3.0.squareRoot() * 2.0.squareRoot()) < 1e-9)
        #expect(!metric.isBeyondBand && comparison.beyondBand.isEmpty)
    }

    @Test(
        "a change beyond the intervals is found, in either direction", arguments: [[2.0, 2.2, 2.1], [0.1, 0.2, 0.15]])
    func beyond(values: [Double]) throws {
        #expect(try compare([1.0, 1.2, 1.1], values).beyondBand.count == 1)
    }

    @Test("with one seed on both sides there is no band, and every change counts that the tolerance does not forgive")
    func oneSeed() throws {
        let strict = try compare([1.0], [1.000001])
        #expect(strict.beyondBand.count == 1 && strict.changed[0].band == nil)
        let lenient = try compare([1.0], [1.000001], tolerance: 1e-5)
        #expect(lenient.changed.isEmpty && lenient.equal == 1)
        #expect(
            try compare([1.0], [1.0, 1.4]).changed.first?.isBeyondBand == false, "the side with two seeds has a band")
    }

    @Test("a training that diverges, or no longer does, is beyond every band; one that still does has not changed")
    func diverged() throws {
        #expect(try compare([1.0, 1.2], [1.1, .nan]).beyondBand.count == 1)
        #expect(try compare([1.0, .nan], [1.0, 1.2]).beyondBand.count == 1)
        #expect(try compare([.nan, 1.0], [.nan, 2.0]).changed.isEmpty)
    }

    @Test("metrics of one run alone are counted, and files that are the same in both are not read")
    func oneSide() throws {
        let (old, new) = (try snapshot([1.0], metric: "before"), try snapshot([1.0], metric: "after"))
        let comparison = try MetricComparison(from: old.results, to: new.results)
        #expect(comparison.added == 1 && comparison.removed == 1 && comparison.changed.isEmpty)
        let again = try snapshot([1.0], metric: "before")
        let same = try MetricComparison(from: old.results, to: again.results)
        #expect(same.equal == 0 && same.changed.isEmpty)
    }

    @Test("what moved farthest in bands comes first")
    func order() throws {
        func file(_ values: [String: [Double]]) throws -> Run {
            let folder = try TemporaryFolder()
            let rows = values.flatMap { subject, values in
                values.enumerated().map { replicate, value in
                    Measurement(
                        stage: "a/e[replicate=\(replicate)]", paper: "a", dataset: "mnist", subject: subject,
                        metric: "error", value: value, unit: "per pixel")
                }
            }
            try folder.write(Array(MeasurementFile.content(of: rows).utf8), to: "measurements/a.csv")
            return Run(
                folder: folder, results: try #require(try ResultSnapshot(in: folder.url, name: "x", profile: .paper)))
        }
        let old = try file(["calm": [1.0, 1.001], "noisy": [1.0, 2.0]])
        let new = try file(["calm": [2.0, 2.001], "noisy": [3.0, 4.0]])
        let comparison = try MetricComparison(from: old.results, to: new.results)
        #expect(comparison.changed.map(\.key.subject) == ["calm", "noisy"])
    }
}
