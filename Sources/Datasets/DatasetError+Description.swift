extension DatasetError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let file, let offset, let fault):
            "\(file), byte \(offset): \(fault)"
        case .wrongDimensions(let file, let expected, let found):
            "\(file), byte 3: expected \(expected) dimension\(expected == 1 ? "" : "s"), found \(found.count) "
                + "(\(found.map(String.init).joined(separator: " × ")))"
        case .countMismatch(let images, let imageCount, let labels, let labelCount):
            "\(labels), byte 4: expected \(imageCount) labels, one for each image of \(images), found \(labelCount)"
        }
    }
}

extension FormatFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .gzipSignature(let found):
            "expected a gzip file, which begins with 1f 8b, found \(hexadecimal(found))"
        case .gzipData(let reason):
            "expected gzip data, found what zlib calls “\(reason)”"
        case .gzipEndsEarly(let decompressed):
            "expected more gzip data, found the end of the file (\(decompressed) bytes decompressed so far)"
        case .gzipChecksum(let expected, let found):
            "expected decompressed bytes of CRC-32 \(hexadecimal(expected)), found \(hexadecimal(found))"
        case .gzipLength(let expected, let found):
            "expected \(expected) decompressed bytes, found \(found) (both modulo 2³²)"
        case .gzipTrailingBytes(let count):
            "expected the end of the file after the gzip trailer, found \(count) more byte\(count == 1 ? "" : "s")"
        case .gzipTooLong(let maximum):
            "expected at most \(maximum) decompressed bytes, found more"
        case .idxSignature(let found):
            "expected an IDX file, which begins with 00 00, found \(hexadecimal(found))"
        case .idxElementType(let found):
            "expected IDX element type 08 (unsigned byte), found \(hexadecimal([found]))"
        case .idxDimensionCount(let found):
            "expected 1 to 4 IDX dimensions, found \(found)"
        case .idxTooLarge(let dimensions, let maximum):
            "expected IDX dimensions that fit in \(maximum) bytes, "
                + "found \(dimensions.map(String.init).joined(separator: " × "))"
        case .idxEndsEarly(let expected, let found):
            "expected an IDX file of \(expected) bytes, found the end after \(found)"
        case .idxTrailingBytes(let expected, let found):
            "expected an IDX file of \(expected) bytes, found at least \(found)"
        }
    }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "nothing" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}

private func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
}
