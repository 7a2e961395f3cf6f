import CompressedFiles
import EntropyCoding

/// Pictures without loss: what each sample is more than expected, entropy-coded.
///
/// The block diagrams of compression have three boxes, of which a lossless codec leaves out the second: mapping of the pixels (here
/// ``Prediction``), quantisation, symbol coding (here ``SymbolCoder``).
package struct LosslessCodec: Codec, Hashable, Sendable {
    package static let key = "lossless"

    package let prediction: Prediction
    package let coder: SymbolCoder

    package init(_ prediction: Prediction, _ coder: SymbolCoder) {
        (self.prediction, self.coder) = (prediction, coder)
    }

    /// The codec of a file's settings, two bytes: the places of prediction and coder in their lists.
    ///
    /// - Throws: ``CodecError`` for a file of another codec, or settings that this program does not know.
    package init(of file: CompressedFile) throws(CodecError) {
        guard file.codec == LosslessCodec.key else {
            throw .otherCodec(expected: LosslessCodec.key, found: file.codec)
        }
        guard file.settings.count == 2, Int(file.settings[0]) < Prediction.allCases.count,
            Int(file.settings[1]) < SymbolCoder.allCases.count
        else { throw .unknownSettings(codec: LosslessCodec.key, found: file.settings) }
        self.init(Prediction.allCases[Int(file.settings[0])], SymbolCoder.allCases[Int(file.settings[1])])
    }

    private var settings: [UInt8] {
        [Prediction.allCases.firstIndex(of: prediction), SymbolCoder.allCases.firstIndex(of: coder)]
            .compactMap { $0.map(UInt8.init) }
    }

    package func compress(_ pictures: Pictures) throws -> CompressedFile {
        let (residuals, mean) = prediction.residuals(of: pictures)
        let (sideTables, payload) = try coder.encode(residuals)
        return CompressedFile(
            codec: LosslessCodec.key, size: pictures.size, settings: settings, sideTables: mean + sideTables,
            payload: payload)
    }

    package func decompress(_ file: CompressedFile) throws -> Pictures {
        guard try LosslessCodec(of: file) == self else {
            throw CodecError.otherSettings(codec: LosslessCodec.key, expected: settings, found: file.settings)
        }
        let meanBytes = prediction == .setMean ? file.size.samplesPerPicture : 0
        guard file.sideTables.count >= meanBytes else {
            throw CodecError.malformedSideTables(
                codec: LosslessCodec.key, PayloadError(offset: file.sideTables.count, problem: .truncated))
        }
        let mean = Array(file.sideTables.prefix(meanBytes))
        let residuals: [UInt8]
        do throws(SymbolDecodingError) {
            residuals = try coder.decode(
                file.payload, sideTables: Array(file.sideTables.dropFirst(meanBytes)), count: file.size.samples)
        } catch {
            switch error {
            case .sideTables(let problem):
                throw CodecError.malformedSideTables(
                    codec: LosslessCodec.key,
                    PayloadError(offset: meanBytes + problem.offset, problem: problem.problem))
            case .payload(let problem): throw CodecError.malformedPayload(codec: LosslessCodec.key, problem)
            }
        }
        return Pictures(
            size: file.size, samples: prediction.samples(ofResiduals: residuals, file.size, mean: mean))
    }
}
