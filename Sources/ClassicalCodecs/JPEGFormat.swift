import Codecs
import Images
import Pixels

/// JPEG files, as ``JPEG`` writes them.
///
/// Their settings are three bytes: quality, the subsampling's place in its list, and 1 for tables made for the picture.
package struct JPEGFormat: PictureFormat {
    package static let key = "jpeg"
    /// libjpeg's own limit, a little below the format's.
    package static let longestSide = 65_500

    package let encoder: JPEG.Settings

    package init(_ encoder: JPEG.Settings) { self.encoder = encoder }

    package init?(settings: [UInt8]) {
        guard settings.count == 3, (1...100).contains(settings[0]),
            Int(settings[1]) < JPEG.ChromaSubsampling.allCases.count, settings[2] <= 1
        else { return nil }
        self.init(
            JPEG.Settings(
                quality: Int(settings[0]), subsampling: JPEG.ChromaSubsampling.allCases[Int(settings[1])],
                optimizesTables: settings[2] == 1))
    }

    package var settings: [UInt8] {
        let place = JPEG.ChromaSubsampling.allCases.firstIndex(of: encoder.subsampling) ?? 0
        return [UInt8(encoder.quality), UInt8(place), encoder.optimizesTables ? 1 : 0]
    }

    /// Tables made for each picture are part of the header, which is then another in each file.
    package var packings: [Packing] {
        encoder.optimizesTables ? [.separate, .mosaic] : [.separate, .sharedHeader, .mosaic]
    }

    package func encode(_ picture: PixelImage) -> [UInt8] { JPEG.encode(picture, encoder) }

    package func decode(_ file: [UInt8], as shape: PictureShape) throws(EmbeddedFileError) -> PixelImage {
        try shape.picture { mostPixels throws(ImageFault) in try JPEG.decode(file, mostPixels: mostPixels) }
    }

    /// The Huffman-coded data of the one scan, which only the end marker of two bytes follows.
    package func ownBytes(of file: [UInt8]) -> Range<Int> {
        guard let structure = try? JPEGStructure(of: file) else {
            preconditionFailure("a JPEG file of our own has no JPEG structure")
        }
        let end = file.count - 2
        return end - structure.scanBytes..<end
    }
}
