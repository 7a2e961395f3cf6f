import Codecs
import Pixels

/// A format of files of one picture, with the settings of its encoder.
package protocol PictureFormat: Hashable, Sendable {
    /// What compressed files call it.
    static var key: String { get }

    /// Pixels that a picture may have in a row or a column.
    static var longestSide: Int { get }

    /// The settings that bytes stand for; `nil` for bytes that ``settings`` never gives.
    init?(settings: [UInt8])

    var settings: [UInt8] { get }

    /// What its files may be packed by.
    var packings: [Packing] { get }

    /// The bytes of a file: the same for the same picture.
    ///
    /// - Precondition: no side is longer than ``longestSide``, nor are there more than `PixelImage.mostPixels`.
    func encode(_ picture: PixelImage) -> [UInt8]

    /// The picture in a file, which must have this shape; that is known before memory is asked for.
    ///
    /// - Throws: for any bytes but those of a file with such a picture.
    func decode(_ file: [UInt8], as shape: PictureShape) throws(EmbeddedFileError) -> PixelImage

    /// Where a file differs from that of another picture of the same shape: what is before and after is the same in both.
    func ownBytes(of file: [UInt8]) -> Range<Int>
}

extension PictureFormat {
    package var packings: [Packing] { [.separate, .mosaic] }

    package func ownBytes(of file: [UInt8]) -> Range<Int> { file.indices }
}

/// The measures of one picture.
package struct PictureShape: Hashable, Sendable {
    package let height: Int
    package let width: Int
    /// 1 or 3.
    package let channels: Int

    package init(height: Int, width: Int, channels: Int) {
        (self.height, self.width, self.channels) = (height, width, channels)
    }

    var pixels: Int { height * width }
    var dimensions: [Int] { [height, width, channels] }
}

extension PixelImage {
    package var shape: PictureShape { PictureShape(height: height, width: width, channels: channels) }
}
