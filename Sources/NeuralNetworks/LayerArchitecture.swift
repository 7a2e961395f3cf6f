import Tensors

/// A layer as declarations and model files name it. What it takes follows from the layer before.
///
/// Images are `[height, width, channels]`, other examples `[units]`; a dense layer takes either. Layers that refer to another do so by its
/// index, from 0.
package enum LayerArchitecture: Equatable, Sendable {
    /// y = f(x·W + b).
    case dense(inputs: Int, outputs: Int, activation: Activation)

    /// y = f(x·Wᵀ + b) with the weights of an earlier dense layer and a bias of its own.
    case tiedDense(layer: Int, activation: Activation)

    /// y = f(conv(x) + b) with square kernels. A layer without a bias has no activation: it stands before batch normalisation.
    case convolution(
        filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true,
        activation: Activation = .identity)

    /// The transpose of a convolution: an image of side s becomes one of side (s − 1)·stride − 2·padding + kernel.
    case transposedConvolution(
        filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true,
        activation: Activation = .identity)

    /// The largest of each square window that lies wholly inside the image.
    case maximumPooling(window: Int, stride: Int)

    /// Puts each number back where an earlier pooling layer found its largest; numbers that meet add up, the rest is zero.
    case unpooling(layer: Int)

    /// Each pixel copied to a square of factor².
    case upsampling(factor: Int)

    /// y = f((x − mean)/√(variance + ε)·scale + shift) by channel.
    ///
    /// In training the mean and variance are the minibatch's, and the running ones move towards them by the share `momentum`; otherwise they
    /// are the running ones.
    /// - Source: Ioffe and Szegedy 2015, arXiv:1502.03167; running variance unbiased, as in PyTorch.
    case batchNormalization(epsilon: Double = 1e-5, momentum: Double = 0.1, activation: Activation = .identity)

    /// In training each number becomes 0 with probability `rate`, and 1/(1 − rate) times itself otherwise.
    ///
    /// - Source: Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html, in the inverted form.
    case dropout(rate: Double)

    /// Dropout of whole channels of an image.
    case channelDropout(rate: Double)

    /// In training adds N(0, σ²) to each number.
    case gaussianNoise(standardDeviation: Double)

    /// y = factor·x: pixels of [0, 1] become those of a file, 0…255, with a factor of 255.
    case scaling(factor: Double)

    /// The same numbers in another shape.
    case reshaping(to: [Int])
}
