/// What can be wrong with a data set: the facts. The sentences are made in `DatasetError+Description.swift`.
package enum DatasetError: Error, Equatable {
    /// The bytes of a file do not follow its format, from byte `offset` on.
    case malformed(file: String, offset: Int, FormatFault)
    /// An IDX file has another number of dimensions than its use asks for.
    case wrongDimensions(file: String, expected: Int, found: [Int])
    /// Images and labels are not the same number.
    case countMismatch(images: String, imageCount: Int, labels: String, labelCount: Int)
}

/// Where the bytes of a gzip or IDX file leave the format.
package enum FormatFault: Error, Equatable, Sendable {
    /// A gzip file begins with 1f 8b.
    case gzipSignature(found: [UInt8])
    /// zlib refused the compressed data, in zlib's words.
    case gzipData(reason: String)
    /// The file ends inside the compressed data or its trailer.
    case gzipEndsEarly(decompressed: Int)
    /// `expected` is what the trailer says, `found` what the decompressed bytes give.
    case gzipChecksum(expected: UInt32, found: UInt32)
    /// Lengths modulo 2³²: `expected` is what the trailer says.
    case gzipLength(expected: UInt32, found: UInt32)
    case gzipTrailingBytes(count: Int)
    /// More comes out than the caller declared possible.
    case gzipTooLong(maximum: Int)

    /// An IDX file begins with two zero bytes.
    case idxSignature(found: [UInt8])
    /// Only unsigned bytes (08) are read.
    case idxElementType(found: UInt8)
    /// 1 to 4 dimensions are read.
    case idxDimensionCount(found: Int)
    /// The dimensions ask for more bytes than can be there.
    case idxTooLarge(dimensions: [Int], maximum: Int)
    /// Total lengths in bytes, header included.
    case idxEndsEarly(expected: Int, found: Int)
    /// `found` is the length as far as it was read.
    case idxTrailingBytes(expected: Int, found: Int)
}
