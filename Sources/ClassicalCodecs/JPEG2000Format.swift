import Codecs
import Images
import Pixels

/// JPEG 2000 codestreams without the boxes of a file.
///
/// Their settings are six bytes: the target's kind, its number as a little-endian float of 32 bits, the resolutions.
package struct JPEG2000Format: PictureFormat {
    package static let key = "jpeg-2000"
    /// Of more pixels than a picture file may have.
    package static let longestSide = PixelImage.mostPixels

    /// When the encoder stops refining.
    package enum Target: Hashable, Sendable {
        /// Bytes of the samples for each byte of the codestream, more than 1; small pictures take more bytes than that, if only for headers.
        case compression(Float)
        /// Peak signal-to-noise ratio, above 0, as the encoder estimates it from the wavelet's coefficients.
        case decibels(Float)
    }

    package let target: Target
    /// How often the picture is halved, and once more; small pictures are halved as often as they can be.
    package let resolutions: Int

    /// - Parameter resolutions: 1 to 33.
    package init(_ target: Target, resolutions: Int) {
        precondition(target.isPossible, "\(target)")
        precondition((1...33).contains(resolutions), "\(resolutions) resolutions")
        (self.target, self.resolutions) = (target, resolutions)
    }

    package init?(settings: [UInt8]) {
        guard settings.count == 6, settings[0] <= 1, (1...33).contains(settings[5]) else { return nil }
        let number = Float(bitPattern: settings[1...4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        let target = settings[0] == 0 ? Target.compression(number) : .decibels(number)
        guard target.isPossible else { return nil }
        self.init(target, resolutions: Int(settings[5]))
    }

    package var settings: [UInt8] {
        let (kind, number): (UInt8, Float) =
            switch target {
            case .compression(let ratio): (0, ratio)
            case .decibels(let decibels): (1, decibels)
            }
        return [kind] + bigEndian(number.bitPattern).reversed() + [UInt8(resolutions)]
    }

    package func encode(_ picture: PixelImage) -> [UInt8] {
        JPEG2000.encode(picture, target, resolutions: resolutions)
    }

    package func decode(_ file: [UInt8], as shape: PictureShape) throws(EmbeddedFileError) -> PixelImage {
        try JPEG2000.decode(file, as: shape, resolutions: resolutions)
    }
}

extension JPEG2000Format.Target {
    fileprivate var isPossible: Bool {
        switch self {
        case .compression(let ratio): ratio.isFinite && ratio > 1
        case .decibels(let decibels): decibels.isFinite && decibels > 0
        }
    }
}
