import Pixels

/// BMP files of 24 bits per pixel without compression, such as LIVE1's.
///
/// - Source: https://learn.microsoft.com/windows/win32/gdi/bitmap-storage, `BITMAPFILEHEADER` and `BITMAPINFOHEADER`.
package enum Bitmap {
    package static func decode(_ bytes: [UInt8]) throws(ImageFault) -> PixelImage {
        let fields = LittleEndianFields(bytes: bytes)
        guard bytes.starts(with: [0x42, 0x4D]) else { throw .unknownFormat(found: Array(bytes.prefix(8))) }
        let start = try fields.word(at: 10)
        let width = try fields.signedWord(at: 18)
        // A negative height says that the rows begin at the top.
        let signedHeight = try fields.signedWord(at: 22)
        let height = abs(signedHeight)
        guard try fields.half(at: 28) == 24 else {
            throw .malformed(.bmp, offset: 28, expected: "24 bits per pixel", found: "\(try fields.half(at: 28))")
        }
        guard try fields.word(at: 30) == 0 else {
            throw .malformed(.bmp, offset: 30, expected: "no compression (0)", found: "\(try fields.word(at: 30))")
        }
        guard width > 0, height > 0 else {
            throw .malformed(.bmp, offset: 18, expected: "a width and a height", found: "\(width) and \(height)")
        }
        guard height <= PixelImage.mostPixels / width else {
            throw .tooLarge(.bmp, height: height, width: width, maximum: PixelImage.mostPixels)
        }
        let stride = (3 * width + 3) / 4 * 4
        guard start >= 54, bytes.count - start >= stride * height else {
            throw .malformed(
                .bmp, offset: 10, expected: "\(stride * height) bytes of pixels from byte 54 or later",
                found: "\(bytes.count) bytes in all and pixels from byte \(start)")
        }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(3 * width * height)
        for row in 0..<height {
            let line = start + stride * (signedHeight > 0 ? height - 1 - row : row)
            for pixel in Swift.stride(from: line, to: line + 3 * width, by: 3) {
                pixels.append(bytes[pixel + 2])
                pixels.append(bytes[pixel + 1])
                pixels.append(bytes[pixel])
            }
        }
        return PixelImage(height: height, width: width, channels: 3, bytes: pixels)
    }
}

/// Numbers at fixed places of a header, least significant byte first.
private struct LittleEndianFields {
    let bytes: [UInt8]

    func half(at offset: Int) throws(ImageFault) -> Int { try number(at: offset, count: 2) }

    func word(at offset: Int) throws(ImageFault) -> Int { try number(at: offset, count: 4) }

    func signedWord(at offset: Int) throws(ImageFault) -> Int {
        Int(Int32(truncatingIfNeeded: try word(at: offset)))
    }

    private func number(at offset: Int, count: Int) throws(ImageFault) -> Int {
        guard bytes.count >= offset + count else {
            throw .malformed(.bmp, offset: offset, expected: "a header of 54 bytes", found: "\(bytes.count) bytes")
        }
        return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
