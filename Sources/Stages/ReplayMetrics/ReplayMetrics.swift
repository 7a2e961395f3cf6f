import Datasets
import Foundation
import ImageCompression
import ImageQuality
import Images
import Pipeline
import Tensors

/// Wani and Selvam's tables of entropy, “SNR” and bits per pixel, computed as their notebook does, and beside them what the words mean.
///
/// Their rows named JPEG and JPEG2000 hold no compressed picture: each image is enlarged and made small again by Pillow's box filter, written
/// into a buffer that nobody reads, and measured as it was before writing. Their row named DDCAE is of a network's unrounded output.
enum ReplayMetrics: StageKind {
    static let name = "replay-metrics"
    static let summary = "computes a paper's printed metrics as its code does, and what they should have been"
    static let sourceFolder = "ReplayMetrics"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// Pixels of a side that images are enlarged to, before they are made small again.
        let side: Int
        /// Qualities of real JPEG files, one file per image, that are measured beside.
        let qualities: [Int]
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("images"), .one("labels"), .optional("encoder"), .optional("decoder")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func libraries() -> [String: String] { ["libjpeg-turbo": JPEG.libraryIdentity] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try expect("side", parameters.side, in: 1...1024, "pixels")
        try expect("qualities", parameters.qualities, in: 1...100)
        let file = try context.input("images")
        let set = try ImageSet(images: file.url, labels: context.input("labels").url)
        guard set.count > 0, set.pixelsPerImage > 0 else { throw UnusableInput("\(file.producer): no images") }
        var report = ReplayedMetrics(
            measurements: StageMeasurements(of: context.stage, on: file), set: set)
        report.addResized(side: parameters.side)
        for (index, quality) in parameters.qualities.enumerated() {
            try report.addCompressed(quality: quality)
            context.report(
                StageProgress(completed: index + 1, total: parameters.qualities.count, detail: "quality \(quality)"))
        }
        if try !context.inputs("encoder").isEmpty || !context.inputs("decoder").isEmpty {
            let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
            let (encoder, decoder) = try (context.input("encoder"), context.input("decoder"))
            let halves = try AutoencoderHalves(
                encoder: encoder.url, decoder: decoder.url, encoderName: encoder.name, decoderName: decoder.name,
                pixels: set.pixelsPerImage)
            let images = ByteMatrix(rows: set.count, columns: set.pixelsPerImage, bytes: set.pixels)
            try report.addNetwork(
                halves.reconstructions(of: images, using: kernels), codeWidth: halves.codeWidth)
        }
        try report.measurements.write(in: context)
    }
}
