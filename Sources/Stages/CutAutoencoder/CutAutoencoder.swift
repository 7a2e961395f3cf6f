import Foundation
import ImageCompression
import LearnedCodecs
import NeuralNetworks
import Pipeline

/// Makes the outputs of a hidden layer, or the first units of the code, a code of their own, and writes the halves that lead there and back.
enum CutAutoencoder: StageKind {
    static let name = "cut-autoencoder"
    static let summary = "makes a hidden layer, or the first units of the code, the code of an autoencoder"
    static let sourceFolder = "CutAutoencoder"

    struct Parameters: Codable, Sendable {
        /// Layers of each half that are kept; either they or ``units``.
        let layers: Int?
        /// Units of the code that are kept, from the first.
        let units: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("encoder"), .one("decoder")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("encoder", fileName: "encoder.safetensors"),
            OutputDeclaration("decoder", fileName: "decoder.safetensors"),
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let (encoderFile, decoderFile) = (try context.input("encoder"), try context.input("decoder"))
        let encoder = try ModelFile.read(encoderFile.url)
        let whole = try AutoencoderHalves(
            encoder: encoder, decoder: ModelFile.read(decoderFile.url), encoderName: encoderFile.name,
            decoderName: decoderFile.name, pixels: encoder.inputs)
        let halves =
            switch (parameters.layers, parameters.units) {
            case (let layers?, nil): try whole.cut(afterLayer: layers)
            case (nil, let units?): try whole.cut(toUnits: units)
            default:
                throw UnusableInput(
                    "expected either layers or units, found \(parameters.layers == nil ? "neither" : "both")")
            }
        try ModelFile.encode(halves.encoder).write(to: context.output("encoder"))
        try ModelFile.encode(halves.decoder).write(to: context.output("decoder"))
    }
}
