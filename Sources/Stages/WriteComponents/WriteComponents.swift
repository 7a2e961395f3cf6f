import Foundation
import ImageCompression
import LearnedCodecs
import NeuralNetworks
import Pipeline
import Tensors

/// Writes the first principal components of training images as the two halves of a linear autoencoder.
enum WriteComponents: StageKind {
    static let name = "write-components"
    static let summary = "writes principal components as a linear autoencoder's halves"
    static let sourceFolder = "WriteComponents"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// How many, those of the most variance.
        let count: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("encoder", fileName: "encoder.safetensors"),
            OutputDeclaration("decoder", fileName: "decoder.safetensors"),
        ]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let images = try ByteMatrix(images: context.input("images").url)
        try expect("count", parameters.count, in: 1...images.columns, "components")
        let halves = PrincipalComponents(of: images, using: kernels).networks(count: parameters.count)
        try ModelFile.encode(halves.encoder).write(to: context.output("encoder"))
        try ModelFile.encode(halves.decoder).write(to: context.output("decoder"))
    }
}
