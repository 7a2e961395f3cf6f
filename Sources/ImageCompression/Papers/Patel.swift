import NeuralNetworks
import Tensors

/// The dense autoencoder of Patel et al., started from a stack of Boltzmann machines.
///
/// V. Patel, J. Desai, K. Solani, S. Chinathambi and S. Bangar, "Deep Convolutional AutoEncoder-based Lossy Image Compression", SKNCOE, Pune. No
/// code is known; the text follows A. Regmi's report of 2016, which started from random numbers, and G. E. Hinton and R. R. Salakhutdinov
/// 2006, doi:10.1126/science.1127647, who did not.
///
/// ```
///  x [784] ──▶ 1000 σ ──▶ 500 σ ──▶ code [196] σ ──▶ 500 σ ──▶ 1000 σ ──▶ x̂ [784] σ        σ: sigmoid
///      └─ machine 1 ┴─ machine 2 ┴── machine 3
///              encoder W₁ W₂ W₃ ────────┘└──── decoder, begun as W₃ᵀ W₂ᵀ W₁ᵀ
/// ```
///
/// From the paper: the widths, three machines, the unrolling, Adam, binary cross-entropy, 20,000 training and 1,000 test images.
///
/// Filled in where it is silent: each machine is trained as `rbm.m` does, for 10 epochs: CD-1, minibatches of 100, learning rate 0.1, momentum
/// 0.5 and after 5 epochs 0.9, weight decay 0.0002, weights from N(0, 0.1²), visible units taken as probabilities. Fine-tuning: Adam's
/// defaults, minibatches of 100, 30 epochs, the decoder's weights free. The code's units are sigmoid, as the paper knows no others;
/// Hinton's are linear. The test images are the first of MNIST's test file.
///
/// Differences from the paper: despite its title there is no convolution in it, and none here. Its test images are 1,000 of "60,000"; which,
/// it does not say. Its narrower first layers, its two to four hidden layers and the sparsity of its sources are arms of an ablation.
package enum Patel {
    package static let key = "patel"

    /// From the pixels to the code.
    package static let widths = [784, 1000, 500, 196]

    /// How many images from the front of MNIST's training file and of its test file.
    package static let trainingImages = 20_000, testImages = 1_000

    /// - Parameter widths: from the pixels to the code; the decoder has them backwards.
    package static func autoencoder(widths: [Int] = widths, tied: Bool = false) -> AutoencoderArchitecture {
        .dense(
            DenseAutoencoder(
                widths: widths + widths.dropLast().reversed(), activation: .sigmoid, tied: tied ? true : nil))
    }
}
