import CZlib
import Codecs
import Images
import Pixels

/// PNG files, as ``PNG`` writes them, with their pixels deflated anew at zlib's level 9 and without chunks that tell nothing of them.
///
/// On the test sets of MNIST and Fashion-MNIST they have as many bytes as Pillow's with `optimize=True`. It has no settings.
package struct PNGFormat: PictureFormat {
    package static let key = "png"
    /// libpng's own limit.
    package static let longestSide = 1_000_000

    package init() {}

    package init?(settings: [UInt8]) { guard settings.isEmpty else { return nil } }

    package var settings: [UInt8] { [] }

    package func encode(_ picture: PixelImage) -> [UInt8] {
        let chunks = PNGChunk.chunks(of: PNG.encode(picture))
        let filtered = (picture.width * picture.channels + 1) * picture.height
        let deflated = Array(chunks.filter { $0.type == PNGChunk.pixels }.map(\.content).joined())
        guard let rows = try? Deflate.decompress(deflated, .zlib, count: filtered) else {
            preconditionFailure("a PNG file of our own does not hold \(filtered) bytes")
        }
        let pixels = PNGChunk(type: PNGChunk.pixels, content: Deflate.compress(rows, .zlib, .filtered))
        return PNGChunk.file(of: chunks.filter { $0.type == PNGChunk.header } + [pixels, .end])
    }

    package func decode(_ file: [UInt8], as shape: PictureShape) throws(EmbeddedFileError) -> PixelImage {
        try shape.picture { mostPixels throws(ImageFault) in try PNG.decode(file, mostPixels: mostPixels) }
    }
}

/// A part of a PNG file.
///
/// - Source: RFC 2083, section 3.
private struct PNGChunk {
    /// Four letters.
    let type: [UInt8]
    let content: [UInt8]

    static let header = Array("IHDR".utf8)
    static let pixels = Array("IDAT".utf8)
    static let end = PNGChunk(type: Array("IEND".utf8), content: [])
    private static let signatureBytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// - Precondition: the file is whole.
    static func chunks(of file: [UInt8]) -> [PNGChunk] {
        var chunks: [PNGChunk] = []
        var offset = signatureBytes.count
        while offset < file.count {
            let content = offset + 8..<offset + 8 + Int(bigEndian: file[offset..<offset + 4])
            chunks.append(PNGChunk(type: Array(file[offset + 4..<offset + 8]), content: Array(file[content])))
            offset = content.upperBound + 4
        }
        return chunks
    }

    static func file(of chunks: [PNGChunk]) -> [UInt8] {
        chunks.reduce(into: signatureBytes) { file, chunk in
            let checked = chunk.type + chunk.content
            let checksum = UInt32(truncatingIfNeeded: crc32(0, checked, uInt(checked.count)))
            file += bigEndian(UInt32(chunk.content.count)) + checked + bigEndian(checksum)
        }
    }
}
