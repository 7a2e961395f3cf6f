import Foundation

/// Grey images of one size, each with a label: what a pair of IDX files holds.
///
/// The pixels of all images lie in one array of bytes, image after image, row after row; MNIST's training images take
/// 47 MB. Conversion to numbers of 0 to 1 is the caller's, batch by batch.
package struct ImageSet: Equatable, Sendable {
    package let height: Int
    package let width: Int
    /// `count`·`height`·`width` bytes, 0 black to 255 white.
    package let pixels: [UInt8]
    /// `count` bytes.
    package let labels: [UInt8]

    package var count: Int { labels.count }
    package var pixelsPerImage: Int { height * width }

    package init(height: Int, width: Int, pixels: [UInt8], labels: [UInt8]) {
        precondition(
            pixels.count == labels.count * height * width,
            "\(labels.count) images of \(height) × \(width) do not have \(pixels.count) pixels")
        self.height = height
        self.width = width
        self.pixels = pixels
        self.labels = labels
    }

    /// Joins images and labels.
    ///
    /// - Parameters:
    ///   - imagesName: the images' file name, for errors; `labelsName` likewise.
    /// - Throws: `DatasetError` for another number of dimensions than 3 and 1, or of labels than of images.
    package init(images: IDXFile, labels: IDXFile, imagesName: String, labelsName: String) throws {
        guard images.dimensions.count == 3 else {
            throw DatasetError.wrongDimensions(file: imagesName, expected: 3, found: images.dimensions)
        }
        guard labels.dimensions.count == 1 else {
            throw DatasetError.wrongDimensions(file: labelsName, expected: 1, found: labels.dimensions)
        }
        guard images.dimensions[0] == labels.dimensions[0] else {
            throw DatasetError.countMismatch(
                images: imagesName, imageCount: images.dimensions[0], labels: labelsName,
                labelCount: labels.dimensions[0])
        }
        self.init(
            height: images.dimensions[1], width: images.dimensions[2], pixels: images.elements, labels: labels.elements)
    }

    /// Reads a pair of uncompressed IDX files.
    package init(images: URL, labels: URL) throws {
        try self.init(
            images: IDXFile(contentsOf: images), labels: IDXFile(contentsOf: labels), imagesName: images.path,
            labelsName: labels.path)
    }

    /// The images as an IDX file of `[count, height, width]`.
    package var imagesFile: IDXFile { IDXFile(dimensions: [count, height, width], elements: pixels) }
    /// The labels as an IDX file of `[count]`.
    package var labelsFile: IDXFile { IDXFile(dimensions: [count], elements: labels) }

    /// The `height`·`width` pixels of one image, a view without a copy.
    package func pixels(ofImage index: Int) -> ArraySlice<UInt8> {
        precondition((0..<count).contains(index), "image \(index) of \(count)")
        return pixels[(index * pixelsPerImage)..<((index + 1) * pixelsPerImage)]
    }
}
