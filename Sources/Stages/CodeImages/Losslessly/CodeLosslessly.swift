import Codecs
import CompressedFiles
import ImageQuality
import Pipeline

/// Writes a whole set of images into one file by each of several lossless codecs, reads it back, and measures the files.
enum CodeLosslessly: StageKind {
    static let name = "code-losslessly"
    static let summary = "writes images into lossless files, reads them back and measures the files"
    static let sourceFolder = "CodeImages/Losslessly"

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
        let pictures = try source.pictures(firstImages: parameters.firstImages)
        var measurements = StageMeasurements(of: context.stage, on: source)
        func add(_ metric: String, of subject: String, _ value: Double, _ unit: String) {
            measurements.add(metric, of: subject, value, unit: unit, split: .test)
        }
        add("imageCount", of: "images", Double(pictures.size.count), MeasurementUnit.count)
        for (index, prediction) in parameters.predictions.enumerated() {
            let residuals = prediction.residuals(of: pictures).residuals
            add("entropy", of: prediction.rawValue, shannonEntropy(of: residuals), bitsPerPixelUnit)
            for coder in parameters.coders {
                let subject = "\(prediction.rawValue)/\(coder.rawValue)"
                let file = try roundTrip(pictures, LosslessCodec(prediction, coder), subject: subject)
                measurements.addSize(of: file, subject: subject)
            }
            context.report(
                StageProgress(
                    completed: index + 1, total: parameters.predictions.count, detail: prediction.rawValue))
        }
        try measurements.write(in: context)
    }

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
