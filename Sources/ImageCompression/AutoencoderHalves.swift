import Foundation
import NeuralNetworks
import Tensors

/// The two halves of an autoencoder, known to lead from images to codes and back to images of the same size.
package struct AutoencoderHalves {
    package let encoder: Network
    package let decoder: Network

    /// Reads both model files.
    ///
    /// - Parameters:
    ///   - encoderName: what errors call the encoder; `decoderName` likewise.
    ///   - pixels: of an image.
    /// - Throws: ``UnfittingHalves``; `SafetensorsError` or `ModelFileError` for files that hold no network.
    package init(encoder: URL, decoder: URL, encoderName: String, decoderName: String, pixels: Int) throws {
        try self.init(
            encoder: ModelFile.read(encoder), decoder: ModelFile.read(decoder), encoderName: encoderName,
            decoderName: decoderName, pixels: pixels)
    }

    package init(encoder: Network, decoder: Network, encoderName: String, decoderName: String, pixels: Int)
        throws(UnfittingHalves)
    {
        guard encoder.inputs == pixels, encoder.outputCount == decoder.inputs, decoder.outputCount == pixels else {
            throw UnfittingHalves(
                encoder: .init(encoder, name: encoderName), decoder: .init(decoder, name: decoderName), pixels: pixels)
        }
        (self.encoder, self.decoder) = (encoder, decoder)
    }

    /// Numbers of an image's code.
    package var codeWidth: Int { encoder.outputCount }

    /// What comes out for images, through their codes, neither clipped nor rounded.
    ///
    /// - Shape: the result is `[images, pixels]`.
    package func reconstructions(of images: ByteMatrix, using kernels: any Kernels) -> Tensor {
        decoder.outputs(for: encoder.outputs(for: images, using: kernels), using: kernels)
    }

    /// What comes out for images that are no bytes, such as noisy ones: `[images, pixels]`.
    package func reconstructions(of images: Tensor, using kernels: any Kernels) -> Tensor {
        decoder.outputs(for: encoder.outputs(for: images, using: kernels), using: kernels)
    }
}

/// Two networks that are not the halves of one autoencoder, or of one of images of another size.
package struct UnfittingHalves: Error, Equatable {
    package struct Half: Equatable, Sendable {
        package let name: String
        /// Numbers that it takes and gives.
        package let inputs: Int, outputs: Int

        fileprivate init(_ network: Network, name: String) {
            (self.name, inputs, outputs) = (name, network.inputs, network.outputCount)
        }
    }

    package let encoder: Half, decoder: Half
    /// Of the images.
    package let pixels: Int
}

extension UnfittingHalves: CustomStringConvertible {
    package var description: String {
        "\(encoder.name), \(decoder.name): expected halves that lead from \(pixels) pixels to a code and back, found "
            + "\(encoder.inputs) to \(encoder.outputs) and \(decoder.inputs) to \(decoder.outputs); "
            + "take both from one training on images of this size"
    }
}
