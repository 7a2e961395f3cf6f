import Datasets
import Foundation
import Images
import Pipeline
import Pixels
import Randomness

/// Cuts squares out of photographs and parts them, photograph by photograph, into training, validation and test pictures.
///
/// No photograph has crops in two parts. Which part it falls into, and where its crops lie, follow from the stage's seed.
enum CropPhotographs: StageKind {
    static let name = "crop-photographs"
    static let summary = "cuts square pictures out of photographs, parted by photograph"
    static let sourceFolder = "CropPhotographs"

    struct Parameters: Codable, Sendable {
        /// Pixels of a crop's side.
        let side: Int
        let cropsPerPhotograph: Int
        let validationPhotographs: Int
        let testPhotographs: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [.many("photographs")] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        parts.map { OutputDeclaration($0, fileName: "\($0).idx") }
    }

    private static let parts = ["training", "validation", "test"]

    /// The photographs are JPEG files.
    static func libraries() -> [String: String] { ["libjpeg-turbo": JPEG.libraryIdentity] }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        let files = try context.inputs("photographs")
        let (validation, test) = (parameters.validationPhotographs, parameters.testPhotographs)
        guard parameters.side > 0, parameters.cropsPerPhotograph > 0, validation > 0, test > 0,
            validation + test < files.count
        else {
            throw UnusableInput(
                "expected at least 1 pixel, crop, validation and test photograph, and some of the \(files.count) "
                    + "photographs left to train on; found \(parameters)")
        }
        var generator = Philox(seed: context.seed, stream: 0)
        let order = generator.permutation(of: files.count).map { files[Int($0)] }
        var photographs = order.makeIterator()
        for (name, count) in zip(parts, [files.count - validation - test, validation, test]) {
            var crops: [PixelImage] = []
            for _ in 0..<count {
                guard let file = photographs.next() else { preconditionFailure("the parts are more than the whole") }
                crops += try parameters.crops(of: file, using: &generator)
            }
            try IDXFile(pictures: crops).write(to: context.output(name))
            context.log("\(name): \(crops.count) pictures of \(count) photographs")
        }
    }
}

extension CropPhotographs.Parameters {
    fileprivate func crops(
        of file: InputFile, using generator: inout some RandomNumberGenerator
    ) throws -> [PixelImage] {
        let photograph = try PixelImage(contentsOf: file.url)
        guard photograph.height >= side, photograph.width >= side, photograph.channels == 3 else {
            throw UnusableInput(
                "\(file.name): expected a photograph in colour of at least \(side) × \(side), found "
                    + "\(photograph.height) × \(photograph.width) × \(photograph.channels)")
        }
        return (0..<cropsPerPhotograph).map { _ in
            photograph.cropped(
                top: generator.integer(below: photograph.height - side + 1),
                left: generator.integer(below: photograph.width - side + 1), height: side, width: side)
        }
    }
}
