import Datasets
import Files
import Foundation
import Pipeline

/// Unpacks the four gzip files of an MNIST-like data set and holds images and labels against each other.
enum DecodeIDX: StageKind {
    static let name = "decode-idx"
    static let summary = "unpacks and checks gzip files of images and labels in the IDX format"
    static let sourceFolder = "DecodeIDX"

    struct Parameters: Codable, Sendable {
        /// Pixels of an image from top to bottom, and from left to right.
        let height: Int
        let width: Int
        let trainingImages: Int
        let testImages: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { names.map { .one($0) } }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        names.map { OutputDeclaration($0, fileName: "\($0).idx") }
    }

    private static let names = ["trainImages", "trainLabels", "testImages", "testLabels"]

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        for (split, count) in [("train", parameters.trainingImages), ("test", parameters.testImages)] {
            let (images, labels) = (try context.input("\(split)Images"), try context.input("\(split)Labels"))
            let set = try ImageSet(
                images: IDXFile(contentsOfGzip: images.url), labels: IDXFile(contentsOfGzip: labels.url),
                imagesName: images.name, labelsName: labels.name)
            guard set.count == count, set.height == parameters.height, set.width == parameters.width else {
                throw UnusableInput(
                    "the \(split) images of \(images.producer): expected \(count) of "
                        + "\(parameters.height)×\(parameters.width), found \(set.count) of \(set.height)×\(set.width)")
            }
            try set.imagesFile.write(to: context.output("\(split)Images"))
            try set.labelsFile.write(to: context.output("\(split)Labels"))
        }
    }
}
