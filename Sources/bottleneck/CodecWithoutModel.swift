import ArgumentParser
import ClassicalCodecs
import Codecs

/// The codecs that the command line offers, with the settings that suit most pictures.
enum CodecWithoutModel: String, ExpressibleByArgument, CaseIterable {
    case lossless, jpeg, jpeg2000 = "jpeg-2000", webp, webpLossless = "webp-lossless", png, gzip, xz

    var hasQuality: Bool { !comparedQualities.isEmpty }

    /// What a comparison takes, from coarse to fine; of JPEG 2000 in dB, and none of a codec that loses nothing.
    var comparedQualities: [Int] {
        switch self {
        case .jpeg, .webp: [10, 30, 50, 75, 90]
        case .jpeg2000: [25, 30, 35, 40]
        case .lossless, .webpLossless, .png, .gzip, .xz: []
        }
    }

    /// A quality in words.
    func text(ofQuality quality: Int) -> String { self == .jpeg2000 ? "\(quality) dB" : "quality \(quality)" }

    /// - Parameters:
    ///   - quality: 1 to 100; when left out, what suits most pictures.
    ///   - isSet: whether there are several pictures, which cost less as one large one.
    func codec(quality: Int?, isSet: Bool) throws -> any Codec {
        let packing: Packing = isSet ? .mosaic : .separate
        switch self {
        case .lossless: return LosslessCodec(.median, .adaptiveRANS)
        case .jpeg:
            return try ClassicalChoice.jpeg(quality: quality ?? 75, packing: packing, optimizesTables: true).codec()
        case .jpeg2000:
            return try ClassicalChoice.jpeg2000(decibels: Double(quality ?? 40), packing: packing).codec()
        case .webp: return try ClassicalChoice.webp(quality: quality ?? 75, packing: packing).codec()
        case .webpLossless: return try ClassicalChoice.webpLossless(packing: packing).codec()
        case .png: return try ClassicalChoice.png(packing: packing).codec()
        case .gzip: return try ClassicalChoice.gzip.codec()
        case .xz: return try ClassicalChoice.xz.codec()
        }
    }
}
