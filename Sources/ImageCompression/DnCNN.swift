import NeuralNetworks
import Tensors

/// A chain of 3 × 3 convolutions that keeps the picture's size: what is declared of it, and its layers.
///
/// - Source: Zhang et al. 2017, "Beyond a Gaussian denoiser", doi:10.1109/TIP.2017.2662206, section III-A.
package struct DnCNN: Codable, Equatable, Sendable {
    /// Convolutions.
    package let depth: Int
    /// Channels between them.
    package let filters: Int
    /// Of the layers between the first and the last; without it they have biases.
    package let normalization: Normalization?

    package struct Normalization: Codable, Equatable, Sendable {
        package let epsilon: Double
        /// The share of a minibatch's statistics in the running ones.
        package let momentum: Double

        package init(epsilon: Double, momentum: Double) { (self.epsilon, self.momentum) = (epsilon, momentum) }
    }

    package init(depth: Int, filters: Int, normalization: Normalization?) {
        (self.depth, self.filters, self.normalization) = (depth, filters, normalization)
    }

    /// The network for pictures of `side` × `side`.
    ///
    /// - Throws: `ArchitectureError` for a number out of range.
    package func architecture(side: Int, channels: Int = 3) throws(ArchitectureError) -> NetworkArchitecture {
        guard depth >= 2 else { throw .unusableNumber(layer: 0, name: "depth") }
        return try NetworkArchitecture(input: [side, side, channels], layers: layers(channels: channels))
    }

    private func layers(channels: Int) -> [LayerArchitecture] {
        func convolution(_ filters: Int, hasBias: Bool, _ activation: Activation) -> LayerArchitecture {
            .convolution(
                filters: filters, kernel: 3, stride: 1, padding: 1, hasBias: hasBias, activation: activation)
        }
        let middle: [LayerArchitecture] =
            if let normalization {
                [
                    convolution(filters, hasBias: false, .identity),
                    .batchNormalization(
                        epsilon: normalization.epsilon, momentum: normalization.momentum, activation: .rectifier),
                ]
            } else {
                [convolution(filters, hasBias: true, .rectifier)]
            }
        return [convolution(filters, hasBias: true, .rectifier)]
            + repeatElement(middle, count: depth - 2).joined()
            + [convolution(channels, hasBias: true, .identity)]
    }
}
