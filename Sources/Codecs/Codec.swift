import CompressedFiles
import EntropyCoding

/// A way to make a file of pictures, and pictures of that file.
package protocol Codec {
    /// What its files call it.
    static var key: String { get }

    /// The file of pictures.
    func compress(_ pictures: Pictures) throws -> CompressedFile

    /// The pictures of a file, byte for byte those that the encoder knows it describes.
    ///
    /// - Throws: ``CodecError`` for a file that no encoder of this codec writes.
    func decompress(_ file: CompressedFile) throws -> Pictures
}

/// Pictures of one size, as unsigned bytes.
///
/// They lie one after the other, each row after row from the top, the channels of a pixel side by side.
package struct Pictures: Equatable, Sendable {
    package let size: PictureSize
    package let samples: [UInt8]

    package init(size: PictureSize, samples: [UInt8]) {
        precondition(samples.count == size.samples, "\(samples.count) samples for \(size)")
        (self.size, self.samples) = (size, samples)
    }
}

/// A file that a codec cannot read, or pictures that it cannot write.
package enum CodecError: Error, Equatable, Sendable {
    case otherCodec(expected: String, found: String)
    /// Bytes that stand for no settings of the codec.
    case unknownSettings(codec: String, found: [UInt8])
    /// Settings of the codec, but of another one than was asked to read the file.
    case otherSettings(codec: String, expected: [UInt8], found: [UInt8])
    /// A file whose pictures another model has to make; both by the fingerprint of the decoder half.
    case otherModel(expected: [UInt8], found: [UInt8])
    /// Pictures so small that filled up to whole tiles they would take too much memory.
    case wastefulTiles(samples: Int, tiled: Int)
    case malformedSideTables(codec: String, PayloadError)
    case malformedPayload(codec: String, PayloadError)
    /// A file of another format in the payload: `index` counts them from 0, offsets are from the payload's start.
    case malformedEmbeddedFile(codec: String, index: Int, EmbeddedFileError)
    /// Pictures beyond what the format of a codec, or a picture file of any format, may hold.
    case pictureTooLarge(codec: String, height: Int, width: Int, longestSide: Int, mostPixels: Int)
}

extension CodecError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .otherCodec(let expected, let found): "expected a file of the codec \(expected), found one of \(found)"
        case .unknownSettings(let codec, let found):
            "\(codec): expected the settings of a codec that this program knows, found the bytes \(found); "
                + "read the file with the program that wrote it"
        case .otherSettings(let codec, let expected, let found):
            "\(codec): expected the settings \(expected), found \(found); make the codec of the file's settings"
        case .otherModel(let expected, let found):
            "expected the model \(hexadecimal(expected)), which the file was made with, found \(hexadecimal(found)); "
                + "give the decoder half of that model"
        case .wastefulTiles(let samples, let tiled):
            "expected pictures that fill their tiles, found \(samples) samples that would take \(tiled); "
                + "join small pictures to a larger one"
        case .malformedSideTables(let codec, let error): "\(codec), side tables: \(error); get the file anew"
        case .malformedPayload(let codec, let error): "\(codec), payload: \(error); get the file anew"
        case .malformedEmbeddedFile(let codec, let index, let error):
            "\(codec), payload, file \(index) within, \(error); get the file anew"
        case .pictureTooLarge(let codec, let height, let width, let longestSide, let mostPixels):
            "\(codec): expected pictures of at most \(longestSide) pixels a side and \(mostPixels) in all, "
                + "found \(height) × \(width); cut them up, or use another codec"
        }
    }
}
