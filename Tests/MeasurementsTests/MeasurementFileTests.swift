import Files
import Foundation
import Measurements
import Testing

import struct Measurements.Measurement

@Suite("Measurement files")
struct MeasurementFileTests {
    private static let header = "stage,paper,dataset,split,subject,class,metric,step,value,unit\n"

    private static func measurement(stage: String = "ercan/pca", step: Int? = nil, value: Double) -> Measurement {
        Measurement(
            stage: stage, paper: "ercan", dataset: "mnist", split: .test, subject: "pca-4", class: 3,
            metric: "meanSquaredError", step: step, value: value, unit: "per pixel, pixels in [0,1]")
    }

    @Test(
        "every double comes back with the same bits",
        arguments: [
            0, -0.0, 0.1, 1.0 / 3, .leastNonzeroMagnitude, 1.7976931348623157e308, 217_088, 1e16, 1e-7, .infinity,
            -.infinity, .nan,
        ])
    func roundTrip(value: Double) throws {
        let content = MeasurementFile.content(of: [Self.measurement(value: value)])
        let back = try #require(try MeasurementFile.measurements(in: content.utf8, path: "x.csv").first)
        #expect(back.value.isNaN == value.isNaN)
        #expect(value.isNaN || back.value.bitPattern == value.bitPattern)
    }

    @Test("commas and quotation marks are quoted, whole numbers have no point, and a file reads back to its own bytes")
    func quoting() throws {
        let stage = "ercan/train[recipe=paper,code=64,replicate=0]"
        let rows = [
            Measurement(
                stage: stage, paper: "ercan", dataset: "mnist", subject: "the \"network\"", metric: "weightCount",
                value: 217_088, unit: "weights"), Self.measurement(stage: stage, step: 3, value: 0.5),
        ]
        let content = MeasurementFile.content(of: rows)
        #expect(
            content == Self.header
                + "\"\(stage)\",ercan,mnist,test,pca-4,3,meanSquaredError,3,0.5,\"per pixel, pixels in [0,1]\"\n"
                + "\"\(stage)\",ercan,mnist,,\"the \"\"network\"\"\",,weightCount,,217088,weights\n")
        let back = try MeasurementFile.measurements(in: content.utf8, path: "x.csv")
        #expect(back == rows.sorted())
        #expect(MeasurementFile.content(of: back) == content)
    }

    @Test("the order of the rows does not depend on the order of measuring, and steps are in numerical order")
    func order() throws {
        let rows = [10, 9, 100, 1].map { Self.measurement(step: $0, value: Double($0)) }
        let content = MeasurementFile.content(of: rows)
        #expect(content == MeasurementFile.content(of: rows.reversed()))
        #expect(try MeasurementFile.measurements(in: content.utf8, path: "x").map(\.step) == [1, 9, 10, 100])
    }

    @Test("the key leaves out value and unit, and nothing else")
    func key() {
        let measurement = Self.measurement(step: 3, value: 0.5)
        var other = measurement
        (other.value, other.unit) = (.nan, "bytes")
        #expect(other.key == measurement.key)
        let changes: [(inout Measurement) -> Void] = [
            { $0.stage = "x" }, { $0.paper = "x" }, { $0.dataset = "x" }, { $0.split = nil }, { $0.subject = "x" },
            { $0.class = nil }, { $0.metric = "x" }, { $0.step = nil },
        ]
        for (number, change) in changes.enumerated() {
            var changed = measurement
            change(&changed)
            #expect(changed.key != measurement.key, "change \(number)")
        }
    }

    @Test("a file on disk is read back, and a missing one is named")
    func files() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: url) }
        try MeasurementFile.write([Self.measurement(value: 0.25)], to: url)
        #expect(try MeasurementFile.read(url) == [Self.measurement(value: 0.25)])
        #expect(throws: FileError(.open, path: "/nonexistent.csv", code: ENOENT)) {
            try MeasurementFile.read(URL(filePath: "/nonexistent.csv"))
        }
    }

    @Test(
        "what is wrong is named with its line and column",
        arguments: [
            ("", "x.csv:1: the first line must be"),
            ("stage,paper\n", "x.csv:1: the first line must be"),
            (header + "a,b\n", "x.csv:2: expected 10 fields, found 2"),
            (header + "s,p,d,test,u,,m,,1,x", "x.csv:2, column 10: the last line has no line feed"),
            (header + "\"s,p,d,test,u,,m,,1,x\n", "x.csv:2, column 1: a quotation mark is opened and not closed"),
            (header + "\"s\"x,p,d,test,u,,m,,1,x\n", "x.csv:2, column 1: text follows the closing quotation mark"),
            (header + "s,p\"q,d,test,u,,m,,1,x\n", "x.csv:2, column 2: a quotation mark inside a field"),
            (header + "s,p,d,test,u,,m,,1,x\r\n", "x.csv:2, column 10: a carriage return"),
            (header + ",p,d,test,u,,m,,1,x\n", "x.csv:2, column stage: must not be empty"),
            (header + "s,p,d,exam,u,,m,,1,x\n", "x.csv:2, column split: expected train, validation, test or nothing"),
            (header + "s,p,d,test,u,-1,m,,1,x\n", "x.csv:2, column class: expected a whole number or nothing"),
            (header + "s,p,d,test,u,,m,01,1,x\n", "x.csv:2, column step: expected a whole number or nothing"),
            (header + "s,p,d,test,u,,m,,0x1p3,x\n", "x.csv:2, column value: expected a decimal number"),
            (header + "s,p,d,test,u,,m,,1 ,x\n", "x.csv:2, column value: expected a decimal number"),
            (header + "s,p,d,test,u,,m,,,x\n", "x.csv:2, column value: expected a decimal number"),
            (
                header + "s,p,d,test,u,,m,,1,x\ns,p,d,test,u,,m,,2,x\n",
                "x.csv:3: the same measurement stands in line 2 already"
            ),
        ])
    func malformed(content: String, message: String) throws {
        let error = #expect(throws: SeparatedValuesError.self) {
            try MeasurementFile.measurements(in: content.utf8, path: "x.csv")
        }
        let found = try #require(error).description
        #expect(found.hasPrefix(message), "\(found)")
    }

    @Test("bytes that are not UTF-8 are refused")
    func notUTF8() {
        let content = Array(Self.header.utf8) + [0xFF] + Array(",p,d,test,u,,m,,1,x\n".utf8)
        #expect(throws: SeparatedValuesError(path: "x.csv", line: 2, column: "1", problem: .notUTF8)) {
            try MeasurementFile.measurements(in: content, path: "x.csv")
        }
    }
}
