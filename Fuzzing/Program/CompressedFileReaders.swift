import ClassicalCodecs
import Codecs
import CompressedFiles
import LearnedCodecs
import NeuralNetworks
import Randomness
import Tensors

/// A small model that is the same in every run: tiles of 16 pixels, codes of 6 units, quantizers of 1, 3 and 5 bits, the last of them with
/// levels of each unit's own.
struct FixedModel {
    private let decoder: LearnedDecoder

    init() {
        var random = Philox(seed: 3, stream: 0)
        let network = Network([.dense(inputs: 6, outputs: 16, activation: .sigmoid)])
        network.initialize(.pyTorchDefault, using: &random)
        let codes = Tensor([200, 6], elements: (0..<1200).map { _ in Float.random(in: 0...1, using: &random) })
        let quantizers = [(true, 2), (true, 8), (false, 32)].map { pooled, levels in
            CodeQuantizer(for: codes, pooled: pooled) { ScalarQuantizer(.quantile, levels: levels, for: $0) }
        }
        let half = DecoderHalf(network: network, quantizers: quantizers, tile: TileSize(height: 4, width: 4))
        decoder = LearnedDecoder(half, fingerprint: Array("fuzzing!".utf8), kernels: CompiledKernels())
    }

    /// The bytes of a whole file, as they are and with the checksum that they would need.
    func readContainer(_ bytes: [UInt8]) {
        read(bytes)
        read(bytes + withUnsafeBytes(of: crc32C(bytes).littleEndian, Array.init))
    }

    /// What `inspect` and `decompress` make of a file.
    private func read(_ bytes: [UInt8]) {
        do throws(CompressedFileError) {
            let file = try CompressedFile(decoding: bytes)
            expect(file.encoded() == bytes, "a file has other bytes than those that it was read from")
            expect(file.byteSplit.total == bytes.count, "\(file.byteSplit) of \(bytes.count) bytes")
            // A few samples show that the codec is found; the parts that it reads are left to its own fuzzed reader.
            guard file.size.samples <= 32 else { return }
            switch file.codec {
            case LosslessCodec.key: decompress(file) { try LosslessCodec(of: $0).decompress($0) }
            case LearnedDecoder.key: decompress(file, by: decoder.decompress)
            default: break
            }
        } catch {
            expectWithin(bytes.count, error.offset, error)
        }
    }

    /// The parts of a file of the model's.
    func readParts(_ bytes: [UInt8]) {
        var fields = Fields(bytes)
        let file = fields.compressedFile(codec: LearnedDecoder.key, modelFingerprint: decoder.fingerprint)
        if let file { decompress(file, by: decoder.decompress) }
    }
}

/// The parts of a file of the lossless codec, and the pictures once more.
func readLosslessParts(_ bytes: [UInt8]) {
    var fields = Fields(bytes)
    guard let file = fields.compressedFile(codec: LosslessCodec.key) else { return }
    decompress(file) { file in
        let codec = try LosslessCodec(of: file)
        let pictures = try codec.decompress(file)
        let again = try codec.compress(pictures)
        expect(try codec.decompress(again) == pictures, "pictures that come back as others")
        // Of the others a file may hold other tables, or another mean, than our encoder's.
        let isUnique = codec.coder == .adaptiveRANS && codec.prediction != .setMean
        expect(!isUnique || again == file, "two files of the same pictures")
        return pictures
    }
}

/// The parts of a file of a classical codec, whose place in the list comes first.
func readClassicalParts(_ bytes: [UInt8]) {
    var fields = Fields(bytes)
    let keys = ClassicalCodec.keys
    guard let file = fields.compressedFile(codec: keys[fields.byte() % keys.count]) else { return }
    decompress(file) { try ClassicalCodec.codec(of: $0).decompress($0) }
}

private func decompress(_ file: CompressedFile, by decompress: (CompressedFile) throws -> Pictures) {
    do {
        let pictures = try decompress(file)
        expect(pictures.size == file.size, "pictures of \(pictures.size) in a file of \(file.size)")
    } catch let error as CodecError {
        switch error {
        case .malformedSideTables(_, let fault): expectWithin(file.sideTables.count, fault.offset, error)
        case .malformedPayload(_, let fault): expectWithin(file.payload.count, fault.offset, error)
        case .malformedEmbeddedFile(_, _, let fault): expectWithin(file.payload.count, fault.offset, error)
        default: expectWithin(0, 0, error)
        }
    } catch {
        unexpected(error)
    }
}
