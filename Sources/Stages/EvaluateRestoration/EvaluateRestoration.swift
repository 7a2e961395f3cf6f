import Datasets
import Files
import Foundation
import ImageRestoration
import Images
import Pipeline
import Pixels
import Tensors

/// Puts pictures through JPEG, restores them, and measures both: size, and distance from the originals.
enum EvaluateRestoration: StageKind {
    static let name = "evaluate-restoration"
    static let summary = "measures JPEG pictures before and after restoration"
    static let sourceFolder = "EvaluateRestoration"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        let qualities: [Int]
        let subsampling: JPEG.ChromaSubsampling
        /// Whether the pictures' luma (of 16 to 235) is compressed, restored and measured, as published tables of grey pictures do.
        let isGrey: Bool
        /// The first pictures; all of them without it.
        let pictures: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("restorer"), .many("pictures")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func libraries() -> [String: String] { ["libjpeg-turbo": JPEG.libraryIdentity] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try expect("qualities", parameters.qualities, in: 1...100)
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let restorer = try Restorer(decoding: Data(contentsOf: context.input("restorer").url))
        let files = try context.inputs("pictures")
        let all = try files.flatMap { try readPictures(at: $0.url) }
        let count = parameters.pictures ?? all.count
        guard (0...all.count).contains(count) else {
            throw UnusableInput("pictures: expected at most the \(all.count) that there are, found \(count)")
        }
        let originals = all.prefix(count).map { parameters.isGrey ? $0.grey(.studio) : $0 }
        guard let first = files.first, !originals.isEmpty, originals.allSatisfy({ min($0.height, $0.width) >= 16 })
        else { throw UnusableInput("pictures: expected at least one, each of at least 16 × 16") }
        var measurements = StageMeasurements(of: context.stage, on: first)
        for (index, quality) in parameters.qualities.enumerated() {
            var table = RestorationTable()
            for original in originals {
                let file = JPEG.encode(
                    original, JPEG.Settings(quality: quality, subsampling: parameters.subsampling))
                let compressed = try JPEG.decode(file)
                let restored = restorer.restore(compressed, using: kernels)
                // What a reader of the file can do, who was not told the quality.
                let estimated = try JPEGStructure(of: file).estimatedQuality ?? 100
                table.add(
                    original: original, fileBytes: file.count, compressed: compressed, restored: restored,
                    choosesRestored: estimated <= restorer.highestQuality)
            }
            table.write(into: &measurements, quality: quality)
            context.report(
                StageProgress(
                    completed: index + 1, total: parameters.qualities.count, detail: "quality \(quality)"))
        }
        try measurements.write(in: context)
    }

    /// The pictures of a file: all of an IDX file's, or the one of an image file.
    private static func readPictures(at url: URL) throws -> [PixelImage] {
        let begin = try readFile(url).prefix(2)
        guard begin == Data([0, 0]) else { return [try PixelImage(contentsOf: url)] }
        return try IDXFile(contentsOf: url).pictures(file: url.path)
    }
}
