import Pixels

/// What stands where in a JPEG file: the sizes of its parts, and the tables that tell its quality.
///
/// - Source: ITU-T T.81 (1992), annex B.
package struct JPEGStructure: Equatable, Sendable {
    /// Quantisation tables by their number, each 64 steps in zigzag order.
    package private(set) var quantizationTables: [Int: [Int]] = [:]
    /// Bytes of Huffman-coded data, between the scans' headers and the markers that follow them.
    package private(set) var scanBytes = 0
    /// The whole file.
    package let fileBytes: Int

    /// Reads the markers of a file, and none of its coded data.
    package init(of bytes: [UInt8]) throws(ImageFault) {
        fileBytes = bytes.count
        guard bytes.starts(with: [0xFF, 0xD8]) else { throw .unknownFormat(found: Array(bytes.prefix(8))) }
        var offset = 2
        while true {
            guard offset + 1 < bytes.count, bytes[offset] == 0xFF else {
                let found = offset < bytes.count ? String(bytes[offset], radix: 16) : "the end of the file"
                throw .malformed(.jpeg, offset: offset, expected: "a marker (ff)", found: found)
            }
            let marker = bytes[offset + 1]
            switch marker {
            case 0xFF: offset += 1
            case 0xD9: return
            case 0x01, 0xD0...0xD8: offset += 2
            default:
                let segment = try JPEGStructure.segment(at: offset + 2, of: bytes)
                if marker == 0xDB { try readTables(bytes, in: segment) }
                offset = segment.upperBound
                if marker == 0xDA { try skipScan(bytes, from: &offset) }
            }
        }
    }

    /// The bytes that a marker's length covers, without the length itself.
    private static func segment(at offset: Int, of bytes: [UInt8]) throws(ImageFault) -> Range<Int> {
        guard offset + 2 <= bytes.count else {
            throw .malformed(.jpeg, offset: offset, expected: "the length of a segment", found: "the end of the file")
        }
        let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
        guard length >= 2, offset + length <= bytes.count else {
            throw .malformed(
                .jpeg, offset: offset, expected: "a segment that ends in the file",
                found: "a length of \(length) with \(bytes.count - offset) bytes left")
        }
        return offset + 2..<offset + length
    }

    private mutating func readTables(_ bytes: [UInt8], in segment: Range<Int>) throws(ImageFault) {
        var offset = segment.lowerBound
        while offset < segment.upperBound {
            let (precision, number) = (Int(bytes[offset] >> 4), Int(bytes[offset] & 15))
            let width = precision == 0 ? 1 : 2
            guard precision <= 1, number <= 3, offset + 1 + 64 * width <= segment.upperBound else {
                throw .malformed(
                    .jpeg, offset: offset, expected: "a quantisation table",
                    found: "number \(number), precision \(precision), \(segment.upperBound - offset) bytes")
            }
            quantizationTables[number] = (0..<64).map { index in
                let start = offset + 1 + index * width
                return bytes[start..<start + width].reduce(0) { $0 << 8 | Int($1) }
            }
            offset += 1 + 64 * width
        }
    }

    /// Coded data ends with a marker that is neither a stuffed zero nor a restart.
    private mutating func skipScan(_ bytes: [UInt8], from offset: inout Int) throws(ImageFault) {
        let start = offset
        while offset + 1 < bytes.count {
            if bytes[offset] == 0xFF, bytes[offset + 1] != 0, !(0xD0...0xD7).contains(bytes[offset + 1]) {
                scanBytes += offset - start
                return
            }
            offset += 1
        }
        throw .malformed(.jpeg, offset: offset, expected: "a marker after the coded data", found: "the end of the file")
    }
}

extension JPEGStructure {
    /// The quality whose table number 0, as libjpeg scales the standard's, differs least from the file's in sum; `nil` without a table.
    ///
    /// Exact for files of libjpeg and all that scale alike; an estimate for tables of other programs.
    package var estimatedQuality: Int? {
        guard let table = quantizationTables[0] else { return nil }
        func distance(_ quality: Int) -> Int {
            zip(table, JPEGStructure.tablesByQuality[quality - 1]).reduce(0) { $0 + abs($1.0 - $1.1) }
        }
        return (1...100).min { distance($0) < distance($1) }
    }

    /// Table 0 at qualities 1 to 100, read from what the library writes.
    private static let tablesByQuality: [[Int]] = {
        let speck = PixelImage(height: 8, width: 8, channels: 1, bytes: [UInt8](repeating: 128, count: 64))
        return (1...100).map { quality in
            let file = JPEG.encode(speck, JPEG.Settings(quality: quality))
            guard let table = (try? JPEGStructure(of: file))?.quantizationTables[0] else {
                preconditionFailure("a JPEG file of our own lacks its table")
            }
            return table
        }
    }()
}
