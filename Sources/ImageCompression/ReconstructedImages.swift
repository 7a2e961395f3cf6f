import Datasets
import Tensors

extension IDXFile {
    /// Reconstructions as a viewer would get them: clipped to [0, 1], and rounded to 255 steps, halves up.
    ///
    /// - Parameter reconstructions: `[images, height·width]`.
    /// - Throws: ``ReconstructionNotFinite`` for a pixel that has no grey.
    package init(reconstructions: Tensor, height: Int, width: Int) throws(ReconstructionNotFinite) {
        if let index = reconstructions.elements.firstIndex(where: { !$0.isFinite }) {
            throw ReconstructionNotFinite(
                image: index / reconstructions.columns, value: reconstructions.elements[index])
        }
        self.init(
            dimensions: [reconstructions.rows, height, width],
            elements: reconstructions.elements.map { UInt8(min(max($0, 0), 1) * 255 + 0.5) })
    }
}

/// A reconstruction with a pixel that is infinite or not a number.
package struct ReconstructionNotFinite: Error, CustomStringConvertible {
    package let image: Int
    package let value: Float

    package var description: String { "the reconstruction of image \(image) has a pixel that is \(value)" }
}
