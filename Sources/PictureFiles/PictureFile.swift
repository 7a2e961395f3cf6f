import Codecs
import CompressedFiles
import Datasets
import Files
import Foundation
import Images
import Pixels

/// Files of pictures as people have them: read by what they begin with, written by what their name ends with.
package enum PictureFile {
    /// Reads a BMP, JPEG, PNG, PGM or PPM file, or a set of pictures in an IDX file, which may be compressed with gzip.
    ///
    /// - Throws: `DatasetError` or ``UnreadablePictures`` with the file's name; `FileError` where it cannot be read at all.
    package static func read(_ url: URL) throws -> Pictures {
        let content = [UInt8](try readFile(url))
        do {
            if content.starts(with: [0, 0]) { return try Pictures(IDXFile(bytes: content, file: url.path)) }
            if content.starts(with: [0x1F, 0x8B]) { return try Pictures(IDXFile(contentsOfGzip: url)) }
            if PortableAnymap.signatures.contains(where: content.starts(with:)) {
                return try Pictures(PortableAnymap.decode(content))
            }
            return try Pictures(PixelImage(decoding: content))
        } catch ImageFault.unknownFormat {
            throw UnreadablePictures(
                file: url.path,
                reason: "expected a PNG, JPEG, BMP, PGM, PPM or IDX file, found one that begins with "
                    + (content.isEmpty ? "nothing" : "the bytes \(hexadecimal(Array(content.prefix(4))))"))
        } catch let error as DatasetError {
            // It names the file itself.
            throw error
        } catch {
            throw UnreadablePictures(file: url.path, reason: "\(error)")
        }
    }

    /// The endings that pictures are written to.
    package enum Format: String, CaseIterable, Sendable {
        case idx, png, pgm, ppm

        /// The format of a file's name.
        package init?(of url: URL) {
            self.init(rawValue: url.pathExtension.lowercased())
        }
    }

    /// A file's bytes.
    ///
    /// - Throws: ``UnwritablePictures`` where the format does not hold them.
    package static func encode(_ pictures: Pictures, as format: Format) throws(UnwritablePictures) -> [UInt8] {
        switch (format, pictures.size.count == 1 ? pictures.images.first : nil, pictures.size.channels) {
        case (.idx, _, _): return pictures.indexFile.serialized()
        case (.png, let image?, _): return PNG.encode(image)
        case (.pgm, let image?, 1), (.ppm, let image?, 3): return PortableAnymap.encode(image)
        default:
            throw UnwritablePictures(
                format: format, count: pictures.size.count, channels: pictures.size.channels)
        }
    }
}

/// A file that holds no pictures that can be read.
package struct UnreadablePictures: Error, CustomStringConvertible {
    package let file: String
    package let reason: String

    package var description: String { "\(file): \(reason)" }
}

/// Pictures that a format has no place for.
package struct UnwritablePictures: Error, Equatable, CustomStringConvertible {
    package let format: PictureFile.Format
    package let count: Int, channels: Int

    package init(format: PictureFile.Format, count: Int, channels: Int) {
        (self.format, self.count, self.channels) = (format, count, channels)
    }

    package var description: String {
        "expected \(format == .ppm ? "one picture in colour" : format == .pgm ? "one grey picture" : "one picture") for a file that ends "
            + "with .\(format.rawValue), found \(count) of \(channels) channels; end its name with .idx, which holds any"
    }
}
