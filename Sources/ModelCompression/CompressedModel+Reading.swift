import Codecs
import CompressedFiles
import EntropyCoding
import LearnedCodecs
import Tensors

extension CompressedModel {
    /// Numbers of all tensors of a file together: 2 million.
    package static let mostNumbers = 1 << 21
    /// Notes, and tensors: what each costs beside its bytes stays within bounds.
    static let mostParts = 4096

    /// Reads a file's bytes.
    ///
    /// - Throws: ``CompressedModelError``, or `CompressedFileError` for a file that ends too early, both with the offset of what is wrong.
    package init(decoding bytes: [UInt8]) throws {
        guard bytes.count >= 4, crc32C(bytes.dropLast(4)) == checksum(of: bytes) else {
            throw CompressedModelError(
                offset: max(0, bytes.count - 4), expected: "the checksum of what is before it",
                found: "another; get the file anew")
        }
        var reader = FileReader(Array(bytes.dropLast(4)))
        let mark = try reader.take(CompressedModel.mark.count + 1, "the format's mark")
        guard Array(mark) == CompressedModel.mark + [CompressedModel.version] else {
            throw CompressedModelError(
                offset: 0, expected: "a compressed model of version \(CompressedModel.version)", found: "another format"
            )
        }
        var metadata: [String: String] = [:]
        var last: String?
        for _ in 0..<(try reader.takeCount("notes")) {
            let start = reader.offset
            let key = try reader.takeText("a note's key")
            // In rising order each is there once, and equal models have equal files.
            if let last, last >= key {
                throw CompressedModelError(offset: start, expected: "keys of notes in rising order", found: "“\(key)”")
            }
            last = key
            metadata[key] = try reader.takeText("a note")
        }
        var left = CompressedModel.mostNumbers
        var tensors: [StoredTensor] = []
        var names: Set<String> = []
        for _ in 0..<(try reader.takeCount("tensors")) {
            let start = reader.offset
            let name = try reader.takeText("a tensor's name")
            guard names.insert(name).inserted else {
                throw CompressedModelError(
                    offset: start, expected: "a tensor of another name", found: "“\(name)” again")
            }
            let shape = try reader.takeShape(atMost: left)
            left -= shape.count
            tensors.append(
                StoredTensor(name: name, shape: shape, numbers: try StoredNumbers(of: &reader, count: shape.count)))
        }
        guard reader.offset == bytes.count - 4 else {
            throw CompressedModelError(
                offset: reader.offset, expected: "the end", found: "\(bytes.count - 4 - reader.offset) more bytes")
        }
        self.init(tensors: tensors, metadata: metadata)
    }
}

/// What is wrong with a compressed model, and where.
package struct CompressedModelError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let expected: String
    package let found: String

    package var description: String { "compressed model, byte \(offset): expected \(expected), found \(found)" }
}

private func checksum(of bytes: [UInt8]) -> UInt32 { bytes.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) } }

extension FileReader {
    fileprivate mutating func takeShape(atMost most: Int) throws -> Shape {
        let start = offset
        let rank = try takeNumber("the number of dimensions")
        guard (1...4).contains(rank) else {
            throw CompressedModelError(offset: start, expected: "1 to 4 dimensions", found: "\(rank)")
        }
        var dimensions: [Int] = []
        var count = 1
        for _ in 0..<rank {
            let dimension = try takeNumber("a dimension")
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard dimension > 0, !overflow, product <= most else {
                throw CompressedModelError(
                    offset: start,
                    expected: "at most \(CompressedModel.mostNumbers) numbers in all tensors, and one in each",
                    found: "a dimension of \(dimension)")
            }
            dimensions.append(dimension)
            count = product
        }
        return Shape(dimensions)
    }

    fileprivate mutating func takeCount(_ parts: String) throws -> Int {
        let start = offset
        let count = try takeNumber("the number of \(parts)")
        guard count <= CompressedModel.mostParts else {
            throw CompressedModelError(
                offset: start, expected: "at most \(CompressedModel.mostParts) \(parts)", found: "\(count)")
        }
        return count
    }

    fileprivate mutating func takeText(_ part: String) throws -> String {
        let start = offset
        guard let text = String(validating: try takeCounted(part), as: UTF8.self) else {
            throw CompressedModelError(offset: start, expected: "\(part) in UTF-8", found: "other bytes")
        }
        return text
    }

    fileprivate mutating func takeWord<Word: FixedWidthInteger>(_ part: String) throws -> Word {
        try take(Word.bitWidth / 8, part).reversed().reduce(0) { $0 << 8 | Word($1) }
    }

    fileprivate mutating func takeFloat(_ part: String) throws -> Float {
        let start = offset
        let number = Float(bitPattern: try takeWord(part))
        guard number.isFinite else {
            throw CompressedModelError(offset: start, expected: "\(part), finite", found: "\(number)")
        }
        return number
    }
}

extension StoredNumbers {
    fileprivate init(of reader: inout FileReader, count: Int) throws {
        let start = reader.offset
        switch try reader.takeWord("how numbers are stored") as UInt8 {
        case 0:
            self = .float32(try Tensor([count], elements: (0..<count).map { _ in try reader.takeFloat("a number") }))
        case 1:
            let numbers = try (0..<count).map { _ in Float(Float16(bitPattern: try reader.takeWord("a number"))) }
            guard numbers.allSatisfy(\.isFinite) else {
                throw CompressedModelError(offset: start, expected: "finite numbers", found: "others")
            }
            self = .float16(Tensor([count], elements: numbers))
        case 2: self = .whole(try (0..<count).map { _ in try reader.takeWord("a number") })
        case 3:
            let levels = try reader.takeNumber("the number of levels")
            let step = try reader.takeFloat("a step")
            guard ScalarQuantizer.levelCounts.contains(levels), levels % 2 == 1, step > 0,
                (Float(levels / 2) * step).isFinite
            else {
                throw CompressedModelError(
                    offset: start, expected: "an odd number of at most 255 levels, finite, and a step above 0",
                    found: "\(levels) levels and a step of \(step)")
            }
            self = try .init(levelsOf: .steps(levels: levels, step: step), &reader, count: count)
        case 4:
            let dimension = try reader.takeNumber("numbers of a level")
            let levels = try reader.takeNumber("the number of levels")
            guard (1...64).contains(dimension), ScalarQuantizer.levelCounts.contains(levels) else {
                throw CompressedModelError(
                    offset: start, expected: "1 to 256 levels of 1 to 64 numbers", found: "\(levels) of \(dimension)")
            }
            let values = try (0..<levels * dimension).map { _ in try reader.takeFloat("a level's value") }
            guard VectorQuantizer(dimension: dimension, values: values) != nil else {
                throw CompressedModelError(offset: start, expected: "levels that rise", found: "others")
            }
            self = try .init(levelsOf: .listed(dimension: dimension, values: values), &reader, count: count)
        case let kind:
            throw CompressedModelError(offset: start, expected: "a way to store numbers from 0 to 4", found: "\(kind)")
        }
    }

    private init(levelsOf values: LevelValues, _ reader: inout FileReader, count: Int) throws {
        let start = reader.offset
        let place = Int(try reader.takeWord("a coder") as UInt8)
        guard place <= SymbolCoder.allCases.count else {
            throw CompressedModelError(
                offset: start, expected: "a coder from 0 to \(SymbolCoder.allCases.count)", found: "\(place)")
        }
        let sideTables = Array(try reader.takeCounted("tables of levels"))
        let tableStart = reader.offset - sideTables.count
        let payload = Array(try reader.takeCounted("levels"))
        let payloadStart = reader.offset - payload.count
        let vectors = (count + values.dimension - 1) / values.dimension
        let coder = place == 0 ? nil : SymbolCoder.allCases[place - 1]
        let levels: [UInt8]
        do {
            levels =
                try coder?.decode(payload, sideTables: sideTables, count: vectors)
                ?? HuffmanCode.decode(payload, count: vectors, by: [values.evenCode])
        } catch MessageError.sideTables(let error) {
            throw CompressedModelError(
                offset: tableStart + error.offset, expected: "tables of levels", found: "\(error)")
        } catch MessageError.payload(let error) {
            throw CompressedModelError(offset: payloadStart + error.offset, expected: "levels", found: "\(error)")
        } catch let error as PayloadError {
            throw CompressedModelError(offset: payloadStart + error.offset, expected: "levels", found: "\(error)")
        }
        guard levels.allSatisfy({ $0 < values.levelCount }) else {
            throw CompressedModelError(
                offset: payloadStart, expected: "levels below \(values.levelCount)", found: "others")
        }
        // Other tables may tell the same levels: equal models have equal files.
        guard values.encode(levels, by: coder) == (UInt8(place), sideTables, payload) else {
            throw CompressedModelError(
                offset: tableStart, expected: "the tables and the payload that a writer makes of the levels",
                found: "others")
        }
        self = .levels(values, levels, coder)
    }
}
