import Datasets
import Foundation
import ImageCompression
import Pipeline
import Tensors

/// Runs images through both halves of a network, and writes what came out as images again.
enum ReconstructImages: StageKind {
    static let name = "reconstruct-images"
    static let summary = "writes an autoencoder's reconstructions as 8-bit images"
    static let sourceFolder = "ReconstructImages"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// The output's name: what the reconstructions are called where they are measured.
        let name: String
        /// How many images, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("encoder"), .one("decoder"), .one("images")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [OutputDeclaration(parameters.name, fileName: "reconstructions.idx")]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let file = try context.input("images")
        let images = try ByteMatrix(images: file.url).first(parameters.firstImages, named: "firstImages")
        let size = try IDXFile(contentsOf: file.url).dimensions
        let (encoder, decoder) = try (context.input("encoder"), context.input("decoder"))
        let halves = try AutoencoderHalves(
            encoder: encoder.url, decoder: decoder.url, encoderName: encoder.name, decoderName: decoder.name,
            pixels: images.columns)
        try IDXFile(
            reconstructions: halves.reconstructions(of: images, using: kernels), height: size[1], width: size[2]
        ).write(to: context.output(parameters.name))
    }
}
