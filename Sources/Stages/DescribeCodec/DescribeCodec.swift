import Files
import Foundation
import LearnedCodecs
import Measurements
import NeuralNetworks
import Pipeline
import Tensors

/// Writes the card of a codec's model: what it was trained on and how, what it may be used for, its files, and what it was measured to do.
enum DescribeCodec: StageKind {
    static let name = "describe-codec"
    static let summary = "writes a codec's model card from its files and measurements"
    static let sourceFolder = "DescribeCodec"

    struct Parameters: Codable, Sendable {
        let title: String
        /// Each a paragraph.
        let data: String
        let licence: String
        let recipe: String
        let limits: String
    }

    /// `measurements` are of a `code-by-model` stage.
    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("encoder"), .one("decoder"), .one("measurements")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [OutputDeclaration("card", fileName: "README.md")]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let (encoderFile, decoderFile) = (try context.input("encoder"), try context.input("decoder"))
        let decoderData = try readFile(decoderFile.url)
        let decoder = try DecoderHalf(decoding: decoderData)
        let encoder = try EncoderHalf(
            decoding: readFile(encoderFile.url), for: fingerprint(ofDecoderHalf: decoderData))
        let measured = try context.input("measurements")
        let rows = try MeasurementFile.read(measured.url)
        var lines = ["# \(parameters.title)", ""]
        for (heading, text) in [
            ("Data", parameters.data), ("Recipe", parameters.recipe), ("Limits", parameters.limits),
            ("Licence", parameters.licence),
        ] {
            lines += ["**\(heading).** \(text)", ""]
        }
        lines += [
            "| file | bytes | numbers trained | SHA-256 |", "|---|---:|---:|---|",
            try line(for: encoderFile, encoder.network), try line(for: decoderFile, decoder.network), "",
            "Codes have \(decoder.network.inputs) numbers for each tile of \(decoder.tile.height) × \(decoder.tile.width) pixels. "
                + "What files of the test images (\(rows.first?.dataset ?? "none")) cost and give back, by \(measured.producer):",
            "", "| bits | bits per pixel | PSNR, dB |", "|---:|---:|---:|",
        ]
        for (index, quantizer) in decoder.quantizers.enumerated() {
            func value(_ metric: String, _ subject: String) throws -> String {
                guard let row = rows.first(where: { $0.metric == metric && $0.subject == subject && $0.class == nil })
                else {
                    throw UnusableInput("\(measured.name): expected \(metric) of \(subject), found none")
                }
                return String(format: "%.3f", row.value)
            }
            lines.append(
                "| \(quantizer.bits) | \(try value("bitsPerPixel", "\(index)/rans")) | "
                    + "\(try value("peakSignalToNoiseRatio", "\(index)")) |")
        }
        try writeAtomically(
            Data((lines.joined(separator: "\n") + "\n").utf8), to: context.output("card"), durable: false)
    }

    private static func line(for file: InputFile, _ network: Network) throws -> String {
        let data = try readFile(file.url)
        let numbers = network.parameters.reduce(0) { $0 + $1.value.elements.count }
        return "| \(file.output).safetensors | \(data.count) | \(numbers) | `\(Digest(of: data))` |"
    }
}
