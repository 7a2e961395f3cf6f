import ClassicalCodecs
import Codecs
import CompressedFiles
import Files
import Foundation
import ImageQuality
import Images
import Pipeline
import Tensors

/// Shows what codecs of about equal rate make of test images that a rule chooses: a picture of many small ones, and a table of what each cost.
///
/// Of each method the setting is taken whose file of all images comes nearest to a rate. That file is read back, and the images shown are
/// from it; so are its bytes. What a receiver needs beside the file, such as a decoder's weights, is in no number here.
enum ShowPictures: StageKind {
    static let name = "show-pictures"
    static let summary = "shows test images chosen by a rule, as several codecs of about equal rate give them back"
    static let sourceFolder = "CodeImages/ShowPictures"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        let methods: [PictureMethod]
        /// The method by whose errors images are chosen.
        let reference: String
        /// Bits per pixel that each method's file should have.
        let bitsPerPixel: Double
        /// How many images of the worst decile are shown.
        let worst: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.many("encoders"), .many("decoders"), .one("images"), .one("labels")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        [
            OutputDeclaration("pictures", fileName: "pictures.png"),
            OutputDeclaration("differences", fileName: "differences.png"),
            OutputDeclaration("table", fileName: "table.csv"),
            measurementsOutput,
        ]
    }

    static func libraries() -> [String: String] { ClassicalCodec.libraries }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let imageFile = try context.input("images")
        let originals = try imageFile.pictures(firstImages: nil)
        guard originals.size.channels == 1 else {
            throw UnusableInput("\(imageFile.producer): expected grey images, found images in colour")
        }
        guard parameters.bitsPerPixel > 0 else {
            throw UnusableInput("bitsPerPixel: expected a number above 0, found \(parameters.bitsPerPixel)")
        }
        try expect("worst", parameters.worst, in: 1...max(1, originals.size.count / 10), "images")
        let classes = try context.pictureClasses(ofFirst: originals.size.count, in: imageFile)
        let models = try PictureModels(
            encoders: context.inputs("encoders"), decoders: context.inputs("decoders"),
            kernels: CompiledKernels(environment: ProcessInfo.processInfo.environment))
        var shown: [ShownMethod] = []
        for (index, method) in parameters.methods.enumerated() {
            let codecs = try method.codecs(models)
            shown.append(
                try ShownMethod(method.name, of: codecs, nearest: parameters.bitsPerPixel, on: originals))
            context.report(
                StageProgress(completed: index + 1, total: parameters.methods.count, detail: method.name))
        }
        guard let reference = shown.first(where: { $0.name == parameters.reference }) else {
            throw UnusableInput("reference: \(parameters.reference) is none of the methods")
        }
        let chosen = chosenPictures(ofErrors: reference.errors, classes: classes, worst: parameters.worst)
        let sprite = PictureSprite(of: chosen.map(\.index), originals, shown.map(\.decoded))
        try writeAtomically(PNG.encode(sprite.pictures), to: context.output("pictures"), durable: false)
        try writeAtomically(PNG.encode(sprite.differences), to: context.output("differences"), durable: false)
        try writePictureTable(of: shown, chosen, originals, to: context.output("table"))
        var measurements = StageMeasurements(of: context.stage, on: imageFile)
        for (column, picture) in chosen.enumerated() {
            measurements.add(
                "imageIndex", of: picture.choice.rawValue, Double(picture.index), unit: MeasurementUnit.count,
                split: .test, class: picture.label, step: column)
        }
        for (index, method) in shown.enumerated() { measurements.add(method, row: index + 1) }
        try measurements.write(in: context)
    }
}

extension StageMeasurements {
    /// - Parameter row: of the sprite.
    fileprivate mutating func add(_ method: ShownMethod, row: Int) {
        add("spriteRow", of: method.name, Double(row), unit: MeasurementUnit.count)
        addSize(of: method.file, subject: method.name)
        let ratios = PeakSignalToNoiseRatios(ofMeanSquaredErrors: method.errors)
        add(
            "meanSquaredError", of: method.name, method.errors.reduce(0, +) / Double(method.errors.count),
            unit: MeasurementUnit.meanSquaredError, split: .test)
        if ratios.ofMeanError.isFinite {
            add(
                "peakSignalToNoiseRatio", of: method.name, ratios.ofMeanError, unit: MeasurementUnit.decibels,
                split: .test)
        }
    }
}
