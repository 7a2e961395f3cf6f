import Codecs
import CompressedFiles
import Foundation
import LearnedCodecs
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Learned codecs")
struct LearnedCodecTests {
    @Test(
        "what a decoder with its half alone reads from a file is what the encoder knows, by every coder and instruction set",
        arguments: LevelCoder.allCases, [false, true])
    func roundTrip(coder: LevelCoder, pooled: Bool) throws {
        for size in try sizes() {
            let pictures = drawn(size)
            let model = try SmallModel(pooled: pooled)
            for index in model.decoder.quantizers.indices {
                let codec = try model.codec(quantizer: index, coder)
                let bytes = try codec.compress(pictures).encoded()
                let quantizer = model.decoder.quantizers[index]
                let codes = try codec.encoder.codes(of: pictures, for: codec.decoder)
                let expected = try codec.decoder.pictures(
                    of: size, levels: quantizer.levels(of: codes), quantizer: quantizer)
                for kernels in InstructionSetLevel.allCases.compactMap(CompiledKernels.init) {
                    let file = try CompressedFile(decoding: bytes)
                    #expect(try model.receiver(kernels).decompress(file) == expected)
                    #expect(try model.codec(quantizer: index, coder, kernels).compress(pictures) == file)
                }
            }
        }
    }

    @Test("pictures of any size are cut into tiles and joined again, and no sample leaves its place")
    func tiles() throws {
        // A network that gives back what it takes, of 16 pixels, with a level for each byte.
        let identity = Tensor([16, 16], elements: (0..<256).map { $0 / 16 == $0 % 16 ? 1 : 0 })
        let network = Network([.dense(inputs: 16, outputs: 16, activation: .identity)])
        network.updateParameters { if $0.value.shape == identity.shape { $0.value = identity } }
        let levels = Tensor([256, 16], elements: (0..<256 * 16).map { Float($0 / 16) / 255 })
        let half = DecoderHalf(
            network: network,
            quantizers: [CodeQuantizer(for: levels, pooled: true) { .init(.quantile, levels: 256, for: $0) }],
            tile: TileSize(height: 2, width: 8))
        let model = try SmallModel(encoder: network, half)
        for size in try sizes() {
            let pictures = drawn(size)
            let codec = try model.codec(quantizer: 0, .rans)
            #expect(try codec.decompress(codec.compress(pictures)) == pictures)
        }
    }

    @Test("both halves come back from their files, and files of other networks are refused")
    func halves() throws {
        let model = try SmallModel(pooled: false)
        let bytes = try model.decoder.encoded()
        let read = try DecoderHalf(decoding: bytes)
        #expect(read.quantizers == model.decoder.quantizers && read.tile == model.decoder.tile)
        #expect(try read.encoded() == bytes)
        let encoder = EncoderHalf(network: model.encoder, decoderFingerprint: fingerprint(ofDecoderHalf: bytes))
        let file = try encoder.encoded()
        _ = try EncoderHalf(decoding: file, for: fingerprint(ofDecoderHalf: bytes))
        #expect(throws: EncoderOfOtherDecoder.self) {
            try EncoderHalf(decoding: file, for: [UInt8](repeating: 1, count: 8))
        }
        #expect(throws: DecoderHalfError.wrongTile(outputs: 16, found: nil)) {
            try DecoderHalf(decoding: ModelFile.encode(model.decoder.network))
        }
        #expect(throws: DecoderHalfError.missingTensor("quantizers.0.levels")) {
            try DecoderHalf(decoding: ModelFile.encode(model.decoder.network, extraMetadata: ["tile": "4x4"]))
        }
    }

    @Test("a half with more quantizers than units is refused before any is made")
    func tooMany() throws {
        let model = try SmallModel(pooled: false)
        let many = Tensor([100_000], filledWith: 1)
        let file = try ModelFile.encode(
            model.decoder.network,
            extraTensors: ["levels", "values", "frequencies"].map { ("quantizers.0.\($0)", many) },
            extraMetadata: ["tile": "4x4"])
        #expect(throws: DecoderHalfError.wrongQuantizer(index: 0, units: 6)) { try DecoderHalf(decoding: file) }
    }

    @Test("a file of another model or codec, and settings that are none, are refused")
    func refused() throws {
        let model = try SmallModel(pooled: false)
        let size = try #require(PictureSize(count: 2, height: 4, width: 4, channels: 1))
        let file = try model.codec(quantizer: 0, .rans).compress(drawn(size))
        let receiver = try model.receiver(CompiledKernels())
        func changed(
            codec: String = "autoencoder", fingerprint: [UInt8]? = nil, settings: [UInt8]? = nil,
            sideTables: [UInt8] = []
        ) -> CompressedFile {
            CompressedFile(
                codec: codec, modelFingerprint: fingerprint ?? file.modelFingerprint, size: file.size,
                settings: settings ?? file.settings, sideTables: sideTables, payload: file.payload)
        }
        #expect(throws: CodecError.otherCodec(expected: "autoencoder", found: "lossless")) {
            try receiver.decompress(changed(codec: "lossless"))
        }
        let other = [UInt8](repeating: 7, count: 8)
        #expect(throws: CodecError.otherModel(expected: other, found: file.modelFingerprint)) {
            try receiver.decompress(changed(fingerprint: other))
        }
        for settings: [UInt8] in [[], [0], [9, 2], [0, 9], [0, 2, 0]] {
            #expect(throws: CodecError.unknownSettings(codec: "autoencoder", found: settings)) {
                try receiver.decompress(changed(settings: settings))
            }
        }
        #expect(throws: CodecError.self) { try receiver.decompress(changed(sideTables: [1])) }
        let crumbs = try #require(PictureSize(count: 1 << 28, height: 1, width: 1, channels: 1))
        #expect(throws: CodecError.wastefulTiles(samples: 1 << 28, tiled: 1 << 32)) {
            try receiver.decompress(
                CompressedFile(
                    codec: "autoencoder", modelFingerprint: file.modelFingerprint, size: crumbs,
                    settings: file.settings, payload: []))
        }
    }

    @Test("any payload gives pictures or an error that names an offset within it", arguments: LevelCoder.allCases)
    func hostile(coder: LevelCoder) throws {
        var random = Philox(seed: 5, stream: 0)
        let model = try SmallModel(pooled: false)
        let size = try #require(PictureSize(count: 3, height: 5, width: 9, channels: 1))
        let file = try model.codec(quantizer: 1, coder).compress(drawn(size))
        let receiver = try model.receiver(CompiledKernels())
        var refused = 0
        for _ in 0..<300 {
            func damaged(_ bytes: [UInt8]) -> [UInt8] {
                var bytes = bytes
                guard !bytes.isEmpty else { return bytes }
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                return Bool.random(using: &random) ? bytes : bytes.dropLast(Int.random(in: 0...3, using: &random))
            }
            let (sideTables, payload) = (damaged(file.sideTables), damaged(file.payload))
            do {
                _ = try receiver.decompress(
                    CompressedFile(
                        codec: file.codec, modelFingerprint: file.modelFingerprint, size: size,
                        settings: file.settings, sideTables: sideTables, payload: payload))
            } catch CodecError.malformedPayload(_, let error) {
                #expect((0...payload.count).contains(error.offset))
                refused += 1
            } catch CodecError.malformedSideTables(_, let error) {
                #expect((0...sideTables.count).contains(error.offset))
                refused += 1
            }
        }
        #expect(refused > 0)
    }

    private func sizes() throws -> [PictureSize] {
        try [(1, 4, 4, 1), (3, 4, 4, 1), (2, 5, 7, 1), (1, 9, 17, 3), (0, 4, 4, 1), (5000, 2, 3, 1)].map {
            try #require(PictureSize(count: $0.0, height: $0.1, width: $0.2, channels: $0.3))
        }
    }

    private func drawn(_ size: PictureSize) -> Pictures {
        var random = Philox(seed: UInt64(size.samples), stream: 0)
        return Pictures(
            size: size, samples: (0..<size.samples).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}

/// Halves of random numbers for tiles of 16 pixels and codes of 6 units, with quantizers of 1, 3 and 5 bits, and of 4 and 8 for two
/// and three units.
private struct SmallModel {
    let encoder: Network
    let decoder: DecoderHalf

    init(pooled: Bool) throws {
        var random = Philox(seed: 3, stream: 0)
        let encoder = Network([.dense(inputs: 16, outputs: 6, activation: .sigmoid)])
        let network = Network([.dense(inputs: 6, outputs: 16, activation: .sigmoid)])
        for half in [encoder, network] { half.initialize(.pyTorchDefault, using: &random) }
        let codes = encoder.forward(
            Tensor([200, 16], elements: (0..<3200).map { _ in Float.random(in: 0...1, using: &random) }),
            using: CompiledKernels())
        let quantizers = [(QuantizerDesign.uniform, 2), (.lloydMax, 8), (.quantile, 32)].map { design, levels in
            CodeQuantizer(for: codes, pooled: pooled) { .init(design, levels: levels, for: $0) }
        }
        let products = [(2, 16), (3, 200)].map { width, levels in
            CodeQuantizer(for: codes, unitsPerLevel: width, pooled: pooled) { vectors in
                var random = Philox(seed: 3, stream: 1)
                return VectorQuantizer(levels: levels, dimension: width, for: vectors, using: &random)
            }
        }
        self.encoder = encoder
        decoder = DecoderHalf(network: network, quantizers: quantizers + products, tile: TileSize(height: 4, width: 4))
    }

    init(encoder: Network, _ decoder: DecoderHalf) throws { (self.encoder, self.decoder) = (encoder, decoder) }

    func receiver(_ kernels: CompiledKernels) throws -> LearnedDecoder {
        let bytes = try decoder.encoded()
        return LearnedDecoder(
            try DecoderHalf(decoding: bytes), fingerprint: fingerprint(ofDecoderHalf: bytes), kernels: kernels)
    }

    func codec(
        quantizer: Int, _ coder: LevelCoder, _ kernels: CompiledKernels = CompiledKernels()
    ) throws -> LearnedCodec {
        let receiver = try receiver(kernels)
        return try LearnedCodec(
            EncoderHalf(network: encoder, decoderFingerprint: receiver.fingerprint), receiver, quantizer: quantizer,
            coder: coder)
    }
}
