import Codecs
import CompressedFiles

/// The samples of a whole set, one after the other, by a compressor of any bytes: a bound that knows nothing of pictures.
///
/// The payload is what the compressor's own program writes. There are no settings.
package struct GeneralCompressor<Compressor: ByteCompressor>: SettingsCodec, Hashable {
    package static var key: String { Compressor.key }

    package init() {}

    package init?(settings: [UInt8]) { guard settings.isEmpty else { return nil } }

    package var settings: [UInt8] { [] }

    package func compress(_ pictures: Pictures) -> CompressedFile {
        CompressedFile(codec: Compressor.key, size: pictures.size, payload: Compressor.compress(pictures.samples))
    }

    /// - Throws: ``CodecError``.
    package func decompress(_ file: CompressedFile) throws -> Pictures {
        try expectOwnSettings(file)
        try expectNoSideTables(file)
        do throws(EmbeddedFileError) {
            return Pictures(
                size: file.size, samples: try Compressor.decompress(file.payload, count: file.size.samples))
        } catch {
            throw CodecError.malformedEmbeddedFile(codec: Compressor.key, index: 0, error)
        }
    }
}

/// A way to make fewer bytes of bytes.
package protocol ByteCompressor: Sendable {
    /// What compressed files call it.
    static var key: String { get }

    static func compress(_ bytes: [UInt8]) -> [UInt8]

    /// - Parameter count: of the bytes that come out; memory is asked for in this proportion at most.
    static func decompress(_ bytes: [UInt8], count: Int) throws(EmbeddedFileError) -> [UInt8]
}

/// `gzip -9`, without name and time.
package enum Gzip: ByteCompressor {
    package static let key = "gzip"

    package static func compress(_ bytes: [UInt8]) -> [UInt8] { Deflate.compress(bytes, .gzip) }

    package static func decompress(_ bytes: [UInt8], count: Int) throws(EmbeddedFileError) -> [UInt8] {
        try Deflate.decompress(bytes, .gzip, count: count)
    }
}
