import Codecs
import Images

/// A classical codec and its settings, as declarations and the command line name it.
///
/// ```yaml
/// codecs: [{jpeg: {quality: 10, packing: mosaic, optimizesTables: true}}, {webpLossless: {packing: separate}}, {gzip: {}}]
/// ```
package enum ClassicalChoice: Hashable, Codable, Sendable {
    /// Quality 1 to 100.
    case jpeg(quality: Int, packing: Packing, optimizesTables: Bool)
    /// Until the picture has so many decibels, of 3 resolutions.
    case jpeg2000(decibels: Double, packing: Packing)
    /// Quality 0 to 100.
    case webp(quality: Int, packing: Packing)
    case webpLossless(packing: Packing)
    case png(packing: Packing)
    case gzip
    case xz

    /// - Throws: ``ImpossibleChoice`` for settings that the codec does not have.
    package func codec() throws(ImpossibleChoice) -> any SettingsCodec {
        switch self {
        case .jpeg(let quality, let packing, let optimizesTables):
            try expect((1...100).contains(quality), "jpeg: expected a quality of 1 to 100, found \(quality)")
            return try packed(
                JPEGFormat(JPEG.Settings(quality: quality, optimizesTables: optimizesTables)), packing)
        case .jpeg2000(let decibels, let packing):
            try expect(decibels.isFinite && decibels > 0, "jpeg2000: expected decibels above 0, found \(decibels)")
            return try packed(JPEG2000Format(.decibels(Float(decibels)), resolutions: 3), packing)
        case .webp(let quality, let packing):
            try expect((0...100).contains(quality), "webp: expected a quality of 0 to 100, found \(quality)")
            return try packed(WebPFormat(quality: quality), packing)
        case .webpLossless(let packing): return try packed(LosslessWebPFormat(), packing)
        case .png(let packing): return try packed(PNGFormat(), packing)
        case .gzip: return GzipCodec()
        case .xz: return XZCodec()
        }
    }

    /// Whether pictures lie side by side in larger ones, so that what a codec does at certain pixels is done elsewhere in each.
    package var isMosaic: Bool {
        switch self {
        case .jpeg(_, let packing, _), .jpeg2000(_, let packing), .webp(_, let packing), .webpLossless(let packing),
            .png(let packing):
            packing == .mosaic
        case .gzip, .xz: false
        }
    }

    /// Codec, packing and setting, parted by slashes: `jpeg/mosaic/10`. JPEG files with Huffman tables of their own are `jpeg-optimized`.
    package var name: String {
        switch self {
        case .jpeg(let quality, let packing, let optimizesTables):
            "\(JPEGFormat.key)\(optimizesTables ? "-optimized" : "")/\(packing.rawValue)/\(quality)"
        case .jpeg2000(let decibels, let packing): "\(JPEG2000Format.key)/\(packing.rawValue)/\(decibels)"
        case .webp(let quality, let packing): "\(WebPFormat.key)/\(packing.rawValue)/\(quality)"
        case .webpLossless(let packing): "\(LosslessWebPFormat.key)/\(packing.rawValue)/0"
        case .png(let packing): "\(PNGFormat.key)/\(packing.rawValue)/0"
        case .gzip: "\(GzipCodec.key)/set/0"
        case .xz: "\(XZCodec.key)/set/0"
        }
    }

    private func packed<Format: PictureFormat>(
        _ format: Format, _ packing: Packing
    ) throws(ImpossibleChoice) -> any SettingsCodec {
        try expect(
            format.packings.contains(packing),
            "\(Format.key): expected the packing \(format.packings.map(\.rawValue).joined(separator: " or ")), found \(packing.rawValue)"
        )
        return PackedCodec(format, packing)
    }

    private func expect(_ isPossible: Bool, _ description: @autoclosure () -> String) throws(ImpossibleChoice) {
        if !isPossible { throw ImpossibleChoice(description: description()) }
    }
}

/// Settings that a codec does not have.
package struct ImpossibleChoice: Error, Equatable, CustomStringConvertible {
    package let description: String
}
