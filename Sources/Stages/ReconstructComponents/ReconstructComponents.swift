import Datasets
import Foundation
import ImageCompression
import Pipeline
import Tensors

/// What is left of images in the first few principal components of others, written as images again.
enum ReconstructComponents: StageKind {
    static let name = "reconstruct-components"
    static let summary = "writes reconstructions from principal components as 8-bit images"
    static let sourceFolder = "ReconstructComponents"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Numbers of components; the output of each is called `pca-<count>`.
        let counts: [Int]
        /// Images at the front of the training file to leave out, and how many after them to take the components of.
        let validationImages: Int
        let trainingImages: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images"), .one("testImages")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        parameters.counts.map { OutputDeclaration("pca-\($0)", fileName: "pca-\($0).idx") }
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let images = try ByteMatrix(images: context.input("images").url)
        let file = try context.input("testImages")
        let test = try ByteMatrix(images: file.url)
        let size = try IDXFile(contentsOf: file.url).dimensions
        let (first, count) = (parameters.validationImages, parameters.trainingImages)
        guard first >= 0, count >= 1, count <= images.rows - first else {
            throw UnusableInput(
                "trainingImages: expected 1 to \(images.rows - first) after \(first) validationImages, found \(count)")
        }
        try expect("counts", parameters.counts, in: 1...images.columns, "components")
        let components = PrincipalComponents(of: images[first..<first + count], using: kernels)
        for count in parameters.counts {
            try IDXFile(
                reconstructions: components.reconstructions(of: test, count: count, using: kernels), height: size[1],
                width: size[2]
            ).write(to: context.output("pca-\(count)"))
        }
    }
}
