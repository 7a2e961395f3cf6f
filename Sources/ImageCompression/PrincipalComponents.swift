import Tensors

/// Principal component analysis of images: the best linear code of each width, and so the line that an autoencoder has to beat.
package struct PrincipalComponents: Sendable {
    /// The training images' mean, pixels in [0, 1].
    package let mean: [Double]
    /// Variances along the components, falling.
    package let variances: [Double]
    /// The components as rows of unit length, in the order of ``variances``.
    package let components: [[Double]]

    /// Components of a set of images.
    ///
    /// - Cost: 2·rows·pixels² flops in single precision for the covariance (blocks of 1,000 images are added in Double), then about
    ///   9·pixels³ in Double: a few seconds for MNIST.
    package init(of images: ByteMatrix, using kernels: any Kernels) {
        precondition(images.rows > 0, "components of no images")
        let pixels = images.columns
        var sums = [Int](repeating: 0, count: pixels)
        for row in 0..<images.rows {
            for pixel in 0..<pixels { sums[pixel] += Int(images.bytes[row * pixels + pixel]) }
        }
        let mean = sums.map { Double($0) / (255 * Double(images.rows)) }
        let centre = mean.map { Float($0) }
        var covariance = [Double](repeating: 0, count: pixels * pixels)
        let order = (0..<Int32(images.rows)).map { $0 }
        var block = Tensor([0, pixels])
        var product = Tensor([pixels, pixels])
        for start in stride(from: 0, to: images.rows, by: 1_000) {
            kernels.gather(order[start..<min(start + 1_000, images.rows)], of: images, into: &block)
            block.withElements { elements in
                for index in elements.indices { elements[index] -= centre[index % pixels] }
            }
            kernels.multiply(.transposed(block), .plain(block), into: &product, accumulating: false)
            for index in covariance.indices { covariance[index] += Double(product.elements[index]) }
        }
        for index in covariance.indices { covariance[index] /= Double(images.rows) }
        let eigen = SymmetricEigenvectors(of: covariance, order: pixels)
        self.mean = mean
        variances = eigen.values.reversed()
        components = eigen.vectors.reversed()
    }

    /// Images rebuilt from their first `count` components.
    ///
    /// - Returns: `[rows, pixels]`, not clipped to [0, 1].
    /// - Cost: 4·rows·pixels·count flops.
    package func reconstructions(of images: ByteMatrix, count: Int, using kernels: any Kernels) -> Tensor {
        precondition((1...components.count).contains(count), "\(count) of \(components.count) components")
        let pixels = images.columns
        let basis = Tensor([count, pixels], elements: components.prefix(count).joined().map { Float($0) })
        let centre = mean.map { Float($0) }
        var centred = Tensor([0, pixels])
        kernels.gather((0..<Int32(images.rows)).map { $0 }[...], of: images, into: &centred)
        centred.withElements { elements in
            for index in elements.indices { elements[index] -= centre[index % pixels] }
        }
        var codes = Tensor([images.rows, count])
        kernels.multiply(.plain(centred), .transposed(basis), into: &codes, accumulating: false)
        var rebuilt = Tensor([images.rows, pixels])
        kernels.multiply(.plain(codes), .plain(basis), into: &rebuilt, accumulating: false)
        kernels.addBias(Tensor([pixels], elements: centre), andActivate: .identity, &rebuilt)
        return rebuilt
    }
}
