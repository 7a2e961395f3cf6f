import ClassicalCodecs
import Codecs
import CompressedFiles
import Foundation
import LearnedCodecs
import Randomness
import SyntheticImages
import Tensors

extension BenchmarkCase {
    /// Files written and read: by the published models, and by codecs that need none; of one picture and of 256.
    static var codecs: [BenchmarkCase] {
        let models = ["ercan", "wani", "patel", "feng", "rate-digits-0.008"].map { name in
            Coding(name: name) { try publishedCodec(name, kernels: $0) }
        }
        let classical: [Coding] = [
            Coding(name: "JPEG, quality 50, a file each") { _ in
                try ClassicalChoice.jpeg(quality: 50, packing: .separate, optimizesTables: true).codec()
            },
            Coding(name: "WebP, quality 50, a file each") { _ in
                try ClassicalChoice.webp(quality: 50, packing: .separate).codec()
            },
            Coding(name: "lossless, median and adaptive rANS") { _ in LosslessCodec(.median, .adaptiveRANS) },
        ]
        return (models + classical).flatMap { coding in
            [1, 256].flatMap { count in [encoding(coding, count), decoding(coding, count)] }
        }
    }

    private struct Coding {
        let name: String
        let make: (CompiledKernels) throws -> any Codec
    }

    private static func encoding(_ coding: Coding, _ count: Int) -> BenchmarkCase {
        BenchmarkCase(
            .codec, "\(coding.name): encode \(count)", line: "codec encode", work: .pictures(count)
        ) { kernels in
            let (codec, pictures) = (try coding.make(kernels), drawnDigits(count))
            return { _ = known { try codec.compress(pictures).encoded() } }
        }
    }

    private static func decoding(_ coding: Coding, _ count: Int) -> BenchmarkCase {
        BenchmarkCase(
            .codec, "\(coding.name): decode \(count)", line: "codec decode", work: .pictures(count)
        ) { kernels in
            let codec = try coding.make(kernels)
            let bytes = try codec.compress(drawnDigits(count)).encoded()
            return { _ = known { try codec.decompress(CompressedFile(decoding: bytes)) } }
        }
    }

    /// A model of results/models/, by its middle quantizer.
    private static func publishedCodec(_ name: String, kernels: CompiledKernels) throws -> LearnedCodec {
        let folder = URL(filePath: "results/models/\(name)")
        let file = try Data(contentsOf: folder.appending(path: "decoder.safetensors"))
        let decoder = LearnedDecoder(
            try DecoderHalf(decoding: file), fingerprint: fingerprint(ofDecoderHalf: file), kernels: kernels)
        let encoder = try EncoderHalf(
            decoding: Data(contentsOf: folder.appending(path: "encoder.safetensors")), for: decoder.fingerprint)
        return try LearnedCodec(encoder, decoder, quantizer: decoder.half.quantizers.count / 2, coder: .rans)
    }

    private static func drawnDigits(_ count: Int) -> Pictures {
        var generator = Philox(seed: 0, stream: 0)
        let samples = (0..<count).flatMap { DrawnDigits.image(of: $0 % 10, using: &generator) }
        guard let size = PictureSize(count: count, height: 28, width: 28, channels: 1) else {
            preconditionFailure("\(count) pictures of 28 × 28")
        }
        return Pictures(size: size, samples: samples)
    }

    /// What a codec or a coder does to pictures, files and symbols that it is known to take.
    static func known<Result>(_ body: () throws -> Result) -> Result {
        do { return try body() } catch { preconditionFailure("\(error)") }
    }
}
