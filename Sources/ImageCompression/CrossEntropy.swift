import Tensors

/// How many nats per pixel it takes to say an image to one who knows its reconstruction, taking pixels as probabilities.
///
/// The mean over all pixels of −t·ln y − (1 − t)·ln(1 − y), y clamped to [1e-7, 1 − 1e-7] as the loss is. Grey pixels keep it above 0: its
/// least value is that of the images against themselves.
///
/// - Parameters:
///   - reconstructions: `[N, pixels]`.
///   - images: as many rows of bytes.
package func meanBinaryCrossEntropy(
    of reconstructions: Tensor, against images: ByteMatrix, using kernels: any Kernels
) -> Double {
    precondition(
        reconstructions.rows == images.rows && reconstructions.columns == images.columns,
        "reconstructions \(reconstructions.shape) of \(images.rows) images of \(images.columns) pixels")
    let order = (0..<Int32(images.rows)).map { $0 }
    var target = Tensor([0, images.columns])
    var sum = 0.0
    for start in stride(from: 0, to: images.rows, by: 256) {
        let range = start..<min(start + 256, images.rows)
        kernels.gather(order[range], of: images, into: &target)
        let output = reconstructions.rows(range)
        // Only the sum is of use here.
        var gradient = Tensor(target.shape)
        sum += kernels.binaryCrossEntropy(output, target: target, gradient: &gradient, scale: 0)
    }
    return sum / Double(images.bytes.count)
}
