import Codecs
import CompressedFiles
import EntropyCoding
import Images
import Pixels

/// The files of a format, packed into one.
///
/// The payload is, file after file, its length as a base-128 number and its bytes; with ``Packing/sharedHeader`` its own bytes alone. The
/// settings are the packing's place in its list, and those of the format.
package struct PackedCodec<Format: PictureFormat>: SettingsCodec, Hashable {
    package static var key: String { Format.key }

    package let format: Format
    package let packing: Packing

    /// - Precondition: the format's files may be packed so.
    package init(_ format: Format, _ packing: Packing) {
        precondition(format.packings.contains(packing), "\(packing.rawValue) for \(format)")
        (self.format, self.packing) = (format, packing)
    }

    package init?(settings: [UInt8]) {
        guard let place = settings.first.map(Int.init), Packing.allCases.indices.contains(place),
            let format = Format(settings: Array(settings.dropFirst())),
            format.packings.contains(Packing.allCases[place])
        else { return nil }
        self.init(format, Packing.allCases[place])
    }

    package var settings: [UInt8] {
        Packing.allCases.firstIndex(of: packing).map { [UInt8($0)] + format.settings } ?? []
    }

    /// - Throws: ``CodecError`` for pictures that are too large for the format.
    package func compress(_ pictures: Pictures) throws -> CompressedFile {
        try expectFitting(pictures.size)
        let sheets = sheets(of: pictures.size)
        var shared: SharedBytes?
        var payload: [UInt8] = []
        for index in sheets.indices {
            let file = format.encode(sheets.sheet(index, of: pictures))
            let own = packing == .sharedHeader ? format.ownBytes(of: file) : file.indices
            let around = SharedBytes(around: own, of: file)
            precondition(shared ?? around == around, "file \(index) of \(format) has another header than those before")
            shared = around
            payload.append(number: own.count)
            payload.append(contentsOf: file[own])
        }
        return CompressedFile(
            codec: Format.key, size: pictures.size, settings: settings, sideTables: shared?.encoded() ?? [],
            payload: payload)
    }

    /// - Throws: ``CodecError``, with the offset of what is wrong.
    package func decompress(_ file: CompressedFile) throws -> Pictures {
        try expectOwnSettings(file)
        try expectFitting(file.size)
        let shared = try sharedBytes(of: file)
        let sheets = sheets(of: file.size)
        var reader = FileReader(file.payload)
        // Grows with what the payload holds, whatever count the file declares.
        var samples: [UInt8] = []
        for index in sheets.indices {
            do throws(EmbeddedFileError) {
                let picture = try takePicture(from: &reader, shared, as: sheets.shape(ofSheet: index))
                sheets.append(picture, index: index, to: &samples)
            } catch {
                throw CodecError.malformedEmbeddedFile(codec: Format.key, index: index, error)
            }
        }
        guard reader.offset == file.payload.count else {
            throw CodecError.malformedPayload(
                codec: Format.key,
                PayloadError(
                    offset: reader.offset, problem: .bytesAfterEnd(file.payload.count - reader.offset)))
        }
        return Pictures(size: file.size, samples: samples)
    }

    private func sheets(of size: PictureSize) -> Sheets { Sheets(size, packing, longestSide: Format.longestSide) }

    private func expectFitting(_ size: PictureSize) throws(CodecError) {
        let longest = max(size.height, size.width)
        guard longest <= Format.longestSide, size.height * size.width <= PixelImage.mostPixels else {
            throw .pictureTooLarge(
                codec: Format.key, height: size.height, width: size.width, longestSide: Format.longestSide,
                mostPixels: PixelImage.mostPixels)
        }
    }

    /// The picture of the payload's next file.
    private func takePicture(from reader: inout FileReader, _ shared: SharedBytes, as shape: PictureShape)
        throws(EmbeddedFileError) -> PixelImage
    {
        let (start, own) = try reader.takeEmbeddedFile()
        do throws(EmbeddedFileError) {
            return try format.decode(shared.joined(with: own), as: shape)
        } catch {
            // What is wrong with the shared header shows at the file's start.
            let offset = min(max(error.offset - shared.header.count, 0), own.count)
            throw EmbeddedFileError(offset: start + offset, problem: error.problem)
        }
    }

    private func sharedBytes(of file: CompressedFile) throws(CodecError) -> SharedBytes {
        guard packing == .sharedHeader else {
            try expectNoSideTables(file)
            return SharedBytes()
        }
        do throws(PayloadError) {
            return try SharedBytes(decoding: file.sideTables)
        } catch {
            throw .malformedSideTables(codec: Format.key, error)
        }
    }
}

extension FileReader {
    /// The bytes of a file, after its length, and where they begin.
    fileprivate mutating func takeEmbeddedFile() throws(EmbeddedFileError) -> (start: Int, bytes: ArraySlice<UInt8>) {
        do throws(CompressedFileError) {
            let length = try takeNumber("the length of a file")
            let start = offset
            return (start, try take(length, "a file"))
        } catch {
            switch error.problem {
            case .truncated(_, let missing):
                throw EmbeddedFileError(offset: error.offset, problem: .truncated(missing: missing))
            default:
                throw EmbeddedFileError(
                    offset: error.offset,
                    problem: .malformed(
                        expected: "the length of a file below 2³⁵ in as few bytes as it needs", found: "others"))
            }
        }
    }
}
