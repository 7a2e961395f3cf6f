import CompressedFiles
import EntropyCoding

/// Pictures without loss: what each sample is more than expected, entropy-coded.
///
/// The block diagrams of compression have three boxes, of which a lossless codec leaves out the second: mapping of the pixels (here
/// ``Prediction``), quantisation, symbol coding (here ``SymbolCoder``).
package struct LosslessCodec: SettingsCodec, Hashable {
    package static let key = "lossless"

    package let prediction: Prediction
    package let coder: SymbolCoder

    package init(_ prediction: Prediction, _ coder: SymbolCoder) {
        (self.prediction, self.coder) = (prediction, coder)
    }

    /// Two bytes: the places of prediction and coder in their lists.
    package init?(settings: [UInt8]) {
        guard settings.count == 2, Int(settings[0]) < Prediction.allCases.count,
            Int(settings[1]) < SymbolCoder.allCases.count
        else { return nil }
        self.init(Prediction.allCases[Int(settings[0])], SymbolCoder.allCases[Int(settings[1])])
    }

    package var settings: [UInt8] {
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
        try expectOwnSettings(file)
        let meanBytes = prediction == .setMean ? file.size.samplesPerPicture : 0
        guard file.sideTables.count >= meanBytes else {
            throw CodecError.malformedSideTables(
                codec: LosslessCodec.key, PayloadError(offset: file.sideTables.count, problem: .truncated))
        }
        let mean = Array(file.sideTables.prefix(meanBytes))
        let residuals: [UInt8]
        do throws(MessageError) {
            residuals = try coder.decode(
                file.payload, sideTables: Array(file.sideTables.dropFirst(meanBytes)), count: file.size.samples)
        } catch {
            throw CodecError(error, codec: LosslessCodec.key, tableOffset: meanBytes)
        }
        return Pictures(
            size: file.size, samples: prediction.samples(ofResiduals: residuals, file.size, mean: mean))
    }
}
