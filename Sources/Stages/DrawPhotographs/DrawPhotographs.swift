import Datasets
import Foundation
import Pipeline
import Randomness
import SyntheticImages

/// Draws the synthetic stand-in for cropped photographs, from the stage's seed alone.
enum DrawPhotographs: StageKind {
    static let name = "draw-photographs"
    static let summary = "draws synthetic pictures in colour: slopes, edges, textures"
    static let sourceFolder = "DrawPhotographs"

    struct Parameters: Codable, Sendable {
        /// Pixels of a picture's side.
        let side: Int
        let training: Int
        let validation: Int
        let test: Int
    }

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] {
        ["training", "validation", "test"].map { OutputDeclaration($0, fileName: "\($0).idx") }
    }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try expect("side", parameters.side, in: 1...4096, "pixels")
        var first = 0
        for (name, count) in [
            ("training", parameters.training), ("validation", parameters.validation), ("test", parameters.test),
        ] {
            try expect(name, count, in: 1..., "picture")
            let pictures = (first..<first + count).map { index in
                // A stream for each picture.
                var generator = Philox(seed: context.seed, stream: UInt64(index))
                return DrawnPhotographs.picture(side: parameters.side, using: &generator)
            }
            try IDXFile(pictures: pictures).write(to: context.output(name))
            first += count
        }
    }
}
