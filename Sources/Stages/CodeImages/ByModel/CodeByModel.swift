import Codecs
import CompressedFiles
import Foundation
import LearnedCodecs
import Pipeline
import Tensors

/// Writes a whole set of images into one file by each quantizer of a codec and each of several coders, reads it back with the decoder half
/// alone, and measures files and images; where the images' labels are given, those of each class by themselves as well.
enum CodeByModel: StageKind {
    static let name = "code-by-model"
    static let summary = "writes images into files by a codec's model, reads them back and measures both"
    static let sourceFolder = "CodeImages/ByModel"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        let coders: [LevelCoder]
        /// How many images, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("encoder"), .one("decoder"), .one("images"), .optional("labels")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let imageFile = try context.input("images")
        let pictures = try imageFile.pictures(firstImages: parameters.firstImages)
        let decoderFile = try Data(contentsOf: context.input("decoder").url)
        let decoder = LearnedDecoder(
            try DecoderHalf(decoding: decoderFile), fingerprint: fingerprint(ofDecoderHalf: decoderFile),
            kernels: kernels)
        let encoder = try EncoderHalf(
            decoding: Data(contentsOf: context.input("encoder").url), for: decoder.fingerprint)
        var measurements = StageMeasurements(of: context.stage, on: imageFile)
        measurements.add(
            "imageCount", of: "images", Double(pictures.size.count), unit: MeasurementUnit.count, split: .test)
        let classes = try context.pictureClasses(ofFirst: pictures.size.count, in: imageFile)
        let codes = try encoder.codes(of: pictures, for: decoder)
        for (index, quantizer) in decoder.half.quantizers.enumerated() {
            let subject = "\(index)"
            let levels = try quantizer.levels(of: codes)
            let expected = try decoder.pictures(of: pictures.size, levels: levels, quantizer: quantizer)
            measurements.addQuality(of: expected, against: pictures, subject: subject, classes: classes)
            measurements.addLevels(levels, of: quantizer, subject: subject, pixels: pictures.size.pixels)
            for coder in parameters.coders {
                let codec = try LearnedCodec(encoder, decoder, quantizer: index, coder: coder)
                let bytes = try codec.file(ofLevels: levels, pictures.size).encoded()
                let file = try CompressedFile(decoding: bytes)
                let decoded = try decoder.decompress(file)
                precondition(decoded == expected, "\(coder.rawValue): other pictures come back")
                measurements.addSize(of: file, subject: "\(subject)/\(coder.rawValue)")
                let perPicture = levels.count / pictures.size.count
                try measurements.addRates(
                    of: classes, decoded: expected, subject: "\(subject)/\(coder.rawValue)"
                ) { pictureClass in
                    try codec.file(
                        ofLevels: pictureClass.members.flatMap { levels[$0 * perPicture..<($0 + 1) * perPicture] },
                        pictures.size.part(pictureClass.members.count))
                } read: {
                    try decoder.decompress($0)
                }
            }
            context.report(
                StageProgress(
                    completed: index + 1, total: decoder.half.quantizers.count, detail: "\(quantizer.bits) bits"))
        }
        try measurements.write(in: context)
    }
}

extension StageMeasurements {
    /// How the levels of codes are used, and what they cost beside the payload.
    fileprivate mutating func addLevels(_ levels: [UInt8], of quantizer: CodeQuantizer, subject: String, pixels: Int) {
        let use = LevelUse(of: levels, quantizer)
        add("quantizerBits", of: subject, Double(quantizer.bits), unit: MeasurementUnit.count)
        add(
            "quantizerBytes", of: subject, Double(DecoderHalf.bytes(of: quantizer)), unit: MeasurementUnit.bytes)
        add(
            "entropy", of: subject,
            use.entropyPerCode * Double(levels.count / quantizer.levelsPerCode) / Double(pixels),
            unit: bitsPerPixelUnit, split: .test)
        add("deadUnits", of: subject, Double(use.deadUnits), unit: MeasurementUnit.count, split: .test)
        add("saturatedFraction", of: subject, use.saturatedFraction, unit: MeasurementUnit.fraction, split: .test)
    }
}
