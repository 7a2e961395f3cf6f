import Codecs
import CompressedFiles

/// What a codestream of ours begins with.
///
/// OpenJPEG claims memory for all tiles, layers and precincts that a header declares, before it meets their data: a file of a hundred bytes
/// may ask for gigabytes. Ours have one of each, so nothing else is let through to it.
///
/// - Source: ITU-T T.800 (2002), annex A.
struct CodestreamHeader {
    private let shape: PictureShape
    /// From the start of the codestream to the end of the coding style.
    private let start: [UInt8]

    private enum Marker {
        static let codestream: UInt16 = 0xFF4F
        static let size: UInt16 = 0xFF51
        static let codingStyle: UInt16 = 0xFF52
        static let quantization: UInt16 = 0xFF5C
        static let componentQuantization: UInt16 = 0xFF5D
        static let comment: UInt16 = 0xFF64
        static let tilePart: UInt16 = 0xFF90
        static let data: UInt16 = 0xFF93
        static let end: UInt16 = 0xFFD9
    }

    /// Where the measures begin in the size segment: after two markers, a length and the capabilities.
    private static let measuresOffset = 8

    init(of shape: PictureShape, resolutions: Int) {
        self.shape = shape
        let sides = [shape.width, shape.height].flatMap { bigEndian(UInt32($0)) }
        let origin = [UInt8](repeating: 0, count: 8)
        // One tile as large as the picture; each channel of 8 bits without a sign, one sample a pixel.
        let size =
            bigEndian(UInt16(0)) + sides + origin + sides + origin + bigEndian(UInt16(shape.channels))
            + (0..<shape.channels).flatMap { _ in [7, 1, 1] }
        // No precincts, layer by layer, one layer; channels mixed where there are three; blocks of 64 × 64, the 9-7 wavelet.
        let style: [UInt8] =
            [0, 0] + bigEndian(UInt16(1)) + [shape.channels == 3 ? 1 : 0, UInt8(resolutions - 1), 4, 4, 0, 0]
        start =
            bigEndian(Marker.codestream) + CodestreamHeader.segment(Marker.size, size)
            + CodestreamHeader.segment(Marker.codingStyle, style)
    }

    private static func segment(_ marker: UInt16, _ content: [UInt8]) -> [UInt8] {
        bigEndian(marker) + bigEndian(UInt16(content.count + 2)) + content
    }

    /// - Throws: for other beginnings; for segments other than quantisation and comments; for more than one part of a tile.
    func check(_ bytes: [UInt8]) throws(EmbeddedFileError) {
        guard bytes.count >= start.count else { throw truncated(bytes, by: start.count - bytes.count) }
        if let offset = zip(bytes, start).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset {
            throw otherStart(bytes, offset)
        }
        var offset = start.count
        while true {
            let marker = UInt16(try number(bytes, at: offset, count: 2))
            switch marker {
            case Marker.quantization, Marker.componentQuantization, Marker.comment:
                let length = try number(bytes, at: offset + 2, count: 2)
                guard length >= 2 else { throw malformed(offset + 2, "a length of 2 or more", "\(length)") }
                offset += 2 + length
            case Marker.tilePart: return try checkTilePart(bytes, offset)
            default:
                throw malformed(
                    offset, "quantisation, a comment or a tile", "the marker \(hexadecimal(bigEndian(marker)))")
            }
        }
    }

    /// The one part of the one tile reaches to the end marker.
    private func checkTilePart(_ bytes: [UInt8], _ offset: Int) throws(EmbeddedFileError) {
        let ended = try number(bytes, at: bytes.count - 2, count: 2)
        guard ended == Marker.end else {
            throw malformed(bytes.count - 2, "the end marker", hexadecimal(bigEndian(UInt16(ended))))
        }
        let length = bytes.count - 2 - offset
        guard let word = UInt32(exactly: length) else { throw malformed(offset, "less than 4 GiB", "\(length) bytes") }
        let expected =
            CodestreamHeader.segment(Marker.tilePart, bigEndian(UInt16(0)) + bigEndian(word) + [0, 1])
            + bigEndian(Marker.data)
        guard length >= expected.count else { throw truncated(bytes, by: expected.count - length) }
        let found = Array(bytes[offset..<offset + expected.count])
        guard found == expected else { throw malformed(offset, "the tile part \(expected)", "\(found)") }
    }

    private func otherStart(_ bytes: [UInt8], _ offset: Int) -> EmbeddedFileError {
        let measures = CodestreamHeader.measuresOffset..<CodestreamHeader.measuresOffset + 8
        guard measures.contains(offset) else {
            return malformed(offset, "\(start[offset])", "\(bytes[offset]) in a codestream's header")
        }
        let width = Int(bigEndian: bytes[measures.lowerBound..<measures.lowerBound + 4])
        let height = Int(bigEndian: bytes[measures.lowerBound + 4..<measures.upperBound])
        return EmbeddedFileError(
            offset: measures.lowerBound,
            problem: .otherDimensions(expected: shape.dimensions, found: [height, width]))
    }

    private func number(_ bytes: [UInt8], at offset: Int, count: Int) throws(EmbeddedFileError) -> Int {
        guard offset + count <= bytes.count else { throw truncated(bytes, by: offset + count - bytes.count) }
        return Int(bigEndian: bytes[offset..<offset + count])
    }

    private func truncated(_ bytes: [UInt8], by missing: Int) -> EmbeddedFileError {
        EmbeddedFileError(offset: bytes.count, problem: .truncated(missing: missing))
    }

    private func malformed(_ offset: Int, _ expected: String, _ found: String) -> EmbeddedFileError {
        EmbeddedFileError(offset: offset, problem: .malformed(expected: expected, found: found))
    }
}
