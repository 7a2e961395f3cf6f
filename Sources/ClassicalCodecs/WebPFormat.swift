import Codecs
import Pixels

/// Lossy WebP files. Their settings are one byte, the quality.
package struct WebPFormat: PictureFormat {
    package static let key = "webp"
    package static let longestSide = WebP.longestSide

    /// 0 to 100.
    package let quality: Int

    package init(quality: Int) {
        precondition((0...100).contains(quality), "a quality of \(quality)")
        self.quality = quality
    }

    package init?(settings: [UInt8]) {
        guard settings.count == 1, settings[0] <= 100 else { return nil }
        self.init(quality: Int(settings[0]))
    }

    package var settings: [UInt8] { [UInt8(quality)] }

    package func encode(_ picture: PixelImage) -> [UInt8] { WebP.encode(picture, .lossy(quality: quality)) }

    package func decode(_ file: [UInt8], as shape: PictureShape) throws(EmbeddedFileError) -> PixelImage {
        try WebP.decode(file, as: shape)
    }
}

/// Lossless WebP files. It has no settings.
package struct LosslessWebPFormat: PictureFormat {
    package static let key = "webp-lossless"
    package static let longestSide = WebP.longestSide

    package init() {}

    package init?(settings: [UInt8]) { guard settings.isEmpty else { return nil } }

    package var settings: [UInt8] { [] }

    package func encode(_ picture: PixelImage) -> [UInt8] { WebP.encode(picture, .lossless) }

    package func decode(_ file: [UInt8], as shape: PictureShape) throws(EmbeddedFileError) -> PixelImage {
        try WebP.decode(file, as: shape)
    }
}
