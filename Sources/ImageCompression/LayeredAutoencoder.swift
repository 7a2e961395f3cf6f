import NeuralNetworks

/// An autoencoder of any layers: those that lead from pixels to the code, and those that lead back.
///
/// Layers that refer to another count from the encoder's first, the decoder's after the encoder's.
package struct LayeredAutoencoder: Equatable, Sendable {
    /// The shape of an image: `[height, width, channels]`, or `[pixels]`.
    package let input: [Int]
    package let encoder: [LayerArchitecture]
    package let decoder: [LayerArchitecture]
    package let network: NetworkArchitecture

    /// - Throws: ``AutoencoderError`` unless the layers fit, give as many numbers as they take, and part into halves that work alone.
    package init(
        input: [Int], encoder: [LayerArchitecture], decoder: [LayerArchitecture]
    ) throws(AutoencoderError) {
        guard !encoder.isEmpty, !decoder.isEmpty else { throw .emptyHalf }
        do {
            network = try NetworkArchitecture(input: input, layers: encoder + decoder)
        } catch {
            throw .unfit(error)
        }
        guard network.output.reduce(1, *) == input.reduce(1, *) else {
            throw .wrongOutput(network.output, input: input)
        }
        for (index, layer) in decoder.enumerated() {
            if case .unpooling(let pooling) = layer, pooling < encoder.count {
                throw .partedUnpooling(layer: encoder.count + index, pooling: pooling)
            }
        }
        (self.input, self.encoder, self.decoder) = (input, encoder, decoder)
    }
}

extension LayeredAutoencoder: Codable {
    private enum CodingKeys: CodingKey { case input, encoder, decoder }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let input = try container.decode([Int].self, forKey: .input)
        let halves = try [CodingKeys.encoder, .decoder].map {
            try container.decode([LayerArchitecture].self, forKey: $0)
        }
        do {
            try self.init(input: input, encoder: halves[0], decoder: halves[1])
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: "\(error)"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(input, forKey: .input)
        try container.encode(self.encoder, forKey: .encoder)
        try container.encode(decoder, forKey: .decoder)
    }
}

/// What keeps layers from being an autoencoder.
package enum AutoencoderError: Error, Equatable {
    case emptyHalf
    case unfit(ArchitectureError)
    case wrongOutput([Int], input: [Int])
    /// The places that an encoder's pooling found are not part of the code.
    case partedUnpooling(layer: Int, pooling: Int)
}

extension AutoencoderError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .emptyHalf: "encoder and decoder have at least one layer each"
        case .unfit(let error): "\(error)"
        case .wrongOutput(let output, let input):
            "the decoder gives \(output), and the images are \(input); expected as many numbers"
        case .partedUnpooling(let layer, let pooling):
            "layer \(layer) of the decoder needs the places that the encoder's layer \(pooling) found, which are not in the code; "
                + "use upsampling, or pool in the decoder"
        }
    }
}
