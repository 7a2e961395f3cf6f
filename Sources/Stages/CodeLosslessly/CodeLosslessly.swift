import Codecs
import CompressedFiles
import Datasets
import Foundation
import ImageQuality
import Pipeline

/// Writes a whole set of images into one file by each of several lossless codecs, reads it back, and measures the files.
enum CodeLosslessly: StageKind {
    static let name = "code-losslessly"
    static let summary = "writes images into lossless files, reads them back and measures the files"
    static let sourceFolder = "CodeLosslessly"

    struct Parameters: Codable, Sendable {
        /// Each prediction is followed by each coder.
        let predictions: [Prediction]
        let coders: [SymbolCoder]
        /// How many images, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let source = try context.input("images")
        let pictures = try Pictures(of: source, firstImages: parameters.firstImages)
        var measurements = StageMeasurements(of: context.stage, on: source)
        func add(_ metric: String, of subject: String, _ value: Double, _ unit: String) {
            measurements.add(metric, of: subject, value, unit: unit, split: .test)
        }
        add("imageCount", of: "images", Double(pictures.size.count), MeasurementUnit.count)
        for (index, prediction) in parameters.predictions.enumerated() {
            let residuals = prediction.residuals(of: pictures).residuals
            add("entropy", of: prediction.rawValue, shannonEntropy(of: residuals), bitsPerPixel)
            for coder in parameters.coders {
                let subject = "\(prediction.rawValue)/\(coder.rawValue)"
                let file = try roundTrip(pictures, LosslessCodec(prediction, coder), subject: subject)
                let split = file.byteSplit
                add("headerBytes", of: subject, Double(split.header), MeasurementUnit.bytes)
                add("sideTableBytes", of: subject, Double(split.sideTables), MeasurementUnit.bytes)
                add("payloadBytes", of: subject, Double(split.payload), MeasurementUnit.bytes)
                add("bitsPerPixel", of: subject, Double(split.total * 8) / Double(pictures.size.pixels), bitsPerPixel)
            }
            context.report(
                StageProgress(
                    completed: index + 1, total: parameters.predictions.count, detail: prediction.rawValue))
        }
        try measurements.write(in: context)
    }

    private static let bitsPerPixel = "bits per pixel"

    /// The file, after its bytes were read back.
    ///
    /// - Precondition: the pictures come back: no number is measured of a file that is not the pictures.
    private static func roundTrip(
        _ pictures: Pictures, _ codec: LosslessCodec, subject: String
    ) throws -> CompressedFile {
        let bytes = try codec.compress(pictures).encoded()
        let file = try CompressedFile(decoding: bytes)
        let decoded = try LosslessCodec(of: file).decompress(file)
        precondition(decoded == pictures, "\(subject): other pictures come back")
        return file
    }
}

extension Pictures {
    /// The images of an IDX file.
    fileprivate init(of source: InputFile, firstImages: Int?) throws {
        let file = try IDXFile(contentsOf: source.url)
        guard file.dimensions.count == 3, file.dimensions[0] > 0 else {
            throw UnusableInput("\(source.producer): expected images, found dimensions \(file.dimensions)")
        }
        if let firstImages { try expect("firstImages", firstImages, in: 1...file.dimensions[0]) }
        let count = firstImages ?? file.dimensions[0]
        guard
            let size = PictureSize(count: count, height: file.dimensions[1], width: file.dimensions[2], channels: 1)
        else {
            throw UnusableInput(
                "\(source.producer): expected images of one pixel at least and \(PictureSize.mostSamples) in all at most, found "
                    + "\(file.dimensions)")
        }
        self.init(size: size, samples: Array(file.elements.prefix(size.samples)))
    }
}
