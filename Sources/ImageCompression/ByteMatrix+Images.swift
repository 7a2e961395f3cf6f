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
