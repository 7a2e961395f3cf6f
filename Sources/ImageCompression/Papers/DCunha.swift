import NeuralNetworks

/// The restorer of JPEG pictures of D'Cunha et al., and the facts about it that its declaration rests on.
///
/// A. J. D'Cunha, S. Mangasuli, V. Sahukar, A. Saleem, A. Sagar, "Image Compression on Heterogeneous Images Using Convolutional Neural
/// Networks", Alva's Institute of Engineering and Technology, Mangalore. The network is DnCNN (Zhang et al. 2017,
/// doi:10.1109/TIP.2017.2662206).
///
/// ```
///  photograph ─▶ patch 50×50 ─▶ turned ─┬─▶ JPEG at 5, 10, 50, 90 or 100 ─▶ compressed c ─▶ conv ReLU ─▶ (conv BN ReLU)×(D−2) ─▶ conv ─▶ r̂
///                                       └─▶ original o                                                             r = c − o
///  restored = c − r̂
/// ```
///
/// Read from the paper: patches of 50 × 50 at stride 10, random rotation, the five qualities, 64 filters of 3 × 3, batch normalisation between
/// convolution and ReLU, the artefact as target. Its signs contradict: "the compressed patch is subtracted from the original" makes o − c,
/// and "restored = compressed − residual" needs c − o, which is what stands here.
///
/// Differences, and what the paper leaves open:
/// - its 1000 pictures "from a web camera" are not public: crops of 256 × 256 of the photographs of BSDS500, two from each, stand for them;
/// - it names no depth, optimizer, loss, batch or number of steps: they are declared, chosen on a validation part of the photographs;
/// - the last layer starts from zero, so that the network starts as the identity and need not first unlearn a random picture;
/// - rotations are quarter turns: others would need pixels that the patch does not have;
/// - it names no encoder: libjpeg-turbo, chroma 4:2:0, standard tables.
///
/// Nearest code (Likhitha-77/Image-Restoration, found by its equal patches, strides and qualities): grey pictures, batch normalisation
/// commented out, 100 steps of 128 patches. Its model gives c − g(c) and is trained to equal c − o, so that g(c) is trained to equal o and its
/// restored picture c − (c − g(c)) is g(c): the residual connection cancels. The declaration says that as `output: picture`.
package enum DCunha {
    package static let key = "dcunha"

    /// Pixels of a patch's side, and between the places of patches.
    package static let patchSide = 50, patchStride = 10

    /// The qualities that patches are compressed at.
    package static let qualities = [5, 10, 50, 90, 100]

    /// Filters of each layer but the last.
    package static let filters = 64

    /// Steps and patches per step of the nearest code.
    package static let siblingSteps = 100, siblingBatch = 128

    /// DnCNN of a depth that the paper does not name.
    package static func network(depth: Int) -> DnCNN {
        DnCNN(depth: depth, filters: filters, normalization: DnCNN.Normalization(epsilon: 1e-5, momentum: 0.1))
    }
}
