import Codecs
import Images
import Pixels

extension PictureShape {
    /// The picture that a reader of picture files gives, which must have this shape.
    ///
    /// - Parameter read: is handed the most pixels that it may ask memory for.
    func picture(_ read: (_ mostPixels: Int) throws(ImageFault) -> PixelImage) throws(EmbeddedFileError) -> PixelImage {
        let picture: PixelImage
        do throws(ImageFault) {
            picture = try read(pixels)
        } catch {
            throw embeddedFileError(error)
        }
        guard picture.shape == self else {
            throw EmbeddedFileError(
                offset: 0, problem: .otherDimensions(expected: dimensions, found: picture.shape.dimensions))
        }
        return picture
    }

    private func embeddedFileError(_ fault: ImageFault) -> EmbeddedFileError {
        switch fault {
        case .unknownFormat(let found):
            EmbeddedFileError(
                offset: 0, problem: .malformed(expected: "a picture file's signature", found: "the bytes \(found)"))
        case .malformed(_, let offset, let expected, let found):
            EmbeddedFileError(offset: offset, problem: .malformed(expected: expected, found: found))
        case .tooLarge(_, let height, let width, _):
            EmbeddedFileError(offset: 0, problem: .otherDimensions(expected: dimensions, found: [height, width]))
        case .refused(_, let reason): EmbeddedFileError(offset: 0, problem: .refused(reason: reason))
        }
    }
}
