import Tensors

/// How far reconstructions are from their images: the squared error of each image, and means over sets of them.
package struct ReconstructionError: Sendable {
    /// Each image's mean of (reconstruction − pixel)² over its pixels, pixels in [0, 1].
    package let perImage: [Double]
    private let pixels: Int

    /// - Parameter reconstructions: `[N, pixels]`, against as many rows of bytes.
    package init(of reconstructions: Tensor, against images: ByteMatrix) {
        precondition(
            reconstructions.rows == images.rows && reconstructions.columns == images.columns,
            "reconstructions \(reconstructions.shape) of \(images.rows) images of \(images.columns) pixels")
        pixels = images.columns
        perImage = reconstructions.elements.withUnsafeBufferPointer { values in
            images.bytes.withUnsafeBufferPointer { bytes in
                (0..<images.rows).map { row in
                    var sum = 0.0
                    for index in row * images.columns..<(row + 1) * images.columns {
                        let difference = Double(values[index] - Float(bytes[index]) / 255)
                        sum += difference * difference
                    }
                    return sum / Double(images.columns)
                }
            }
        }
    }

    /// Of reconstructions that were rounded to bytes.
    package init(of reconstructions: ByteMatrix, against images: ByteMatrix) {
        let values = reconstructions.bytes.map { Float($0) / 255 }
        self.init(of: Tensor([reconstructions.rows, reconstructions.columns], elements: values), against: images)
    }

    /// The mean squared error per pixel over all images.
    package var mean: Double { mean { _ in true } }

    /// The mean squared error per pixel over the images whose number passes.
    package func mean(where included: (Int) -> Bool) -> Double {
        let chosen = perImage.indices.filter(included)
        return chosen.reduce(0.0) { $0 + perImage[$1] } / Double(chosen.count)
    }

    /// The mean over images of the summed squared error of an image.
    package var meanSum: Double { mean * Double(pixels) }

    /// The error that a share of the images does not exceed (nearest rank).
    package func percentile(_ percent: Int) -> Double {
        precondition(
            (1...100).contains(percent) && !perImage.isEmpty, "the \(percent)th percentile of \(perImage.count)")
        let rank = (perImage.count * percent + 99) / 100
        return perImage.sorted()[rank - 1]
    }
}
