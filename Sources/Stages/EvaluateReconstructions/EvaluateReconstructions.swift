import Datasets
import Files
import Foundation
import ImageCompression
import Measurements
import NeuralNetworks
import Pipeline
import Tensors

/// Reads codes back from their files, runs them through the decoder alone, and measures what became of the images.
enum EvaluateReconstructions: StageKind {
    static let name = "evaluate-reconstructions"
    static let summary = "decodes code files and measures size and error"
    static let sourceFolder = "EvaluateReconstructions"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// A code value this close to 0 or 1 counts as saturated. Left out for codes that are not bounded by 0 and 1.
        let saturation: Double?
        /// A unit whose values span less than this over all images counts as dead.
        let deadSpan: Double
        /// How many images the codes are of, from the first; all when left out.
        let firstImages: Int?
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("decoder"), .many("codes"), .one("images"), .one("labels")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let decoder = try ModelFile.read(context.input("decoder").url)
        let imageFile = try context.input("images")
        let set = try ImageSet(images: imageFile.url, labels: context.input("labels").url)
        let images = try ByteMatrix(rows: set.count, columns: set.pixelsPerImage, bytes: set.pixels)
            .first(parameters.firstImages, named: "firstImages")
        // The encoder that made the codes is not among the inputs: AutoencoderHalves has nothing to hold the decoder against.
        guard decoder.outputCount == images.columns else {
            throw UnusableInput(
                "\(imageFile.producer): the decoder gives \(decoder.outputCount) pixels, the images have \(images.columns)"
            )
        }
        let labels = Array(set.labels.prefix(images.rows))
        var measurements = StageMeasurements(of: context.stage, on: imageFile)
        measurements.addOriginalSizes(pixels: images.columns)
        let files = try context.inputs("codes")
        for (index, file) in files.enumerated() {
            guard let representation = CodeRepresentation(name: file.output) else {
                throw UnusableInput(
                    "\(file.name): expected codes as float32, text-19 or uniform-1 to uniform-8")
            }
            let data = try Data(contentsOf: file.url)
            let codes = try representation.decode(data, units: decoder.inputs)
            guard codes.rows == images.rows else {
                throw UnusableInput("\(file.name): \(codes.rows) codes for \(images.rows) images")
            }
            let reconstructions = decoder.outputs(for: codes, using: kernels)
            let error = ReconstructionError(of: reconstructions, against: images)
            measurements.addSize(of: representation, codes: codes, fileSize: data.count)
            measurements.addError(error, of: representation.name, labels: labels)
            measurements.add(
                "binaryCrossEntropy", of: representation.name,
                meanBinaryCrossEntropy(of: reconstructions, against: images, using: kernels),
                unit: MeasurementUnit.crossEntropy, split: .test)
            if representation == .float32 { measurements.addCodeStatistics(of: codes, parameters) }
            context.report(
                StageProgress(completed: index + 1, total: files.count, detail: representation.name))
        }
        try measurements.write(in: context)
    }
}
