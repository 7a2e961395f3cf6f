import Datasets
import Pipeline
import SyntheticImages

/// Draws the synthetic stand-in for Fashion-MNIST: garments as IDX files, from the stage's seed alone.
enum DrawGarments: StageKind {
    static let name = "draw-garments"
    static let summary = "draws a synthetic set of garments, 28×28, ten classes"
    static let sourceFolder = "DrawImages"

    typealias Parameters = DrawnSetSizes

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { DrawnSetSizes.outputs }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try parameters.write(in: context) { DrawnGarments.set(count: $0, generator: $1) }
    }
}
