import NeuralNetworks
import Tensors

/// A dense autoencoder: the layer widths from pixels through the code and back, and what the layers compute.
package struct DenseAutoencoder: Equatable, Sendable {
    /// Widths from the input to the output: 784, 128, 64, 128, 784.
    package let widths: [Int]
    package let activation: Activation
    /// The last layer's, where it differs from ``activation``.
    package let outputActivation: Activation?
    /// What pixels are multiplied by before the first layer.
    package let inputFactor: Double?
    /// Whether the decoder's weights are the encoder's, transposed; biases are its own.
    package let tied: Bool?

    /// - Precondition: an odd number of widths, at least three, the last equal to the first, and symmetric where the weights are tied; a
    ///   factor that is finite and not zero.
    package init(
        widths: [Int], activation: Activation, outputActivation: Activation? = nil, inputFactor: Double? = nil,
        tied: Bool? = nil
    ) {
        (self.widths, self.activation, self.outputActivation) = (widths, activation, outputActivation)
        (self.inputFactor, self.tied) = (inputFactor, tied)
        if let problem { preconditionFailure(problem) }
    }

    package var isTied: Bool { tied ?? false }

    /// Whether widths lead through a middle layer back to the number of pixels.
    package static func isValid(widths: [Int]) -> Bool {
        widths.count >= 3 && widths.count % 2 == 1 && widths.first == widths.last
            && widths.allSatisfy { (1...1 << 16).contains($0) }
    }

    package var network: NetworkArchitecture {
        let scaling = inputFactor.map { [LayerArchitecture.scaling(factor: $0)] } ?? []
        let last = widths.count - 2
        let dense = (0...last).map { index -> LayerArchitecture in
            let activation = index == last ? outputActivation ?? self.activation : self.activation
            guard isTied, index > last / 2 else {
                return .dense(inputs: widths[index], outputs: widths[index + 1], activation: activation)
            }
            return .tiedDense(layer: scaling.count + last - index, activation: activation)
        }
        return NetworkArchitecture(known: scaling + dense, input: [widths[0]])
    }

    /// Layers of the encoder, with that which scales.
    package var encoderLayers: Int { (widths.count - 1) / 2 + (inputFactor == nil ? 0 : 1) }

    /// What keeps the declaration from being an autoencoder.
    private var problem: String? {
        if !DenseAutoencoder.isValid(widths: widths) {
            return "widths: expected an odd number of widths that end as they begin, found \(widths)"
        }
        if isTied, !widths.elementsEqual(widths.reversed()) {
            return "widths: expected the same backwards, as the weights are tied, found \(widths)"
        }
        if let inputFactor, inputFactor == 0 || !Float(inputFactor).isFinite {
            return "inputFactor: expected a number other than 0, found \(inputFactor)"
        }
        return nil
    }
}

extension DenseAutoencoder: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        widths = try container.decode([Int].self, forKey: .widths)
        activation = try container.decode(Activation.self, forKey: .activation)
        outputActivation = try container.decodeIfPresent(Activation.self, forKey: .outputActivation)
        inputFactor = try container.decodeIfPresent(Double.self, forKey: .inputFactor)
        tied = try container.decodeIfPresent(Bool.self, forKey: .tied)
        if let problem {
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: problem))
        }
    }
}
