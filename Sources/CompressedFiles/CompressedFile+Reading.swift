extension CompressedFile {
    /// Reads a file's bytes.
    ///
    /// Its parts are sliced out of `bytes`, so that a file that lies about lengths claims no memory.
    ///
    /// - Throws: ``CompressedFileError``, with the offset of what is wrong. The checksum is held last, since a truncated file says more by
    ///   where it ends.
    package init(decoding bytes: [UInt8]) throws(CompressedFileError) {
        var reader = FileReader(bytes)
        let magic = try reader.take(CompressedFile.magic.count, "the format's mark")
        guard Array(magic) == CompressedFile.magic else {
            throw CompressedFileError(offset: 0, problem: .otherFormat(found: Array(magic)))
        }
        let version = try reader.take(1, "the format's version")
        guard version.first == CompressedFile.version else {
            throw CompressedFileError(
                offset: CompressedFile.magic.count, problem: .otherVersion(found: version.first ?? 0))
        }
        let keyOffset = reader.offset
        let key = try reader.takeCounted("the codec's key")
        guard isCodecKey(key) else {
            throw CompressedFileError(offset: keyOffset, problem: .noCodecKey(length: key.count))
        }
        let fingerprintOffset = reader.offset
        let fingerprint = try reader.takeCounted("the model's fingerprint")
        guard [0, CompressedFile.fingerprintBytes].contains(fingerprint.count) else {
            throw CompressedFileError(
                offset: fingerprintOffset, problem: .noFingerprint(length: fingerprint.count))
        }
        let sizeOffset = reader.offset
        let numbers = [
            try reader.takeNumber("the number of pictures"), try reader.takeNumber("the height"),
            try reader.takeNumber("the width"), try reader.takeNumber("the number of channels"),
        ]
        guard
            let size = PictureSize(count: numbers[0], height: numbers[1], width: numbers[2], channels: numbers[3])
        else { throw CompressedFileError(offset: sizeOffset, problem: .impossibleSize(numbers)) }
        let settings = try reader.takeCounted("the settings")
        let sideTables = try reader.takeCounted("the side tables")
        let payload = try reader.takeCounted("the payload")
        let end = reader.offset
        let checksum = try reader.take(4, "the checksum").reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard reader.offset == bytes.count else {
            throw CompressedFileError(
                offset: reader.offset, problem: .bytesAfterEnd(bytes.count - reader.offset))
        }
        let expected = crc32C(bytes[..<end])
        guard checksum == expected else {
            throw CompressedFileError(offset: end, problem: .wrongChecksum(expected: expected, found: checksum))
        }
        self.init(
            codec: String(decoding: key, as: UTF8.self), modelFingerprint: Array(fingerprint), size: size,
            settings: Array(settings), sideTables: Array(sideTables), payload: Array(payload))
    }
}

/// Takes the parts of a file one after the other.
package struct FileReader {
    private let bytes: [UInt8]
    package private(set) var offset = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter part: what the bytes are, for the error.
    package mutating func take(_ count: Int, _ part: String) throws(CompressedFileError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - offset else {
            throw CompressedFileError(
                offset: bytes.count, problem: .truncated(part: part, missing: count - (bytes.count - offset)))
        }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    /// A base-128 number below 2³⁵, in no more bytes than it needs.
    package mutating func takeNumber(_ part: String) throws(CompressedFileError) -> Int {
        let start = offset
        var number = 0
        for index in 0..<5 {
            let byte = try take(1, part).first ?? 0
            number |= Int(byte & 0x7F) << (7 * index)
            if byte & 0x80 == 0 {
                guard byte > 0 || index == 0 else { break }
                return number
            }
        }
        throw CompressedFileError(offset: start, problem: .malformedNumber(part: part))
    }

    /// Bytes after their number.
    package mutating func takeCounted(_ part: String) throws(CompressedFileError) -> ArraySlice<UInt8> {
        let count = try takeNumber("the length of " + part)
        return try take(count, part)
    }
}
