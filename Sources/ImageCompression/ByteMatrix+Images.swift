import Datasets
import Foundation
import Tensors

extension ByteMatrix {
    /// The images of an uncompressed IDX file, each a row of its pixels.
    ///
    /// - Throws: `DatasetError` where the file is not one of images.
    package init(images url: URL) throws {
        let file = try IDXFile(contentsOf: url)
        guard file.dimensions.count == 3 else {
            throw DatasetError.wrongDimensions(file: url.path, expected: 3, found: file.dimensions)
        }
        self.init(
            rows: file.dimensions[0], columns: file.dimensions[1] * file.dimensions[2], bytes: file.elements)
    }
}

extension ByteMatrix {
    /// The first rows, as many as a parameter says; all where it says nothing.
    ///
    /// - Throws: ``TooFewImages`` where there are fewer.
    package func first(_ count: Int?, named parameter: String) throws(TooFewImages) -> ByteMatrix {
        guard let count else { return self }
        guard (1...max(rows, 1)).contains(count) else {
            throw TooFewImages(parameter: parameter, images: rows, wanted: count)
        }
        return self[0..<count]
    }
}

/// A parameter that asks for more images than there are, or for none.
package struct TooFewImages: Error, Equatable, CustomStringConvertible {
    package let parameter: String
    package let images: Int, wanted: Int

    package var description: String {
        "\(parameter): expected from 1 to the \(images) images that there are, found \(wanted)"
    }
}
