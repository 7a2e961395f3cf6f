import Datasets
import Files
import Foundation
import Pipeline
import Randomness

/// How many images a synthetic set has, and how both parts of it become files.
struct DrawnSetSizes: Codable, Sendable {
    let trainingImages: Int
    let testImages: Int

    static var outputs: [OutputDeclaration] {
        ["trainImages", "trainLabels", "testImages", "testLabels"].map { OutputDeclaration($0, fileName: "\($0).idx") }
    }

    /// Draws both parts with numbers of the stage's seed, and writes the four files.
    func write(
        in context: StageContext, drawing draw: (_ count: Int, _ generator: (Int) -> Philox) -> ImageSet
    ) throws {
        guard trainingImages > 0, testImages > 0 else {
            throw UnusableInput("trainingImages and testImages must be at least 1")
        }
        for (split, count, first) in [("train", trainingImages, 0), ("test", testImages, trainingImages + 1)] {
            // A stream for each image, and one more for the order of the set.
            let set = draw(count) { Philox(seed: context.seed, stream: UInt64(first + $0)) }
            try set.imagesFile.write(to: context.output("\(split)Images"))
            try set.labelsFile.write(to: context.output("\(split)Labels"))
        }
    }
}
