import Foundation
import Measurements
import Reporting

import struct Measurements.Measurement

/// The files of the repository that the tests check.
package enum Repository {
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    package static let printed = root.appending(path: "experiments/printed.csv")
    package static let plots = root.appending(path: "plots")

    package static func views() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: root.appending(path: "experiments/views"), includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "sql" }
    }

    /// A store over the measurements that are committed.
    package static func committedStore() throws -> MetricStore {
        let files = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: "results/measurements"), includingPropertiesForKeys: nil)
        return try MetricStore(
            inMemory: MetricSources(
                measurements: files.filter { $0.pathExtension == "csv" }.sorted { $0.path < $1.path }, printed: printed,
                views: views(), claims: root.appending(path: "experiments/claims.yaml"),
                durations: root.appending(path: "experiments/durations.csv"),
                codecTimes: root.appending(path: "experiments/codec-times.csv"),
                // Where a view looks up the profile.
                stages: [StageRecord(name: "report/table-time", parameters: ["profile": "paper"])]))
    }

    /// A store over the fixture with the repository's own views and printed numbers.
    package static func store(of measurements: [Measurement]) throws -> MetricStore {
        try inTemporaryFolder { folder in
            let url = folder.appending(path: "ercan.csv")
            try MeasurementFile.write(measurements, to: url, durable: false)
            // What the paper tells of the declarations.
            let training = Set(measurements.map(\.stage)).filter { $0.hasPrefix("ercan/train") }.map {
                StageRecord(name: $0, parameters: ["epochs": "100", "validationImages": "5000"])
            }
            return try MetricStore(
                inMemory: MetricSources(
                    measurements: [url], printed: printed, views: try views(), stages: training))
        }
    }
}

/// Runs a body with a folder that is gone afterwards.
package func inTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reporting-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
