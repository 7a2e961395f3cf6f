import Downloads
import Files
import Foundation
import Pipeline

/// Gets the files of a data set from `DATA_MIRROR` or its public sources; the digests in the manifest decide.
enum FetchDataset: StageKind {
    static let name = "fetch-dataset"
    static let summary = "gets a data set's files and checks their digests"
    static let sourceFolder = "FetchDataset"
    static let environment = Fetcher.environmentNames

    typealias Parameters = DatasetManifest

    static func inputs(of parameters: DatasetManifest) -> [InputDeclaration] { [] }

    static func outputs(of parameters: DatasetManifest) -> [OutputDeclaration] {
        parameters.files.map { file in
            // In the stage's own folder the files of a set lie side by side.
            OutputDeclaration(file.output, fileName: file.name.split(separator: "/").last.map(String.init) ?? file.name)
        }
    }

    static func run(_ manifest: DatasetManifest, in context: StageContext) async throws {
        let fetcher = Fetcher(
            partialFolder: context.checkpointDirectory, environment: ProcessInfo.processInfo.environment)
        let total = manifest.files.reduce(0) { $0 + $1.size }
        var finished = 0
        for file in manifest.files {
            let source = try fetcher.fetch(file, of: manifest, to: context.output(file.output)) { progress in
                context.report(
                    StageProgress(completed: finished + progress.received, total: total, detail: file.name))
            }
            finished += file.size
            context.log("\(file.name): \(file.size) bytes from \(source)")
        }
    }
}
