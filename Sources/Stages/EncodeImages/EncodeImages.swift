import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// Runs images through the first half of a network.
enum EncodeImages: StageKind {
    static let name = "encode-images"
    static let summary = "computes the codes of images"
    static let sourceFolder = "EncodeImages"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// How many images, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("encoder"), .one("images")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [OutputDeclaration("codes", fileName: "codes.safetensors")]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let encoder = try ModelFile.read(context.input("encoder").url)
        let file = try context.input("images")
        let images = try ByteMatrix(images: file.url).first(parameters.firstImages, named: "firstImages")
        guard images.columns == encoder.inputs else {
            throw UnusableInput(
                "\(file.producer): the encoder takes \(encoder.inputs) pixels, the images have \(images.columns)")
        }
        let codes = encoder.outputs(for: images, using: kernels)
        guard codes.elements.withUnsafeBufferPointer({ $0.allSatisfy(\.isFinite) }) else {
            throw UnusableInput("\(try context.input("encoder").producer): the encoder gives codes that are not finite")
        }
        try CodeRepresentation.float32.encode(codes).write(to: context.output("codes"))
    }
}
