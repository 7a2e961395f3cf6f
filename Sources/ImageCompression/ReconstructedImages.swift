import Datasets
import Tensors

extension ByteMatrix {
    /// Reconstructions as a viewer would get them: clipped to [0, 1], and rounded to 255 steps, halves up.
    ///
    /// - Parameter reconstructions: `[images, pixels]`.
    /// - Throws: ``ReconstructionNotFinite`` for a pixel that has no grey.
    package init(reconstructions: Tensor) throws(ReconstructionNotFinite) {
        let elements = reconstructions.elements
        if let index = elements.withUnsafeBufferPointer({ $0.firstIndex { !$0.isFinite } }) {
            throw ReconstructionNotFinite(
                image: index / reconstructions.columns, value: elements[index])
        }
        self.init(
            rows: reconstructions.rows, columns: reconstructions.columns,
            bytes: elements.withUnsafeBufferPointer { $0.map { UInt8(min(max($0, 0), 1) * 255 + 0.5) } })
    }
}

extension IDXFile {
    /// Reconstructions, rounded, as a file of images.
    ///
    /// - Parameter reconstructions: `[images, height·width]`.
    /// - Throws: ``ReconstructionNotFinite``.
    package init(reconstructions: Tensor, height: Int, width: Int) throws(ReconstructionNotFinite) {
        let images = try ByteMatrix(reconstructions: reconstructions)
        self.init(dimensions: [images.rows, height, width], elements: images.bytes)
    }
}

/// A reconstruction with a pixel that is infinite or not a number.
package struct ReconstructionNotFinite: Error, CustomStringConvertible {
    package let image: Int
    package let value: Float

    package var description: String { "the reconstruction of image \(image) has a pixel that is \(value)" }
}
