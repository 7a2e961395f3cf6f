import ClassicalCodecs
import Codecs
import CompressedFiles
import Foundation
import ImageQuality
import LearnedCodecs
import PictureFiles
import Pipeline
import Tensors

/// A way of coding with several settings: the quantizers of some models, or codecs that learn nothing.
struct PictureMethod: Codable, Sendable {
    let name: String
    /// What the names of the stages begin with that built the models; either they or ``classical``.
    let models: String?
    let classical: [ClassicalChoice]?

    /// The method's codecs, and what each one's setting is called.
    func codecs(_ all: PictureModels) throws -> [(setting: String, codec: any Codec)] {
        switch (models, classical) {
        case (let prefix?, nil): return try all.codecs(builtBy: prefix)
        case (nil, let choices?): return try choices.map { ($0.name, try $0.codec()) }
        default: throw UnusableInput("\(name): expected either models or classical, found both or neither")
        }
    }
}

/// The halves of models, by the stage that built them.
struct PictureModels {
    private let encoders: [InputFile], decoders: [InputFile]
    private let kernels: any Kernels

    init(encoders: [InputFile], decoders: [InputFile], kernels: any Kernels) {
        (self.encoders, self.decoders, self.kernels) = (encoders, decoders, kernels)
    }

    /// A codec for each quantizer of each model, its levels coded by rANS.
    ///
    /// - Parameter prefix: of the names of the stages.
    func codecs(builtBy prefix: String) throws -> [(setting: String, codec: any Codec)] {
        let chosen = decoders.filter { $0.producer.hasPrefix(prefix) }
        guard !chosen.isEmpty else {
            throw UnusableInput("models: none of the decoders is of a stage that begins with \(prefix)")
        }
        return try chosen.flatMap { decoderFile -> [(setting: String, codec: any Codec)] in
            guard let encoderFile = encoders.first(where: { $0.producer == decoderFile.producer }) else {
                throw UnusableInput("encoders: there is none of \(decoderFile.producer), whose decoder is given")
            }
            let content = try Data(contentsOf: decoderFile.url)
            let decoder = LearnedDecoder(
                try DecoderHalf(decoding: content), fingerprint: fingerprint(ofDecoderHalf: content),
                kernels: kernels)
            let encoder = try EncoderHalf(
                decoding: Data(contentsOf: encoderFile.url), for: decoder.fingerprint)
            return try decoder.half.quantizers.indices.map { index in
                (
                    "\(decoderFile.producer)/\(index)",
                    try LearnedCodec(encoder, decoder, quantizer: index, coder: .rans)
                )
            }
        }
    }
}

/// What a method makes of all images at the setting that is shown.
struct ShownMethod {
    let name: String
    let setting: String
    let codec: any Codec
    /// Of all images.
    let file: CompressedFile
    /// All images, as they come back from the file.
    let decoded: Pictures
    /// Of each image, pixels in [0, 1].
    let errors: [Double]

    /// Takes the setting whose file has the rate nearest to a target, as a ratio; of equally near ones the first.
    ///
    /// - Parameter bitsPerPixel: the target.
    init(
        _ name: String, of codecs: [(setting: String, codec: any Codec)], nearest bitsPerPixel: Double,
        on originals: Pictures
    ) throws {
        var nearest: (distance: Double, setting: String, codec: any Codec, bytes: [UInt8])?
        for (setting, codec) in codecs {
            let bytes = try codec.compress(originals).encoded()
            let ratio = Double(bytes.count * 8) / Double(originals.size.pixels) / bitsPerPixel
            let distance = max(ratio, 1 / ratio)
            if distance < nearest?.distance ?? .infinity { nearest = (distance, setting, codec, bytes) }
        }
        guard let nearest else { throw UnusableInput("\(name): expected settings, found none") }
        (self.name, setting, codec) = (name, nearest.setting, nearest.codec)
        file = try CompressedFile(decoding: nearest.bytes)
        decoded = try codec.decompress(file)
        errors = zip(decoded.images, originals.images).map { meanSquaredError($0, $1) }
    }
}
