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
        let size = dimensions[1] * dimensions[2] * 3
        return (0..<dimensions[0]).map { index in
            PixelImage(
                height: dimensions[1], width: dimensions[2], channels: 3,
                bytes: Array(elements[index * size..<(index + 1) * size]))
        }
    }
}
