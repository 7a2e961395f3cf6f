import Codecs
import CompressedFiles
import EntropyCoding
import Foundation
import ImageCompression
import LearnedCodecs
import ModelCompression
import NeuralNetworks
import Tensors

/// The bytes of a file as they are; and a header, ended by a 0, with the tensors' bytes.
func readSafetensors(_ bytes: [UInt8]) {
    for data in [Data(bytes), safetensors(ofHeaderAndBody: bytes)] {
        holdingErrors(of: data) {
            let written = try Safetensors(decoding: data).encoded()
            expect(try Safetensors(decoding: written).encoded() == written, "tensors that come back as others")
        }
    }
}

/// A header, ended by a 0, with the tensors' bytes. Where the first byte is that of a JSON array: layers, the input's shape and a tile, each
/// ended by a 0, to which the tensors are made.
func readModel(_ bytes: [UInt8]) {
    guard bytes.first == UInt8(ascii: "[") else {
        let data = safetensors(ofHeaderAndBody: bytes)
        holdingErrors(of: data) { readTile(by: try DecoderHalf(decoding: data)) }
        holdingErrors(of: data) { _ = try EncoderHalf(decoding: data, for: Array("fuzzing!".utf8)) }
        return
    }
    var fields = Fields(bytes)
    let texts = (0..<3).map { _ in fields.text() }
    guard let network = network(layers: texts[0], input: texts[1]) else { return }
    do {
        let levels = fields.byte() + 1
        let quantizer: [(String, Tensor)] = [
            ("quantizers.0.levels", Tensor([1], elements: [Float(levels)])),
            ("quantizers.0.values", Tensor([levels], elements: (0..<levels).map { Float($0) / 16 })),
            (
                "quantizers.0.frequencies",
                Tensor([levels], elements: FrequencyTable(counts: (1...levels).map { $0 }).frequencies.map(Float.init))
            ),
        ]
        let data = try ModelFile.encode(
            network, extraTensors: quantizer, extraMetadata: ["tile": String(decoding: texts[2], as: UTF8.self)])
        holdingErrors(of: data) { readTile(by: try DecoderHalf(decoding: data)) }
    } catch {
        unexpected(error)
    }
}

/// The bytes of a compressed model, as they are and with the checksum that they would need.
func readCompressedModel(_ bytes: [UInt8]) {
    for bytes in [bytes, bytes + withUnsafeBytes(of: crc32C(bytes).littleEndian, Array.init)] {
        do {
            let model = try CompressedModel(decoding: bytes)
            expect(model.encoded() == bytes, "a model has other bytes than those that it was read from")
            guard model.tensors.reduce(0, { $0 + $1.shape.count }) <= mostNumbers else { continue }
            holdingErrors(of: Data(bytes)) { readTile(by: try model.decoderHalf()) }
        } catch let error as CompressedModelError {
            expectWithin(bytes.count, error.offset, error)
        } catch let error as CompressedFileError {
            expectWithin(bytes.count, error.offset, error)
        } catch {
            unexpected(error)
        }
    }
}

/// Puts the length before a header, which no fuzzer would hold to it.
private func safetensors(ofHeaderAndBody bytes: [UInt8]) -> Data {
    var fields = Fields(bytes)
    let header = fields.text()
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header + fields.rest()
}

/// Numbers of all layers together, and of all their tensors: larger networks are of the same layers.
private let mostNumbers = 1 << 14

private func network(layers: [UInt8], input: [UInt8]) -> Network? {
    guard let layers = try? decodeJSON([LayerArchitecture].self, from: layers),
        let input = try? decodeJSON([Int].self, from: input)
    else { return nil }
    do throws(ArchitectureError) {
        let architecture = try NetworkArchitecture(input: input, layers: layers)
        let numbers = architecture.outputShapes.reduce(input.reduce(1, *)) { $0 + $1.reduce(1, *) }
        guard numbers <= mostNumbers, architecture.parameterCount <= mostNumbers else { return nil }
        return Network(architecture)
    } catch {
        expectWithin(0, 0, error)
        return nil
    }
}

/// Decodes a picture as large as the tile, of the lowest level everywhere.
private func readTile(by half: DecoderHalf) {
    guard half.network.architecture.outputShapes.allSatisfy({ $0.reduce(1, *) <= mostNumbers }),
        let size = PictureSize(count: 1, height: half.tile.height, width: half.tile.width, channels: 1)
    else { return }
    let decoder = LearnedDecoder(half, fingerprint: [], kernels: CompiledKernels())
    do {
        let levels = [UInt8](repeating: 0, count: half.network.inputs)
        for quantizer in half.quantizers { _ = try decoder.pictures(of: size, levels: levels, quantizer: quantizer) }
    } catch let error as ReconstructionNotFinite {
        expectWithin(0, 0, error)
    } catch {
        unexpected(error)
    }
}

private func holdingErrors(of data: Data, _ body: () throws -> Void) {
    do {
        try body()
    } catch let error as SafetensorsError {
        expectWithin(data.count, error.offset, error)
    } catch let error as ModelFileError {
        expectWithin(0, 0, error)
    } catch let error as DecoderHalfError {
        expectWithin(0, 0, error)
    } catch let error as EncoderOfOtherDecoder {
        expectWithin(0, 0, error)
    } catch {
        unexpected(error)
    }
}
