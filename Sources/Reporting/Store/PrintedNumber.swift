import Files
import Foundation
import Measurements

/// A number that a paper, or its authors' code, states: a row of `experiments/printed.csv`.
struct PrintedNumber {
    static let header = ["paper", "item", "subject", "step", "value", "unit", "place", "note"]

    let paper: String
    let item: String
    let subject: String
    let step: Int?
    let value: Double
    /// As it is printed: `0.20` says more than 0.2.
    let text: String
    let unit: String
    let place: String
    let note: String

    /// How many digits stand behind the point: the last of them is how exactly the number is known.
    var decimals: Int {
        text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }

    static func read(_ url: URL) throws -> [PrintedNumber] {
        let content = try readFile(url)
        let path = url.lastPathComponent
        return try SeparatedValues.rows(of: content, header: header, path: path).map { row in
            func problem(_ index: Int, _ problem: SeparatedValuesError.Problem) -> SeparatedValuesError {
                SeparatedValuesError(path: path, line: row.line, column: header[index], problem: problem)
            }
            for index in [0, 1, 2, 5, 6] where row.fields[index].isEmpty { throw problem(index, .empty) }
            let step = Int(row.fields[3])
            guard step != nil || row.fields[3].isEmpty else {
                throw problem(3, .malformed(found: row.fields[3], expected: "a whole number or nothing"))
            }
            guard let value = MeasurementFile.number(row.fields[4]), value.isFinite else {
                throw problem(4, .malformed(found: row.fields[4], expected: "a decimal number"))
            }
            return PrintedNumber(
                paper: row.fields[0], item: row.fields[1], subject: row.fields[2], step: step, value: value,
                text: row.fields[4], unit: row.fields[5], place: row.fields[6], note: row.fields[7])
        }
    }
}
