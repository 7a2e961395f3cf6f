import Files
import Foundation
import Pixels

extension PixelImage {
    /// Pixels that a file may ask memory for: 64 million, 192 MiB in colour.
    package static let mostPixels = 1 << 26

    /// Reads a BMP, JPEG or PNG file, told apart by their first bytes.
    ///
    /// - Throws: ``ImageFileError``, or `FileError`.
    package init(contentsOf url: URL) throws {
        let content = [UInt8](try readFile(url))
        do {
            self = try PixelImage(decoding: content)
        } catch {
            throw ImageFileError(file: url.path, fault: error)
        }
    }

    /// Reads the bytes of a BMP, JPEG or PNG file.
    package init(decoding bytes: [UInt8]) throws(ImageFault) {
        guard let format = ImageFormat.allCases.first(where: { bytes.starts(with: $0.signature) }) else {
            throw .unknownFormat(found: Array(bytes.prefix(8)))
        }
        self =
            switch format {
            case .bmp: try Bitmap.decode(bytes)
            case .jpeg: try JPEG.decode(bytes)
            case .png: try PNG.decode(bytes)
            }
    }
}

/// The kinds of files that are read.
package enum ImageFormat: String, CaseIterable, Sendable {
    case bmp = "BMP", jpeg = "JPEG", png = "PNG"

    fileprivate var signature: [UInt8] {
        switch self {
        case .bmp: [0x42, 0x4D]
        case .jpeg: [0xFF, 0xD8]
        case .png: [0x89, 0x50, 0x4E, 0x47]
        }
    }
}
