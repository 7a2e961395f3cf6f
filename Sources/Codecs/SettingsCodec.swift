import CompressedFiles
import EntropyCoding

/// A codec that is made anew from the settings in its files.
package protocol SettingsCodec: Codec, Sendable {
    /// - Returns: `nil` for bytes that ``settings`` never gives.
    init?(settings: [UInt8])

    /// What a file holds of the codec's parameters.
    var settings: [UInt8] { get }
}

extension SettingsCodec {
    /// The codec of a file's settings.
    ///
    /// - Throws: ``CodecError`` for a file of another codec, or settings that this program does not know.
    package init(of file: CompressedFile) throws(CodecError) {
        guard file.codec == Self.key else { throw .otherCodec(expected: Self.key, found: file.codec) }
        guard let codec = Self(settings: file.settings) else {
            throw .unknownSettings(codec: Self.key, found: file.settings)
        }
        self = codec
    }

    /// Holds a file's settings against the codec's own.
    package func expectOwnSettings(_ file: CompressedFile) throws(CodecError) {
        let theirs = try Self(of: file).settings
        guard theirs == settings else { throw .otherSettings(codec: Self.key, expected: settings, found: theirs) }
    }

    /// Holds a file of a codec without side tables to that.
    package func expectNoSideTables(_ file: CompressedFile) throws(CodecError) {
        guard file.sideTables.isEmpty else {
            throw .malformedSideTables(
                codec: Self.key, PayloadError(offset: 0, problem: .bytesAfterEnd(file.sideTables.count)))
        }
    }
}
