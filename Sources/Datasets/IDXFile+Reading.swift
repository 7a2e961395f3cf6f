import Files
import Foundation

extension IDXFile {
    /// Reads an uncompressed IDX file.
    ///
    /// - Throws: `DatasetError.malformed`, before any memory is taken for elements that the file is too short for.
    package init(contentsOf url: URL) throws {
        var information = stat()
        guard stat(url.path, &information) == 0 else { throw FileError(.open, path: url.path) }
        let size = Int(information.st_size)
        var reader = IDXReader(file: url.path, maximum: size, reservation: size)
        try readPieces(of: url) { try reader.consume($0) }
        self = try reader.finish()
    }

    /// Reads an IDX file compressed with gzip. Offsets in errors about the IDX format are those of the decompressed bytes.
    ///
    /// - Parameter maximum: decompressed bytes; the largest of the four MNIST files has 47,040,016.
    package init(contentsOfGzip url: URL, maximum: Int = 64 << 20) throws {
        let gzip = GzipFile(url, maximumOutput: maximum)
        var reader = IDXReader(file: url.path, maximum: maximum, reservation: try gzip.announcedOutput())
        try gzip.readPieces { try reader.consume($0) }
        self = try reader.finish()
    }

    /// Reads IDX bytes in memory.
    ///
    /// - Parameter file: the name for errors.
    package init(bytes: [UInt8], file: String) throws {
        var reader = IDXReader(file: file, maximum: bytes.count, reservation: bytes.count)
        try bytes.withUnsafeBytes { try reader.consume($0) }
        self = try reader.finish()
    }
}

/// Takes an IDX file piece by piece, and refuses it at the first byte that is wrong.
private struct IDXReader {
    let file: String
    /// Bytes that the file can have at most.
    let maximum: Int
    /// Bytes worth reserving memory for.
    let reservation: Int

    private var header: [UInt8] = []
    /// Known once the header is complete.
    private var dimensions: [Int]?
    private var elements: [UInt8] = []

    init(file: String, maximum: Int, reservation: Int) {
        self.file = file
        self.maximum = maximum
        self.reservation = reservation
    }

    mutating func consume(_ piece: UnsafeRawBufferPointer) throws {
        var rest = piece[...]
        while dimensions == nil, let byte = rest.popFirst() {
            header.append(byte)
            try checkHeader()
        }
        guard let dimensions else { return }
        let expected = dimensions.reduce(1, *)
        guard elements.count + rest.count <= expected else {
            throw malformed(
                at: header.count + expected,
                .idxTrailingBytes(
                    expected: header.count + expected, found: header.count + elements.count + rest.count))
        }
        elements.append(contentsOf: rest)
    }

    consuming func finish() throws -> IDXFile {
        guard header.count >= 2 else { throw malformed(at: 0, .idxSignature(found: header)) }
        guard let dimensions else {
            let length = header.count < 4 ? 4 : 4 + 4 * Int(header[3])
            throw malformed(at: header.count, .idxEndsEarly(expected: length, found: header.count))
        }
        let expected = dimensions.reduce(1, *)
        guard elements.count == expected else {
            let found = header.count + elements.count
            throw malformed(at: found, .idxEndsEarly(expected: header.count + expected, found: found))
        }
        return IDXFile(dimensions: dimensions, elements: elements)
    }

    /// Looks at the header's newest byte; completes ``dimensions`` with the last one.
    private mutating func checkHeader() throws {
        switch header.count {
        case 2 where header != [0, 0]: throw malformed(at: 0, .idxSignature(found: header))
        case 3 where header[2] != 8: throw malformed(at: 2, .idxElementType(found: header[2]))
        case 4 where !(1...4).contains(header[3]): throw malformed(at: 3, .idxDimensionCount(found: Int(header[3])))
        case 5... where header.count == 4 + 4 * Int(header[3]): try readDimensions()
        default: break
        }
    }

    private mutating func readDimensions() throws {
        let sizes = stride(from: 4, to: header.count, by: 4).map { start in
            header[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        var product = 1
        for size in sizes {
            let (next, overflow) = product.multipliedReportingOverflow(by: size)
            guard !overflow, next <= maximum - header.count else {
                throw malformed(at: 4, .idxTooLarge(dimensions: sizes, maximum: maximum))
            }
            product = next
        }
        dimensions = sizes
        elements.reserveCapacity(min(product, reservation))
    }

    private func malformed(at offset: Int, _ fault: FormatFault) -> DatasetError {
        .malformed(file: file, offset: offset, fault)
    }
}
