import Pixels

extension IDXFile {
    /// Pictures of one size in colour, as `[count, height, width, 3]`.
    package init(pictures: [PixelImage]) {
        guard let first = pictures.first else { preconditionFailure("a file of no pictures has no size") }
        precondition(
            pictures.allSatisfy { $0.height == first.height && $0.width == first.width && $0.channels == 3 },
            "pictures of one size in colour")
        self.init(
            dimensions: [pictures.count, first.height, first.width, 3], elements: Array(pictures.map(\.bytes).joined()))
    }

    /// The pictures of a file of `[count, height, width, 3]`.
    ///
    /// - Parameter file: the name for errors.
    package func pictures(file: String) throws(DatasetError) -> [PixelImage] {
        guard dimensions.count == 4, dimensions[3] == 3, dimensions[1] > 0, dimensions[2] > 0 else {
            throw .wrongDimensions(file: file, expected: 4, found: dimensions)
        }
        return cut(elements, height: dimensions[1], width: dimensions[2], channels: 3)
    }

    /// The grey pictures of a file of `[count, height, width]`.
    ///
    /// - Parameter file: the name for errors.
    package func greyPictures(file: String) throws(DatasetError) -> [PixelImage] {
        guard dimensions.count == 3, dimensions[1] > 0, dimensions[2] > 0 else {
            throw .wrongDimensions(file: file, expected: 3, found: dimensions)
        }
        return cut(elements, height: dimensions[1], width: dimensions[2], channels: 1)
    }
}

extension ImageSet {
    /// The images as pictures.
    ///
    /// - Precondition: they have pixels.
    package var greyPictures: [PixelImage] { cut(pixels, height: height, width: width, channels: 1) }
}

/// Parts the bytes of pictures of one size.
private func cut(_ bytes: [UInt8], height: Int, width: Int, channels: Int) -> [PixelImage] {
    let size = height * width * channels
    return stride(from: 0, to: bytes.count, by: size).map { start in
        PixelImage(height: height, width: width, channels: channels, bytes: Array(bytes[start..<start + size]))
    }
}
