import ClassicalCodecs
import Codecs
import CompressedFiles
import Pipeline

/// Writes a whole set of images into one file by each of several codecs that learn nothing, reads it back, and measures files and images;
/// where the images' labels are given, those of each class by themselves as well.
enum CodeClassically: StageKind {
    static let name = "code-classically"
    static let summary = "writes images as JPEG, JPEG 2000, WebP, PNG, gzip or xz, reads them back and measures both"
    static let sourceFolder = "CodeImages/Classically"

    struct Parameters: Codable, Sendable {
        let codecs: [ClassicalChoice]
        /// How many images, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.one("images"), .optional("labels")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func libraries() -> [String: String] { ClassicalCodec.libraries }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let imageFile = try context.input("images")
        let pictures = try imageFile.pictures(firstImages: parameters.firstImages)
        var measurements = StageMeasurements(of: context.stage, on: imageFile)
        measurements.add(
            "imageCount", of: "images", Double(pictures.size.count), unit: MeasurementUnit.count, split: .test)
        let classes = try context.pictureClasses(ofFirst: pictures.size.count, in: imageFile)
        for (index, choice) in parameters.codecs.enumerated() {
            let codec = try choice.codec()
            let bytes = try codec.compress(pictures).encoded()
            let file = try CompressedFile(decoding: bytes)
            let decoded = try ClassicalCodec.codec(of: file).decompress(file)
            measurements.addSize(of: file, subject: choice.name)
            measurements.addQuality(
                of: decoded, against: pictures, subject: choice.name, classes: classes, seesBlocks: !choice.isMosaic)
            try measurements.addRates(of: classes, decoded: choice.isMosaic ? nil : decoded, subject: choice.name) {
                try codec.compress($0.pictures(of: pictures))
            } read: {
                try codec.decompress($0)
            }
            context.report(
                StageProgress(completed: index + 1, total: parameters.codecs.count, detail: choice.name))
        }
        try measurements.write(in: context)
    }
}
