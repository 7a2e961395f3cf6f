import Datasets
import Pipeline
import SyntheticImages

/// Draws the synthetic stand-in for MNIST: digits as IDX files, from the stage's seed alone.
enum DrawDigits: StageKind {
    static let name = "draw-digits"
    static let summary = "draws a synthetic set of digits, 28×28, ten classes"
    static let sourceFolder = "DrawImages"

    typealias Parameters = DrawnSetSizes

    static func inputs(of parameters: Parameters) -> [InputDeclaration] { [] }

    static func outputs(of parameters: Parameters) -> [OutputDeclaration] { DrawnSetSizes.outputs }

    static func run(_ parameters: Parameters, in context: StageContext) async throws {
        try parameters.write(in: context) { DrawnDigits.set(count: $0, generator: $1) }
    }
}
