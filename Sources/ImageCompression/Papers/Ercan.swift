import NeuralNetworks
import Tensors

/// The dense autoencoder of Ercan 2018, and the facts about it that his tables rest on.
///
/// H. C. Ercan, "Image Compression with Autoencoders", 1 January 2018; code: hsynercn/Compressive-Autoencoder-for-Image.
///
/// ```
///  x [784] ──▶ 128 σ ──▶ code σ ──▶ 128 σ ──▶ x̂ [784] σ          σ: sigmoid, on every layer, the code's too
///              encoder ───────┘└─────── decoder
/// ```
///
/// Settled by his code where the paper is silent: weights and biases from N(0, 1); RMSProp (TensorFlow 1), learning rate 0.01, decay
/// 0.9; minibatches of 256; 55,000 training images (MNIST's first 5,000 are set aside, as TensorFlow's reader does); 449 epochs; mean
/// squared error, which the paper calls "root mean square".
///
/// Differences from his program: his reader joins the rest of one epoch to the start of the next, so that each of 215 steps has 256
/// images; here an epoch is each image once, and its last minibatch has 216.
package enum Ercan {
    package static let key = "ercan"

    /// Images that TensorFlow's reader sets aside from the front of the training file.
    package static let validationImages = 5_000

    /// Float32 copies of the parameters that a checkpoint of his program holds: the parameters, and RMSProp's two slots.
    package static let copiesInCheckpoint = 3

    /// 784-128-code-128-784, or 784-128-784 for a code of 128: the network that his row "128-22-128" was measured on.
    package static func autoencoder(codeWidth: Int) -> AutoencoderArchitecture {
        .dense(
            DenseAutoencoder(
                widths: codeWidth == 128 ? [784, 128, 784] : [784, 128, codeWidth, 128, 784], activation: .sigmoid))
    }
}
