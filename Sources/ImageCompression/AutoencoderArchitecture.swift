import NeuralNetworks

/// An autoencoder as declarations name it: by the widths of dense layers, or layer by layer.
///
/// ```yaml
/// network: {dense: {widths: [784, 128, 64, 128, 784], activation: sigmoid}}
/// network:
///   layers:
///     input: [28, 28, 1]
///     encoder: [{kind: convolution, filters: 8, kernel: 4, stride: 4, activation: rectifier}]
///     decoder: [{kind: transposedConvolution, filters: 1, kernel: 4, stride: 4, activation: sigmoid}]
/// ```
package enum AutoencoderArchitecture: Equatable, Sendable {
    case dense(DenseAutoencoder)
    case layers(LayeredAutoencoder)

    package var network: NetworkArchitecture {
        switch self {
        case .dense(let dense): dense.network
        case .layers(let layered): layered.network
        }
    }

    /// Layers of the encoder; the rest form the decoder.
    package var encoderLayers: Int {
        switch self {
        case .dense(let dense): dense.encoderLayers
        case .layers(let layered): layered.encoder.count
        }
    }

    /// Numbers of an image, and of its reconstruction.
    package var pixels: Int { network.input.reduce(1, *) }

    /// Numbers of a code.
    package var codeWidth: Int { network.outputShapes[encoderLayers - 1].reduce(1, *) }
}

extension AutoencoderArchitecture: Codable {
    private enum CodingKeys: CodingKey { case dense, layers }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.typeMismatch(
                AutoencoderArchitecture.self,
                .init(codingPath: container.codingPath, debugDescription: "a network is either dense or layers"))
        }
        switch key {
        case .dense: self = .dense(try container.decode(DenseAutoencoder.self, forKey: key))
        case .layers: self = .layers(try container.decode(LayeredAutoencoder.self, forKey: key))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .dense(let dense): try container.encode(dense, forKey: .dense)
        case .layers(let layered): try container.encode(layered, forKey: .layers)
        }
    }
}
