import Files
import Foundation

/// Files of measurements: comma-separated, one measurement a line, sorted.
///
/// Reading and writing are strict and independent of the locale, and what is written is a function of the rows alone, so that
/// equal measurements make equal files.
package enum MeasurementFile {
    package static let header = [
        "stage", "paper", "dataset", "split", "subject", "class", "metric", "step", "value", "unit",
    ]

    /// The file's content: the header, then the measurements in their order.
    ///
    /// - Precondition: no two measurements agree in all but the value; texts hold no line break.
    package static func content(of measurements: [Measurement]) -> String {
        let sorted = measurements.sorted()
        var content = SeparatedValues.line(header)
        var keys: Set<Measurement> = []
        for measurement in sorted {
            precondition(keys.insert(measurement.key).inserted, "measured twice: \(measurement.key)")
            content += SeparatedValues.line([
                measurement.stage, measurement.paper, measurement.dataset, measurement.split?.rawValue ?? "",
                measurement.subject, measurement.class.map(String.init) ?? "", measurement.metric,
                measurement.step.map(String.init) ?? "", decimal(measurement.value), measurement.unit,
            ])
        }
        return content
    }

    /// Writes a file aside and moves it into place.
    ///
    /// - Throws: ``FileError``.
    package static func write(_ measurements: [Measurement], to url: URL, durable: Bool = true) throws {
        try writeAtomically(Data(content(of: measurements).utf8), to: url, durable: durable)
    }

    /// Reads a file.
    ///
    /// - Throws: ``FileError``, or ``SeparatedValuesError`` with line and column of the first thing that is wrong.
    package static func read(_ url: URL) throws -> [Measurement] {
        try measurements(in: readFile(url), path: url.lastPathComponent)
    }

    /// Reads a file's content; `path` is named in errors.
    package static func measurements(in content: some Sequence<UInt8>, path: String) throws -> [Measurement] {
        var lines: [Measurement: Int] = [:]
        return try SeparatedValues.rows(of: content, header: header, path: path).map { row in
            let measurement = try Measurement(row, path: path)
            if let earlier = lines.updateValue(row.line, forKey: measurement.key) {
                throw SeparatedValuesError(
                    path: path, line: row.line, column: nil, problem: .duplicate(ofLine: earlier))
            }
            return measurement
        }
    }

    /// The shortest decimal that reads back as the same number; whole numbers without a point; `nan`, `inf`, `-inf`.
    package static func decimal(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Reads what ``decimal(_:)`` writes, and any other plain decimal; `nil` for anything else, such as hexadecimal or blanks.
    package static func number(_ text: String) -> Double? {
        if ["nan", "inf", "-inf"].contains(text) { return Double(text) }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let others = Array("+-.eE".utf8)
        guard text.utf8.allSatisfy({ digits.contains($0) || others.contains($0) }) else { return nil }
        return Double(text)
    }
}

extension Measurement {
    fileprivate init(_ row: SeparatedValues.Row, path: String) throws {
        let columns = MeasurementFile.header
        func problem(_ index: Int, _ problem: SeparatedValuesError.Problem) -> SeparatedValuesError {
            SeparatedValuesError(path: path, line: row.line, column: columns[index], problem: problem)
        }
        func text(_ index: Int) throws -> String {
            guard !row.fields[index].isEmpty else { throw problem(index, .empty) }
            return row.fields[index]
        }
        func count(_ index: Int) throws -> Int? {
            let field = row.fields[index]
            if field.isEmpty { return nil }
            guard let number = Int(field), number >= 0, String(number) == field else {
                throw problem(index, .malformed(found: field, expected: "a whole number or nothing"))
            }
            return number
        }
        var split: Split?
        if !row.fields[3].isEmpty {
            split = Split(rawValue: row.fields[3])
            guard split != nil else {
                throw problem(3, .malformed(found: row.fields[3], expected: "train, validation, test or nothing"))
            }
        }
        guard let value = MeasurementFile.number(row.fields[8]) else {
            throw problem(8, .malformed(found: row.fields[8], expected: "a decimal number, nan, inf or -inf"))
        }
        self.init(
            stage: try text(0), paper: try text(1), dataset: try text(2), split: split, subject: try text(4),
            class: try count(5), metric: try text(6), step: try count(7), value: value, unit: try text(9))
    }
}
