import ClassicalCodecs
import Codecs
import CompressedFiles
import Images
import LearnedCodecs

/// What the settings of a compressed file say, as docs/compressed-files.md lists them.
enum SettingsText {
    /// - Parameter decoder: the model's half where it is at hand: it knows the bits of its quantizers.
    /// - Returns: `nil` for a codec without settings.
    static func text(of file: CompressedFile, decoder: LearnedDecoder?) -> String? {
        guard !file.settings.isEmpty else { return nil }
        let parts =
            switch file.codec {
            case LearnedCodec.key: autoencoder(file.settings, decoder)
            case LosslessCodec.key: lossless(file.settings)
            default: classical(file)
            }
        return parts?.joined(separator: ", ") ?? "the bytes \(file.settings), which this program does not know"
    }

    private static func autoencoder(_ settings: [UInt8], _ decoder: LearnedDecoder?) -> [String]? {
        guard settings.count == 2, LevelCoder.allCases.indices.contains(Int(settings[1])) else { return nil }
        let quantizers = decoder?.half.quantizers ?? []
        let bits = quantizers.indices.contains(Int(settings[0])) ? quantizers[Int(settings[0])].bits : nil
        return [
            "quantizer \(settings[0])" + (bits.map { " of \($0) bits a level" } ?? ""),
            "coder \(LevelCoder.allCases[Int(settings[1])].rawValue)",
        ]
    }

    private static func lossless(_ settings: [UInt8]) -> [String]? {
        LosslessCodec(settings: settings).map {
            ["prediction \($0.prediction.rawValue)", "coder \($0.coder.rawValue)"]
        }
    }

    private static func classical(_ file: CompressedFile) -> [String]? {
        switch try? ClassicalCodec.codec(of: file) {
        case let codec as JPEGCodec:
            let encoder = codec.format.encoder
            return [
                "packing \(codec.packing.rawValue)", "quality \(encoder.quality)",
                "chroma \(encoder.subsampling.rawValue)",
                "Huffman tables of the \(encoder.optimizesTables ? "picture" : "standard")",
            ]
        case let codec as JPEG2000Codec:
            let target =
                switch codec.format.target {
                case .compression(let ratio): "\(ratio) bytes of samples for each byte"
                case .decibels(let decibels): "\(decibels) dB"
                }
            return ["packing \(codec.packing.rawValue)", target, "\(codec.format.resolutions) resolutions"]
        case let codec as WebPCodec: return ["packing \(codec.packing.rawValue)", "quality \(codec.format.quality)"]
        case let codec as LosslessWebPCodec: return ["packing \(codec.packing.rawValue)"]
        case let codec as PNGCodec: return ["packing \(codec.packing.rawValue)"]
        default: return nil
        }
    }
}
