import NeuralNetworks
import Tensors

/// The denoising autoencoder of Wani and Selvam, "DDCAE".
///
/// Q. Wani and R. Selvam, "Deep Denoising Compressive Autoencoder: End to End Deep Learning Lossy Image Compression using Denoising
/// Autoencoders", Virginia Tech, 2020; code: QasimWani/deep-compression, `DDCAE.ipynb`.
///
/// ```
///  x + noise [784] ──▶ 256 ρ ──▶ 128 ρ ──▶ code [64] ρ ──▶ 128 ρ ──▶ 256 ρ ──▶ x̂ [784] σ      ρ: rectifier, σ: sigmoid
///                        encoder ────────────────┘└──────────── decoder
/// ```
///
/// Settled by the notebook where the paper is silent: noise of standard deviation 10 on the scale 0…255, drawn once and not clipped; the
/// noisy input stays on that scale while the target is scaled to [0, 1], as the conversion to tensors scales bytes alone; PyTorch's
/// initial numbers, minibatches of 32, Adam's defaults, all 60,000 images, mean squared error. What it prints as the loss of an epoch is the
/// sum of its 1,875 minibatches' means. The paper speaks of 30 epochs; its tables come from 200.
///
/// Differences from the notebook: other random numbers. The factor of 255 is a layer of the model, whose input is in [0, 1] like any other's.
package enum Wani {
    package static let key = "wani"

    /// - Parameter isScaled: whether the first layer gets pixels in [0, 1], as it should, rather than 0…255, as in the notebook.
    package static func autoencoder(isScaled: Bool) -> AutoencoderArchitecture {
        .dense(
            DenseAutoencoder(
                widths: [784, 256, 128, 64, 128, 256, 784], activation: .rectifier, outputActivation: .sigmoid,
                inputFactor: isScaled ? nil : 255))
    }
}
