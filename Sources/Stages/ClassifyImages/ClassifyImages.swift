import Foundation
import ImageCompression
import NeuralNetworks
import Pipeline
import Tensors

/// The test on reconstructions: what a classifier makes of images, and of what compression left of them.
enum ClassifyImages: StageKind {
    static let name = "classify-images"
    static let summary = "classifies images and their reconstructions, and compares the answers"
    static let sourceFolder = "ClassifyImages"
    static let environment = [CompiledKernels.levelVariable]

    struct Parameters: Codable, Sendable {
        /// How many images of each set, from the first.
        let firstImages: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] {
        [.one("classifier"), .one("images"), .one("labels"), .many("reconstructions")]
    }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { [measurementsOutput] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let classifier = try ModelFile.read(context.input("classifier").url)
        let labels = try context.input("labels").url
        func read(_ file: InputFile) throws -> LabelledImages {
            try LabelledImages(
                images: file.url, labels: labels, first: parameters.firstImages, for: classifier.architecture)
        }
        let original = try context.input("images")
        let originals = try read(original)
        var measurements = StageMeasurements(of: context.stage, on: original)
        let files = [("originals", original)] + (try context.inputs("reconstructions").map { ($0.output, $0) })
        var earlier: [(name: String, answers: Classification)] = []
        for (index, (name, file)) in files.enumerated() {
            let set = try read(file)
            let answers = Classification(of: set.images, labels: set.labels, by: classifier, using: kernels)
            measurements.add(answers, of: name)
            if name != "originals" { measurements.addError(of: set.images, named: name, against: originals.images) }
            for other in earlier {
                measurements.add(McNemarTest(other.answers, answers), of: "\(other.name) vs \(name)")
            }
            earlier.append((name, answers))
            context.report(StageProgress(completed: index + 1, total: files.count, detail: name))
        }
        try measurements.write(in: context)
    }
}
