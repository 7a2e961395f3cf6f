import ArgumentParser
import Foundation

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write a synthetic pipeline, as bottleneck, ninja, make, Snakemake and DVC declare it.")

    @Option(help: "How many stages; rounded up to whole layers.")
    var stages = 1000

    @Option(help: "In how many layers.")
    var layers = SyntheticPipeline.defaultLayers

    @Argument(help: "The folder to write it into.")
    var folder: String

    func validate() throws {
        guard stages > 0, layers > 0 else { throw ValidationError("at least one stage, in at least one layer") }
    }

    func run() throws {
        try SyntheticPipeline(stages: stages, layers: layers)
            .write(to: URL(filePath: folder, directoryHint: .isDirectory))
    }
}
