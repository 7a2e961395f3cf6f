import CLZMA
import COpenJPEG
import CPNG
import CWebP
import CZlib
import Codecs
import CompressedFiles
import Images

package typealias JPEGCodec = PackedCodec<JPEGFormat>
package typealias JPEG2000Codec = PackedCodec<JPEG2000Format>
package typealias WebPCodec = PackedCodec<WebPFormat>
package typealias LosslessWebPCodec = PackedCodec<LosslessWebPFormat>
package typealias PNGCodec = PackedCodec<PNGFormat>
package typealias GzipCodec = GeneralCompressor<Gzip>
package typealias XZCodec = GeneralCompressor<XZ>

/// The codecs that learn nothing, by the keys in their files.
package enum ClassicalCodec {
    private static var all: [any SettingsCodec.Type] {
        [
            JPEGCodec.self, JPEG2000Codec.self, WebPCodec.self, LosslessWebPCodec.self, PNGCodec.self, GzipCodec.self,
            XZCodec.self,
        ]
    }

    package static var keys: [String] { all.map { $0.key } }

    /// The codec that wrote a file, with its settings.
    ///
    /// - Throws: ``CodecError`` for a file of none of these, or settings that this program does not know.
    package static func codec(of file: CompressedFile) throws(CodecError) -> any SettingsCodec {
        guard let type = all.first(where: { $0.key == file.codec }) else {
            throw .otherCodec(expected: keys.joined(separator: ", "), found: file.codec)
        }
        return try type.init(of: file)
    }

    /// The versions of the libraries that make the bytes, for the keys of stages.
    package static var libraries: [String: String] {
        [
            "libjpeg-turbo": JPEG.libraryIdentity,
            "liblzma": String(cString: lzma_version_string()),
            "libpng": "\(png_access_version_number())",
            "libwebp": "\(WebPGetEncoderVersion()), \(WebPGetDecoderVersion())",
            "openjpeg": String(cString: opj_version()),
            "zlib": String(cString: zlibVersion()),
        ]
    }
}
