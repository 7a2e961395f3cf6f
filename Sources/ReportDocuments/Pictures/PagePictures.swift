import Foundation
import Measurements

/// What each codec makes of some images of one set: the pictures, and where their bytes go.
package struct PagePictures: Sendable {
    /// Of the set, for example `digits`.
    let name: String
    let columns: [Column]
    let methods: [Method]
    /// PNG files with one cell for each image and method: what comes back, and what differs.
    let sprite: Data
    let differences: Data
    /// The file of all numbers, relative to the workspace.
    let source: String
    /// Columns and methods for the script, fit to stand within the page whatever a name may hold.
    let json: String

    /// An image of the set.
    struct Column: Equatable, Sendable, Encodable {
        /// Its place in the set, from 0.
        let image: Int
        let label: Int
        let choice: String
    }

    /// A codec in one setting.
    struct Method: Equatable, Sendable, Encodable {
        let name: String
        let setting: String
        /// One file of so many images.
        let images: Int
        let file: Bytes
        let bitsPerPixel: Double
        /// In dB; `nil` without loss.
        let peakSignalToNoiseRatio: Double?
        /// One for each column.
        private(set) var cells: [Cell]
    }

    struct Cell: Equatable, Sendable, Encodable {
        /// Of a file that holds this image alone.
        let alone: Bytes
        let meanSquaredError: Double
        let peakSignalToNoiseRatio: Double?
    }

    /// What a file consists of.
    struct Bytes: Equatable, Sendable, Encodable {
        let header: Int
        let sideTables: Int
        let payload: Int
    }

    /// Pixels of a cell's side.
    static let side = 28
}

extension PagePictures {
    static let header = [
        "column", "row", "image", "class", "choice", "method", "setting", "fileImages", "fileHeaderBytes",
        "fileSideTableBytes", "filePayloadBytes", "fileBitsPerPixel", "filePeakSignalToNoiseRatio", "aloneHeaderBytes",
        "aloneSideTableBytes", "alonePayloadBytes", "meanSquaredError", "peakSignalToNoiseRatio",
    ]

    /// - Parameters:
    ///   - rows: The content of `<name>.csv`: one line for each method and image, the methods in the order of their rows.
    ///   - path: Of that file, relative to the workspace.
    /// - Throws: `SeparatedValuesError`, ``PagePicturesError``.
    package init(name: String, rows: Data, sprite: Data, differences: Data, path: String) throws {
        let lines = try SeparatedValues.rows(of: rows, header: PagePictures.header, path: path).map {
            try PictureLine($0, path: path)
        }
        self.name = name
        self.sprite = sprite
        self.differences = differences
        source = path
        if let stray = lines.firstIndex(where: { !lines.indices.contains($0.column) }) {
            throw PagePicturesError.order(file: path, line: stray + 2)
        }
        let width = (lines.map(\.column).max() ?? -1) + 1
        let first = lines.filter { $0.row == 1 }
        columns = first.map(\.image)
        var methods: [Method] = []
        for (index, line) in lines.enumerated() {
            // Row by row, and in each row column by column.
            guard width > 0, line.row == index / width + 1, line.column == index % width,
                line.image == columns[line.column]
            else { throw PagePicturesError.order(file: path, line: index + 2) }
            if line.column == 0 { methods.append(line.method) } else { methods[line.row - 1].add(line.cell) }
        }
        guard lines.count == width * methods.count, !methods.isEmpty else {
            throw PagePicturesError.order(file: path, line: lines.count + 2)
        }
        self.methods = methods
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content = try encoder.encode(Content(columns: columns, methods: methods))
        json = String(decoding: content, as: UTF8.self).replacing("<", with: "\\u003c")
        for (suffix, png) in [("", sprite), ("-differences", differences)] {
            let expected = [width * PagePictures.side, (methods.count + 1) * PagePictures.side]
            let found = PagePictures.size(ofPNG: png)
            guard found == expected else {
                throw PagePicturesError.size(file: "\(name)\(suffix).png", expected: expected, found: found)
            }
        }
    }

    private struct Content: Encodable {
        let columns: [Column]
        let methods: [Method]
    }

    /// Width and height, from the file's first chunk; empty when it is no PNG file.
    private static func size(ofPNG file: Data) -> [Int] {
        let bytes = Array(file.prefix(24))
        guard bytes.count == 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return [] }
        return [16, 20].map { bytes[$0..<($0 + 4)].reduce(0) { $0 << 8 | Int($1) } }
    }
}

extension PagePictures.Method {
    fileprivate mutating func add(_ cell: PagePictures.Cell) { cells.append(cell) }
}

/// One line of the file.
private struct PictureLine {
    let column: Int
    let row: Int
    let image: PagePictures.Column
    /// With the line's own cell alone.
    let method: PagePictures.Method
    let cell: PagePictures.Cell

    init(_ row: SeparatedValues.Row, path: String) throws {
        let fields = Dictionary(uniqueKeysWithValues: zip(PagePictures.header, row.fields))
        func text(_ column: String) -> String { fields[column] ?? "" }
        func number<Number: LosslessStringConvertible>(_ column: String, _ expected: String) throws -> Number {
            guard let number = Number(text(column)) else {
                throw SeparatedValuesError(
                    path: path, line: row.line, column: column,
                    problem: .malformed(found: text(column), expected: expected))
            }
            return number
        }
        func whole(_ column: String) throws -> Int { try number(column, "a whole number") }
        func real(_ column: String) throws -> Double {
            let value: Double = try number(column, "a number")
            guard value.isFinite else {
                throw SeparatedValuesError(
                    path: path, line: row.line, column: column,
                    problem: .malformed(found: text(column), expected: "a finite number"))
            }
            return value
        }
        func ratio(_ column: String) throws -> Double? { text(column).isEmpty ? nil : try real(column) }
        func bytes(_ prefix: String) throws -> PagePictures.Bytes {
            PagePictures.Bytes(
                header: try whole("\(prefix)HeaderBytes"), sideTables: try whole("\(prefix)SideTableBytes"),
                payload: try whole("\(prefix)PayloadBytes"))
        }
        column = try whole("column")
        self.row = try whole("row")
        image = PagePictures.Column(image: try whole("image"), label: try whole("class"), choice: text("choice"))
        cell = PagePictures.Cell(
            alone: try bytes("alone"), meanSquaredError: try real("meanSquaredError"),
            peakSignalToNoiseRatio: try ratio("peakSignalToNoiseRatio"))
        method = PagePictures.Method(
            name: text("method"), setting: text("setting"), images: try whole("fileImages"), file: try bytes("file"),
            bitsPerPixel: try real("fileBitsPerPixel"),
            peakSignalToNoiseRatio: try ratio("filePeakSignalToNoiseRatio"), cells: [cell])
    }
}

/// What can be wrong with the files of a set's pictures beside the form of a line.
package enum PagePicturesError: Error, Equatable {
    /// A line that is not the next image of its method, or the next method's first, or that shows another image than its column.
    case order(file: String, line: Int)
    /// A PNG file with another size than the lines say; an empty one for a file that is no PNG.
    case size(file: String, expected: [Int], found: [Int])
}

extension PagePicturesError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .order(let file, let line):
            "\(file):\(line): the lines do not go method by method through the same images"
        case .size(let file, let expected, let found):
            "\(file): \(found.map(String.init).joined(separator: " × ")) pixels, where its lines say "
                + expected.map(String.init).joined(separator: " × ")
        }
    }
}
