import Datasets
import Foundation
import Images
import Pipeline

/// Sends grey images through JPEG, each a file of its own, and writes what comes out as images again.
enum CompressJPEG: StageKind {
    static let name = "compress-jpeg"
    static let summary = "sends images through JPEG and measures the files"
    static let sourceFolder = "CompressJPEG"

    struct Parameters: Codable, Sendable {
        /// Qualities 1 to 100; the output of each is called `jpeg-<quality>`.
        let qualities: [Int]
        /// Whether the Huffman tables are made for each image.
        let optimizesTables: Bool
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images")] }

    static func libraries() -> [String: String] { ["libjpeg-turbo": JPEG.libraryIdentity] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        parameters.qualities.map { OutputDeclaration("jpeg-\($0)", fileName: "jpeg-\($0).idx") } + [measurementsOutput]
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let source = try context.input("images")
        let file = try IDXFile(contentsOf: source.url)
        let pictures = try file.greyPictures(file: source.url.path)
        guard !pictures.isEmpty else { throw UnusableInput("\(source.producer): no images") }
        try expect("qualities", parameters.qualities, in: 1...100)
        var measurements = StageMeasurements(of: context.stage, on: source)
        for (index, quality) in parameters.qualities.enumerated() {
            let settings = JPEG.Settings(quality: quality, optimizesTables: parameters.optimizesTables)
            var (bytes, scanBytes, decoded) = (0, 0, [UInt8]())
            decoded.reserveCapacity(file.elements.count)
            for picture in pictures {
                let encoded = JPEG.encode(picture, settings)
                bytes += encoded.count
                scanBytes += try JPEGStructure(of: encoded).scanBytes
                decoded.append(contentsOf: try JPEG.decode(encoded).bytes)
            }
            try IDXFile(dimensions: file.dimensions, elements: decoded).write(to: context.output("jpeg-\(quality)"))
            // A file of a small image is mostly header: the coded data alone are told apart.
            for (metric, sum) in [("bytesPerImage", bytes), ("scanBytesPerImage", scanBytes)] {
                measurements.add(
                    metric, of: "jpeg-\(quality)", Double(sum) / Double(pictures.count), unit: MeasurementUnit.bytes,
                    split: .test)
            }
            context.report(
                StageProgress(completed: index + 1, total: parameters.qualities.count, detail: "quality \(quality)"))
        }
        try measurements.write(in: context)
    }
}
