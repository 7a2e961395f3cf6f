import ImageCompression
import NeuralNetworks
import Tensors

extension AutoencoderHalves {
    /// The encoder up to a hidden layer, and of the decoder as many layers, from its end: that layer's outputs are the code.
    ///
    /// A decoder that mirrors its encoder has such layers; whether they understand the code, training decides.
    ///
    /// - Parameter count: of the encoder's layers.
    /// - Throws: ``UncuttableAutoencoder``, or `UnfittingHalves` for a decoder that does not mirror its encoder.
    package func cut(afterLayer count: Int) throws -> AutoencoderHalves {
        let layers = (encoder: encoder.architecture.layers.count, decoder: decoder.architecture.layers.count)
        guard (1...min(layers.encoder, layers.decoder)).contains(count) else {
            throw UncuttableAutoencoder.layers(asked: count, encoder: layers.encoder, decoder: layers.decoder)
        }
        return try AutoencoderHalves(
            encoder: encoder.part(0..<count), decoder: decoder.part(layers.decoder - count..<layers.decoder),
            encoderName: "the encoder's first \(count) layers", decoderName: "the decoder's last \(count) layers",
            pixels: encoder.inputs)
    }

    /// The halves with the first units of the code alone; the decoder makes of them what it makes of a code whose other units are zero.
    ///
    /// - Throws: ``UncuttableAutoencoder`` unless the code lies between dense layers and has so many units.
    package func cut(toUnits count: Int) throws -> AutoencoderHalves {
        let last = encoder.architecture.layers.count - 1
        guard case .dense(let inputs, let units, let activation) = encoder.architecture.layers[last],
            case .dense(_, let outputs, let decoderActivation) = decoder.architecture.layers[0]
        else { throw UncuttableAutoencoder.codeNotDense }
        guard (1...units).contains(count) else { throw UncuttableAutoencoder.units(asked: count, codeWidth: units) }
        return try AutoencoderHalves(
            encoder: encoder.replacing(
                last, by: .dense(inputs: inputs, outputs: count, activation: activation),
                weights: { $0.transposed().rows(0..<count).transposed() }, bias: { $0.prefix(count) }),
            decoder: decoder.replacing(
                0, by: .dense(inputs: count, outputs: outputs, activation: decoderActivation),
                weights: { $0.rows(0..<count) }, bias: \.self),
            encoderName: "the encoder to \(count) units", decoderName: "the decoder from \(count) units",
            pixels: encoder.inputs)
    }
}

/// An autoencoder that has no such code to cut it at.
package enum UncuttableAutoencoder: Error, Equatable {
    /// How many layers each half has.
    case layers(asked: Int, encoder: Int, decoder: Int)
    case codeNotDense
    case units(asked: Int, codeWidth: Int)
}

extension UncuttableAutoencoder: CustomStringConvertible {
    package var description: String {
        switch self {
        case .layers(let asked, let encoder, let decoder):
            "expected a number of layers from 1 to \(min(encoder, decoder)), since the encoder has \(encoder) and the decoder "
                + "\(decoder), found \(asked)"
        case .codeNotDense: "expected a code between dense layers to take units from, found other layers"
        case .units(let asked, let codeWidth): "expected 1 to \(codeWidth) units of the code, found \(asked)"
        }
    }
}

extension Network {
    /// The network with another dense layer in a layer's place, whose numbers are made from those of the one that was there.
    fileprivate func replacing(
        _ index: Int, by layer: LayerArchitecture, weights: (Tensor) -> Tensor, bias: (Tensor) -> Tensor
    ) -> Network {
        var layers = architecture.layers
        layers[index] = layer
        // A dense first layer names its input, which may have changed with it.
        let network = Network(
            NetworkArchitecture(known: layers, input: index == 0 ? nil : architecture.input))
        let old = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value) })
        let statistics = Dictionary(uniqueKeysWithValues: statistics.map { ($0.name, $0.tensor) })
        network.updateStatistics { name, tensor in tensor = statistics[name] ?? tensor }
        network.updateParameters { parameter in
            guard let value = old[parameter.name] else { return }
            switch parameter.name {
            case "layers.\(index).weight": parameter.value = weights(value)
            case "layers.\(index).bias": parameter.value = bias(value)
            default: parameter.value = value
            }
        }
        return network
    }
}

extension Tensor {
    /// The first numbers of a row.
    fileprivate func prefix(_ count: Int) -> Tensor {
        elements.withUnsafeBufferPointer { Tensor([count], elements: $0.prefix(count)) }
    }
}
