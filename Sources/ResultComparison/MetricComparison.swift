import Files
import Foundation
import Reporting

/// What differs between the measurements of two runs, each metric beside its noise over seeds.
package struct MetricComparison: Encodable, Sendable {
    /// A metric that is in both with another mean, the farthest beyond its band first.
    package private(set) var changed: [ChangedMetric] = []
    /// How many metrics are in both with the same mean, without those of files that are the same.
    package private(set) var equal = 0
    /// How many are in one alone.
    package private(set) var added = 0
    package private(set) var removed = 0

    package var beyondBand: [ChangedMetric] { changed.filter(\.isBeyondBand) }

    /// - Parameter tolerance: A relative difference up to which means count as equal.
    /// - Throws: `MetricStoreError`, `SeparatedValuesError` or `FileError`, naming the file and place.
    /// - Cost: About two seconds for 100 000 measurements; files that are the same in both cost their digest.
    package init(from old: ResultSnapshot, to new: ResultSnapshot, tolerance: Double = 0) throws {
        var same: Set<String> = []
        for (name, url) in old.measurements {
            guard let other = new.measurements[name] else { continue }
            if try Digest(ofFile: url) == Digest(ofFile: other) { same.insert(name) }
        }
        func cells(_ snapshot: ResultSnapshot) throws -> [MetricKey: MetricCell] {
            let files = snapshot.measurements.filter { !same.contains($0.key) }.sorted { $0.key < $1.key }
            return files.isEmpty ? [:] : try Self.cells(of: files.map(\.value))
        }
        self.init(from: try cells(old), to: try cells(new), tolerance: tolerance)
    }

    init(from old: [MetricKey: MetricCell], to new: [MetricKey: MetricCell], tolerance: Double) {
        for (key, cell) in new {
            guard let earlier = old[key] else {
                added += 1
                continue
            }
            let metric = ChangedMetric(key: key, old: earlier, new: cell)
            if metric.isEqual(within: tolerance) {
                equal += 1
            } else {
                changed.append(metric)
            }
        }
        removed = old.keys.count { new[$0] == nil }
        changed.sort { ($1.bandsMoved, $0.key) < ($0.bandsMoved, $1.key) }
    }

    private static func cells(of files: [URL]) throws -> [MetricKey: MetricCell] {
        let answer = try MetricStore(inMemoryFrom: files, views: []).query(
            """
            SELECT configuration, dataset, metric, subject, split, class, step, unit, n, mean, half_width_95 FROM cell
            """)
        var cells: [MetricKey: MetricCell] = [:]
        for row in answer.rows {
            let key = MetricKey(
                configuration: row[0].text, dataset: row[1].text, metric: row[2].text, subject: row[3].text,
                split: row[4].optionalText, class: row[5].number.map { Int($0) }, step: row[6].number.map { Int($0) },
                unit: row[7].text)
            cells[key] = MetricCell(
                replicates: Int(row[8].number ?? 0), mean: row[9].number, halfWidth: row[10].number)
        }
        return cells
    }
}

extension QueryResult.Value {
    fileprivate var optionalText: String? {
        if case .text(let text) = self { text } else { nil }
    }

    fileprivate var text: String { optionalText ?? "" }
}
