import Codecs
import CompressedFiles
import ImageCompression
import Tensors

/// Pictures by an autoencoder: tiles, their codes, the levels of these, entropy-coded.
///
/// The kernels give the same bits on every CPU, so that what one machine's decoder makes of a file is what every other's does.
package struct LearnedCodec: Codec {
    package static var key: String { LearnedDecoder.key }

    package let decoder: LearnedDecoder
    package let encoder: EncoderHalf
    /// Which of the model's quantizers and which coder files are written by.
    private let quantizerIndex: Int
    private let coder: LevelCoder

    /// - Throws: ``MismatchedHalves``.
    /// - Precondition: the decoder half has such a quantizer.
    package init(
        _ encoder: EncoderHalf, _ decoder: LearnedDecoder, quantizer index: Int, coder: LevelCoder
    ) throws(MismatchedHalves) {
        let half = decoder.half
        precondition(half.quantizers.indices.contains(index), "quantizer \(index) of \(half.quantizers.count)")
        guard encoder.network.inputs == half.tile.samples, encoder.network.outputCount == half.network.inputs else {
            throw MismatchedHalves(
                encoder: [encoder.network.inputs, encoder.network.outputCount],
                decoder: [half.network.inputs, half.tile.samples])
        }
        (self.encoder, self.decoder, quantizerIndex, self.coder) = (encoder, decoder, index, coder)
    }

    private var quantizer: CodeQuantizer { decoder.half.quantizers[quantizerIndex] }

    package func compress(_ pictures: Pictures) throws -> CompressedFile {
        try file(ofLevels: quantizer.levels(of: try encoder.codes(of: pictures, for: decoder)), pictures.size)
    }

    /// The file of levels that are known already.
    package func file(ofLevels levels: [UInt8], _ size: PictureSize) throws -> CompressedFile {
        let (sideTables, payload) = try coder.encode(levels, of: quantizer)
        return CompressedFile(
            codec: LearnedCodec.key, modelFingerprint: decoder.fingerprint, size: size,
            settings: LearnedDecoder.settings(quantizer: quantizerIndex, coder), sideTables: sideTables,
            payload: payload)
    }

    package func decompress(_ file: CompressedFile) throws -> Pictures { try decoder.decompress(file) }
}

extension EncoderHalf {
    /// The codes of pictures, tile after tile.
    ///
    /// - Shape: the result is `[tiles, units]`.
    package func codes(of pictures: Pictures, for decoder: LearnedDecoder) throws -> Tensor {
        let tiling = try Tiling(pictures.size, tile: decoder.half.tile)
        var codes = Tensor([tiling.count, network.outputCount])
        for run in runs(of: tiling.count) {
            codes.setRows(
                from: run.lowerBound,
                to: network.outputs(for: tiling.tiles(run, of: pictures), using: decoder.kernels))
        }
        return codes
    }
}

/// The receiving side of a ``LearnedCodec``: it has the decoder half alone.
package struct LearnedDecoder {
    package static let key = "autoencoder"

    package let half: DecoderHalf
    package let fingerprint: [UInt8]
    let kernels: any Kernels

    /// - Parameter fingerprint: of the half's file.
    package init(_ half: DecoderHalf, fingerprint: [UInt8], kernels: any Kernels) {
        (self.half, self.fingerprint, self.kernels) = (half, fingerprint, kernels)
    }

    /// The pictures of a file.
    ///
    /// - Throws: ``CodecError`` for a file that no encoder with this model writes.
    package func decompress(_ file: CompressedFile) throws -> Pictures {
        guard file.codec == LearnedDecoder.key else {
            throw CodecError.otherCodec(expected: LearnedDecoder.key, found: file.codec)
        }
        guard file.modelFingerprint == fingerprint else {
            throw CodecError.otherModel(expected: file.modelFingerprint, found: fingerprint)
        }
        guard file.settings.count == 2, half.quantizers.indices.contains(Int(file.settings[0])),
            LevelCoder.allCases.indices.contains(Int(file.settings[1]))
        else { throw CodecError.unknownSettings(codec: LearnedDecoder.key, found: file.settings) }
        let quantizer = half.quantizers[Int(file.settings[0])]
        let tiling = try Tiling(file.size, tile: half.tile)
        let levels = try LevelCoder.allCases[Int(file.settings[1])].decode(
            file.payload, sideTables: file.sideTables, count: tiling.count * quantizer.levelsPerCode, of: quantizer,
            codec: LearnedDecoder.key)
        return try pictures(of: file.size, levels: levels, quantizer: quantizer)
    }

    static func settings(quantizer index: Int, _ coder: LevelCoder) -> [UInt8] {
        [index, LevelCoder.allCases.firstIndex(of: coder)].compactMap { $0.map(UInt8.init) }
    }

    /// The pictures that levels of codes stand for.
    package func pictures(of size: PictureSize, levels: [UInt8], quantizer: CodeQuantizer) throws -> Pictures {
        let tiling = try Tiling(size, tile: half.tile)
        var samples = [UInt8](repeating: 0, count: size.samples)
        for run in runs(of: tiling.count) {
            let codes = quantizer.codes(
                ofLevels: levels[run.lowerBound * quantizer.levelsPerCode..<run.upperBound * quantizer.levelsPerCode])
            let tiles = try ByteMatrix(reconstructions: half.network.outputs(for: codes, using: kernels))
            tiling.put(tiles, run, into: &samples)
        }
        return Pictures(size: size, samples: samples)
    }
}

/// Runs of at most 4,096 tiles: what a network makes of a run, in floats, has its place in memory beside the pictures.
private func runs(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: 4096).lazy.map { $0..<Swift.min($0 + 4096, count) }
}

/// An encoder and a decoder that do not lead from tiles to codes and back.
package struct MismatchedHalves: Error, Equatable, CustomStringConvertible {
    /// Numbers that each takes and gives.
    package let encoder: [Int], decoder: [Int]

    package var description: String {
        "expected halves that lead from tiles to codes and back, found \(encoder[0]) to \(encoder[1]) and "
            + "\(decoder[0]) to \(decoder[1]) numbers; give both halves of one model"
    }
}
