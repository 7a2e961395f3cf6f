import Codecs
import CompressedFiles
import Foundation
import LearnedCodecs
import PictureFiles
import Tensors
import Testing

private let models = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "results/models")

/// The test images of MNIST and Fashion-MNIST, wherever DATA_MIRROR has them.
private func testImages(_ set: String) -> URL? {
    ProcessInfo.processInfo.environment["DATA_MIRROR"].map {
        URL(filePath: $0).appending(path: "\(set)/t10k-images-idx3-ubyte.gz")
    }.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
}

/// The models that come with the repository, on whole sets.
@Suite(
    "The published models",
    .enabled(
        if: testImages("mnist") != nil && testImages("fashion-mnist") != nil,
        "DATA_MIRROR names no folder with mnist/ and fashion-mnist/"))
struct PublishedModelTests {
    @Test(
        "a file of 10,000 images is the same at every instruction set, and so is what each makes of it",
        arguments: [
            ("ercan", "mnist"), ("wani", "mnist"), ("feng", "fashion-mnist"), ("rate-digits-0.008", "mnist"),
            ("rate-garments-0.008", "fashion-mnist"),
        ])
    func everyLevel(name: String, set: String) throws {
        let pictures = try PictureFile.read(try #require(testImages(set)))
        let decoderFile = try Data(contentsOf: models.appending(path: "\(name)/decoder.safetensors"))
        let encoderFile = try Data(contentsOf: models.appending(path: "\(name)/encoder.safetensors"))
        let codecs = try InstructionSetLevel.allCases.compactMap(CompiledKernels.init).map { kernels in
            let print = fingerprint(ofDecoderHalf: decoderFile)
            let decoder = LearnedDecoder(try DecoderHalf(decoding: decoderFile), fingerprint: print, kernels: kernels)
            return try LearnedCodec(
                EncoderHalf(decoding: encoderFile, for: print), decoder, quantizer: decoder.half.quantizers.count / 2,
                coder: .rans)
        }
        let fastest = try #require(codecs.last)
        let quantizer = fastest.decoder.half.quantizers[fastest.decoder.half.quantizers.count / 2]
        let levels = try quantizer.levels(of: fastest.encoder.codes(of: pictures, for: fastest.decoder))
        let expected = try fastest.decoder.pictures(of: pictures.size, levels: levels, quantizer: quantizer)
        let bytes = try fastest.compress(pictures).encoded()
        for codec in codecs {
            #expect(try codec.compress(pictures).encoded() == bytes)
            #expect(try codec.decompress(CompressedFile(decoding: bytes)) == expected)
        }
    }
}
