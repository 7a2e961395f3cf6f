import CommittedReport
import Files
import Foundation
import Measurements
import Reporting
import Testing

import struct Measurements.Measurement

@Suite("Metric store")
struct StoreTests {
    private static func row(_ stage: String, _ value: Double, metric: String = "meanSquaredError") -> Measurement {
        Measurement(
            stage: stage, paper: "ercan", dataset: "mnist", split: .test, subject: "network", metric: metric,
            value: value, unit: "per pixel")
    }

    private static let replicated = [0.010, 0.013, 0.016].enumerated().map {
        row("ercan/train[code=64,replicate=\($0.offset)]", $0.element)
    }

    @Test("stages, axes, parameters, inputs, outputs and runs are there to be asked for")
    func provenance() throws {
        try inTemporaryFolder { folder in
            let url = folder.appending(path: "ercan.csv")
            try MeasurementFile.write(Self.replicated, to: url, durable: false)
            let lock = folder.appending(path: "results.lock")
            let fingerprint = Digest(of: "work").hexadecimal
            let output = Digest(of: "content").hexadecimal
            let name = "ercan/train[code=64,replicate=0]"
            try writeAtomically(Data("\(name)\t\(fingerprint)\tcheckpoint=\(output) log=\(output)\n".utf8), to: lock)
            let store = try MetricStore(
                inMemory: MetricSources(
                    measurements: [url], lock: lock,
                    stages: [
                        StageRecord(
                            name: "ercan/pca", kind: "principal-components", parameters: ["components.0": "4"],
                            inputs: [.init(name: "images", producer: "datasets/mnist.trainImages", digest: output)])
                    ],
                    runs: [
                        RunRecord(
                            stage: name, fingerprint: fingerprint, started: "2026-11-20T12:00:00Z", wallSeconds: 2.5,
                            userSeconds: 2.25, peakMemoryKiB: 1024, processor: "a CPU")
                    ]))
            #expect(
                try store.query(
                    "SELECT paper, task, configuration, replicate, fingerprint FROM stage WHERE name = '\(name)'"
                )
                .rows == [
                    [
                        .text("ercan"), .text("train"), .text("ercan/train[code=64]"), .integer(0),
                        .text(fingerprint),
                    ]
                ])
            #expect(
                try store.query("SELECT name, value FROM axis WHERE stage = '\(name)' ORDER BY name").rows
                    == [[.text("code"), .text("64")], [.text("replicate"), .text("0")]])
            #expect(
                try store.query("SELECT name FROM output WHERE stage = '\(name)' ORDER BY name").rows
                    == [[.text("checkpoint")], [.text("log")]])
            #expect(
                try store.query("SELECT fingerprint, replicate FROM measurement WHERE stage = '\(name)'").rows
                    == [[.text(fingerprint), .integer(0)]])
            #expect(
                try store.query(
                    "SELECT stage.kind, parameter.value, producer FROM stage JOIN parameter ON parameter.stage = stage.name JOIN input ON input.stage = stage.name"
                ).rows
                    == [[.text("principal-components"), .text("4"), .text("datasets/mnist.trainImages")]])
            #expect(
                try store.query("SELECT wallSeconds, processor FROM run").rows == [[.real(2.5), .text("a CPU")]])
        }
    }

    @Test("a rebuilt file is read by bare sqlite3 with its views, and whoever has the old one open goes on reading it")
    func rebuild() throws {
        try inTemporaryFolder { folder in
            let csv = folder.appending(path: "ercan.csv")
            let url = folder.appending(path: "results/metrics.sqlite")
            let sources = MetricSources(
                measurements: [csv], printed: Repository.printed, views: try Repository.views())
            try MeasurementFile.write(ErcanFixture(epochs: 20).measurements, to: csv, durable: false)
            try MetricStore.rebuild(at: url, from: sources)
            let first = try MetricStore(opening: url)
            let count = try first.query("SELECT count(*) FROM measurement")
            try MeasurementFile.write(Self.replicated, to: csv, durable: false)
            try MetricStore.rebuild(at: url, from: sources)
            #expect(try first.query("SELECT count(*) FROM measurement") == count)
            #expect(try MetricStore(opening: url).query("SELECT count(*) FROM measurement").rows == [[.integer(3)]])
            try MeasurementFile.write(ErcanFixture(epochs: 20).measurements, to: csv, durable: false)
            try MetricStore.rebuild(at: url, from: sources)
            #expect(
                try sqlite3(
                    url,
                    "SELECT printed, replayed FROM table_ercan_1 WHERE quantity = 'model' LIMIT 1; PRAGMA journal_mode;"
                )
                    == "2623|2622.608\nwal\n")
            let left = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
            #expect(!left.contains { $0.hasSuffix(".partial") })
        }
    }

    @Test("a store cannot be written through a query")
    func readOnly() throws {
        let store = try Repository.store(of: Self.replicated)
        #expect(throws: MetricStoreError.self) { try store.query("DELETE FROM measurement") }
        #expect(throws: MetricStoreError.self) { try store.query("SELEC 1") }
    }

    @Test("as rows, an answer has a line for each, whatever its texts hold; two statements are not one")
    func lines() throws {
        let store = try Repository.store(of: Self.replicated)
        let answer = try store.query(
            "SELECT 'a' || char(13) || char(10) || 'b' AS \"x\", 'c' || char(10) || 'd', NULL, 0.5")
        #expect(answer.commaSeparated.hasSuffix("\na b,c d,,0.5\n"))
        #expect(throws: MetricStoreError.query("SELECT 1; SELECT 2", reason: "one statement is expected")) {
            try store.query("SELECT 1; SELECT 2")
        }
    }

    @Test("a failed rebuild leaves the old store, and names the view's file")
    func brokenView() throws {
        try inTemporaryFolder { folder in
            let csv = folder.appending(path: "ercan.csv")
            let url = folder.appending(path: "metrics.sqlite")
            try MeasurementFile.write(Self.replicated, to: csv, durable: false)
            try MetricStore.rebuild(at: url, from: MetricSources(measurements: [csv]))
            for (content, expected) in [
                ("CREATE VIEW broken AS SELECT absent FROM measurement;", "broken.sql: no such column: absent"),
                ("CREATE VIEW broken AS SELEC;", "broken.sql: near \"SELEC\": syntax error"),
                (
                    "CREATE VIEW other AS SELECT 1;",
                    "broken.sql must create one view with the file's own name; it creates other"
                ),
                ("SELECT 1;", "broken.sql must create one view with the file's own name; it creates none"),
            ] {
                let view = folder.appending(path: "broken.sql")
                try writeAtomically(Data(content.utf8), to: view, durable: false)
                let error = #expect(throws: MetricStoreError.self) {
                    try MetricStore.rebuild(at: url, from: MetricSources(measurements: [csv], views: [view]))
                }
                let found = try #require(error).description
                #expect(found == expected, "\(found)")
            }
            #expect(try MetricStore(opening: url).query("SELECT count(*) FROM cell").rows == [[.integer(1)]])
        }
    }

    @Test("wrong sources are named")
    func wrongSources() throws {
        try inTemporaryFolder { folder in
            let csv = folder.appending(path: "a.csv")
            let again = folder.appending(path: "b.csv")
            try MeasurementFile.write(Self.replicated, to: csv, durable: false)
            try MeasurementFile.write([Self.replicated[0]], to: again, durable: false)
            let stage = "ercan/train[code=64,replicate=0]"
            #expect(throws: MetricStoreError.stageInTwoFiles(stage, files: ["a.csv", "b.csv"])) {
                try MetricStore(inMemory: MetricSources(measurements: [csv, again]))
            }

            let lock = folder.appending(path: "results.lock")
            try writeAtomically(Data("ercan/pca\tnot-a-digest\n".utf8), to: lock, durable: false)
            #expect(throws: MetricStoreError.lock(file: "results.lock", line: 1, found: "ercan/pca\tnot-a-digest")) {
                try MetricStore(inMemory: MetricSources(measurements: [csv], lock: lock))
            }

            try MeasurementFile.write([Self.row("nowhere", 1)], to: again, durable: false)
            #expect(throws: MetricStoreError.stageName("nowhere")) {
                try MetricStore(inMemory: MetricSources(measurements: [again]))
            }

            let printed = folder.appending(path: "printed.csv")
            let header = "paper,item,subject,step,value,unit,place,note\n"
            try writeAtomically(Data((header + "p,i,s,,1e,u,pl,\n").utf8), to: printed, durable: false)
            let number = #expect(throws: SeparatedValuesError.self) {
                try MetricStore(inMemory: MetricSources(measurements: [csv], printed: printed))
            }
            #expect(
                try #require(number).description == "printed.csv:2, column value: expected a decimal number, found “1e”"
            )
        }
    }

    @Test("a file that is no store, or of another schema, is not opened")
    func opening() throws {
        try inTemporaryFolder { folder in
            let url = folder.appending(path: "other.sqlite")
            #expect(throws: MetricStoreError.self) { try MetricStore(opening: url) }
            _ = try sqlite3(url, "CREATE TABLE something (a);")
            #expect(throws: MetricStoreError.otherSchema(path: url.path)) { try MetricStore(opening: url) }
        }
    }

    private func sqlite3(_ url: URL, _ sql: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", url.path, sql]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
