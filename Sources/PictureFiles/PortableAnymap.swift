import Pixels

/// Binary PGM (grey) and PPM (colour) files of 8 bits per channel.
///
/// - Source: https://netpbm.sourceforge.net/doc/pgm.html and ppm.html.
package enum PortableAnymap {
    /// The first bytes of both kinds.
    static let signatures: [[UInt8]] = [Array("P5".utf8), Array("P6".utf8)]

    package static func encode(_ image: PixelImage) -> [UInt8] {
        Array("\(image.channels == 1 ? "P5" : "P6")\n\(image.width) \(image.height)\n255\n".utf8) + image.bytes
    }

    /// - Throws: ``PortableAnymapError``, before memory is taken for pixels that the file is too short for.
    package static func decode(_ bytes: [UInt8]) throws(PortableAnymapError) -> PixelImage {
        guard let kind = signatures.firstIndex(where: bytes.starts(with:)) else {
            throw PortableAnymapError(offset: 0, expected: "P5 or P6", found: "\(bytes.prefix(2))")
        }
        let channels = kind == 0 ? 1 : 3
        var header = Header(bytes: bytes, offset: 2)
        let width = try header.readNumber("a width", in: 1...1 << 26)
        let height = try header.readNumber("a height", in: 1...1 << 26)
        _ = try header.readNumber("the greatest value 255", in: 255...255)
        // One blank ends the header; what follows it are pixels, whatever they look like.
        let start = header.offset + 1
        guard width * height * channels == bytes.count - start else {
            throw PortableAnymapError(
                offset: min(start, bytes.count), expected: "\(width * height * channels) bytes of pixels",
                found: "\(max(0, bytes.count - start))")
        }
        return PixelImage(height: height, width: width, channels: channels, bytes: Array(bytes[start...]))
    }
}

/// The numbers before the pixels: between them are blanks, and comments from # to the end of a line.
private struct Header {
    let bytes: [UInt8]
    var offset: Int

    mutating func readNumber(_ name: String, in range: ClosedRange<Int>) throws(PortableAnymapError) -> Int {
        var isComment = false
        while offset < bytes.count, isComment || isBlank(bytes[offset]) || bytes[offset] == UInt8(ascii: "#") {
            if bytes[offset] == UInt8(ascii: "#") { isComment = true }
            if bytes[offset] == UInt8(ascii: "\n") { isComment = false }
            offset += 1
        }
        let digits = bytes[offset...].prefix(9).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        let end = offset + digits.count
        guard !digits.isEmpty, range.contains(number), end < bytes.count, isBlank(bytes[end]) else {
            throw PortableAnymapError(
                offset: offset, expected: name, found: digits.isEmpty ? "no number" : "\(number)")
        }
        offset = end
        return number
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// What is wrong with a PGM or PPM file, and where.
package struct PortableAnymapError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let expected: String
    package let found: String

    package var description: String { "PGM or PPM, byte \(offset): expected \(expected), found \(found)" }
}
