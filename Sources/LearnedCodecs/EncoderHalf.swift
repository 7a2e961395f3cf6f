import CompressedFiles
import Foundation
import NeuralNetworks
import Tensors

/// What a sender needs beside the decoder half: the network from tiles to codes.
///
/// As a file it is a model file whose metadata name the decoder half by its fingerprint: codes of another training mean nothing to it.
package struct EncoderHalf {
    package let network: Network
    package let decoderFingerprint: [UInt8]

    package init(network: Network, decoderFingerprint: [UInt8]) {
        (self.network, self.decoderFingerprint) = (network, decoderFingerprint)
    }

    /// The file's bytes.
    package func encoded() throws -> Data {
        try ModelFile.encode(network, extraMetadata: [EncoderHalf.fingerprintKey: hexadecimal(decoderFingerprint)])
    }

    /// Reads a file's bytes.
    ///
    /// - Parameter decoderFingerprint: of the half that the encoder is to be used with.
    /// - Throws: `SafetensorsError`, `ModelFileError` or ``EncoderOfOtherDecoder``.
    package init(decoding data: Data, for decoderFingerprint: [UInt8]) throws {
        let file = try Safetensors(decoding: data)
        let found = file.metadata[EncoderHalf.fingerprintKey]
        guard found == hexadecimal(decoderFingerprint) else {
            throw EncoderOfOtherDecoder(expected: hexadecimal(decoderFingerprint), found: found)
        }
        self.init(network: try ModelFile.decode(file), decoderFingerprint: decoderFingerprint)
    }

    private static let fingerprintKey = "decoder"
}

/// An encoder half that was not made with this decoder half.
package struct EncoderOfOtherDecoder: Error, Equatable, CustomStringConvertible {
    package let expected: String
    package let found: String?

    package var description: String {
        "expected the encoder half of the decoder \(expected), found \(found.map { "that of \($0)" } ?? "one that names no decoder"); "
            + "give both halves of one model"
    }
}
