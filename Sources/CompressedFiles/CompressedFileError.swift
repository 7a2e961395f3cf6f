/// What is wrong with a compressed file, and where.
package struct CompressedFileError: Error, Equatable, Sendable {
    package enum Problem: Equatable, Sendable {
        case otherFormat(found: [UInt8])
        case otherVersion(found: UInt8)
        /// The file ends within this part.
        case truncated(part: String, missing: Int)
        /// More than five bytes, or a last byte of no use.
        case malformedNumber(part: String)
        case noCodecKey(length: Int)
        case noFingerprint(length: Int)
        /// Count, height, width and channels.
        case impossibleSize([Int])
        case bytesAfterEnd(Int)
        case wrongChecksum(expected: UInt32, found: UInt32)
    }

    /// Bytes from the file's start.
    package let offset: Int
    package let problem: Problem

    package init(offset: Int, problem: Problem) { (self.offset, self.problem) = (offset, problem) }
}

extension CompressedFileError: CustomStringConvertible {
    package var description: String {
        let text =
            switch problem {
            case .otherFormat(let found):
                "expected the mark of a compressed file, \(hexadecimal(CompressedFile.magic)), found \(hexadecimal(found)); "
                    + "give a compressed file of this program"
            case .otherVersion(let found):
                "expected version \(CompressedFile.version) of the format, found \(found); read it with the program that wrote it"
            case .truncated(let part, let missing):
                "the file ends within \(part), \(missing) bytes too early; get it anew"
            case .malformedNumber(let part):
                "expected \(part) as a number below 2³⁵ in as few bytes as it needs, found others"
            case .noCodecKey(let length):
                "expected a codec's key of 1 to \(CompressedFile.longestKey) letters, digits and hyphens, found \(length) bytes"
            case .noFingerprint(let length):
                "expected a model's fingerprint of 0 or \(CompressedFile.fingerprintBytes) bytes, found \(length)"
            case .impossibleSize(let numbers):
                "expected pictures of 1 or 3 channels and at most \(PictureSize.mostSamples) samples in all, found "
                    + numbers.map(String.init).joined(separator: " × ")
            case .bytesAfterEnd(let count): "expected the end, found \(count) more bytes"
            case .wrongChecksum(let expected, let found):
                "expected the checksum \(String(expected, radix: 16)), found \(String(found, radix: 16)): the file is damaged; get it anew"
            }
        return "byte \(offset): \(text)"
    }
}

/// Bytes in pairs of digits, with nothing between them.
package func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
