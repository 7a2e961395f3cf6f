import NeuralNetworks

/// The three auto-associative networks of Feng 2018, and the classifier that judges what comes out of them.
///
/// A. Feng, "Image Compression Using Three Auto-Associative Networks", Research School of Computer Science, Australian National University,
/// 2018. No code was published.
///
/// ```
///  CNN     x [28×28×1] ─▶ conv 25@3×3 ─▶ max-pool ─▶ conv 10@3×3 ─▶ max-pool ─▶ code [2×2×10]
///            ─▶ deconv 25 ─▶ deconv 10 ─▶ deconv 1 ─▶ x̂ [28×28×1]
///  ANN     x [784] ─▶ code [400] σ ─▶ x̂ [784] σ                         σ: sigmoid
///  shared  x [784] ─W─▶ code [400] σ ─Wᵀ─▶ x̂ [784] σ
///  x, x̂ ─▶ conv 10@5×5 ─▶ max-pool ─▶ conv 20@5×5 ─▶ max-pool ─▶ fully connected ─▶ 10 classes
/// ```
///
/// Settled where the paper is silent or cannot be built: 28×28 becomes 2×2 only with strides, and those of the L1aoXingyu tutorial fit
/// ("pytorch-beginner", 08), whose third, one-channel deconvolution the paper leaves out. Rectifiers between convolutions as there; pixels
/// and outputs in [0, 1]. Minibatches of 64, PyTorch's first weights. The learning rates are those of least error on validation images. The
/// classifier is both what the text says, one fully connected layer, and the PyTorch example that it resembles, with dropout.
///
/// Differences from the paper: grey levels as they stand in the data set's files, not re-saved as JPG; the training images are the 5,000
/// that follow 1,000 set aside for validation; a tied network's gradient is the sum over both uses of its weights, where the paper speaks
/// of one update.
package enum Feng {
    package static let key = "feng"

    /// The convolutional autoencoder: codes of 2×2 by `codeChannels`, 10 in the paper.
    package static func convolutional(codeChannels: Int = 10) throws -> LayeredAutoencoder {
        try LayeredAutoencoder(
            input: [28, 28, 1], encoder: encoder(codeChannels: codeChannels),
            decoder: [
                .transposedConvolution(filters: 25, kernel: 3, stride: 2, activation: .rectifier),
                .transposedConvolution(filters: 10, kernel: 5, stride: 3, padding: 1, activation: .rectifier),
                .transposedConvolution(filters: 1, kernel: 2, stride: 2, padding: 1, activation: .sigmoid),
            ])
    }

    /// The same with the decoder that the paper describes and does not use: un-pooling, which copies a number to its whole window, before
    /// each of two deconvolutions that undo the encoder's.
    package static func unpooling() throws -> LayeredAutoencoder {
        try LayeredAutoencoder(
            input: [28, 28, 1], encoder: encoder(codeChannels: 10),
            decoder: [
                .upsampling(factor: 2), .transposedConvolution(filters: 25, kernel: 2, activation: .rectifier),
                .upsampling(factor: 2),
                .transposedConvolution(filters: 1, kernel: 3, stride: 3, padding: 1, activation: .sigmoid),
            ])
    }

    /// 784-code-784, sigmoid, 400 in the paper; tied where the decoder's weights are the encoder's.
    package static func dense(codeWidth: Int = 400, isTied: Bool) -> DenseAutoencoder {
        DenseAutoencoder(widths: [784, codeWidth, 784], activation: .sigmoid, tied: isTied)
    }

    /// 28 → 10 → 5 → 3 → 2.
    private static func encoder(codeChannels: Int) -> [LayerArchitecture] {
        [
            .convolution(filters: 25, kernel: 3, stride: 3, padding: 1, activation: .rectifier),
            .maximumPooling(window: 2, stride: 2),
            .convolution(filters: codeChannels, kernel: 3, stride: 2, padding: 1, activation: .rectifier),
            .maximumPooling(window: 2, stride: 1),
        ]
    }

    /// The classifier.
    ///
    /// - Parameter isExample: with the example's dropout and its two fully connected layers, instead of the text's one.
    package static func classifier(isExample: Bool) throws -> ClassifierArchitecture {
        let dropout: [LayerArchitecture] = isExample ? [.channelDropout(rate: 0.5)] : []
        let head: [LayerArchitecture] =
            isExample
            ? [
                .dense(inputs: 320, outputs: 50, activation: .rectifier), .dropout(rate: 0.5),
                .dense(inputs: 50, outputs: 10, activation: .identity),
            ] : [.dense(inputs: 320, outputs: 10, activation: .identity)]
        return try ClassifierArchitecture(
            input: [28, 28, 1],
            layers: [
                .convolution(filters: 10, kernel: 5, activation: .rectifier), .maximumPooling(window: 2, stride: 2),
                .convolution(filters: 20, kernel: 5, activation: .rectifier),
            ] + dropout + [.maximumPooling(window: 2, stride: 2)] + head)
    }
}
