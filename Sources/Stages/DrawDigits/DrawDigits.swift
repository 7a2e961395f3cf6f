import Datasets
import Files
import Foundation
import Pipeline
import Randomness

/// Draws the synthetic stand-in for MNIST: digits as IDX files, from the stage's seed alone.
enum DrawDigits: StageKind {
    static let name = "draw-digits"
    static let summary = "draws a synthetic set of digits, 28×28, ten classes"
    static let sourceFolder = "DrawDigits"

    struct Parameters: Codable, Sendable {
        let trainingImages: Int
        let testImages: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        ["trainImages", "trainLabels", "testImages", "testLabels"].map { OutputDeclaration($0, fileName: "\($0).idx") }
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        guard parameters.trainingImages > 0, parameters.testImages > 0 else {
            throw UnusableInput("trainingImages and testImages must be at least 1")
        }
        for (split, count, first) in [
            ("train", parameters.trainingImages, 0), ("test", parameters.testImages, parameters.trainingImages + 1),
        ] {
            // A stream for each image, and one more for the order of the set.
            let set = DrawnDigits.set(count: count) { Philox(seed: context.seed, stream: UInt64(first + $0)) }
            try set.imagesFile.write(to: context.output("\(split)Images"))
            try set.labelsFile.write(to: context.output("\(split)Labels"))
        }
    }
}
