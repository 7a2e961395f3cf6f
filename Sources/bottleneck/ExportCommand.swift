import ArgumentParser
import Files
import Foundation
import ModelExport
import Pipeline
import Tensors

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the models of a finished stage as files for other programs; nothing is trained.",
        discussion: """
            An autoencoder's encoder and decoder are two files. docs/model-files.md says what is in them and how to read them with numpy.

            For example: bottleneck export 'ercan/train[recipe=paper,code=64,replicate=0]' --format onnx --examples 16
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case safetensors, onnx
    }

    @OptionGroup var options: WorkspaceLocation

    @Argument(help: "One instance, such as 'ercan/train[recipe=paper,code=64,replicate=0]'.")
    var stage: String

    @Option(
        name: .shortAndLong, help: "The folder to write into (default: one below out/models/, named after the stage).")
    var output: String?

    @Option(help: "How to write them.")
    var format = Format.safetensors

    @Option(help: "Also write examples.safetensors: so many test images, and what the models make of them.")
    var examples = 0

    @Flag(help: "Write over files that are there already.")
    var force = false

    func validate() throws {
        if examples < 0 { throw ValidationError("--examples must be 0 or more, not \(examples)") }
    }

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let finished = try FinishedStage(stage, in: opened, typed: options.typed)
            let name = finished.instance.name
            let folder =
                output.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? defaultFolder(for: name, opened)
            let models = try finished.models()
            var files: [(name: String, data: Data)] = try models.map { model in
                let source = ["stage": "\(name)", "model": "\(Digest(of: model.safetensors))"]
                let data = try format == .onnx ? model.onnx(metadata: source) : model.safetensors
                return ("\(model.name).\(format.rawValue)", data)
            }
            if examples > 0 {
                let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
                let data = try ExportedModel.examples(
                    examples, from: finished.images(), through: models, using: kernels)
                files.append(("examples.safetensors", data))
            }
            try write(files, to: folder)
        }
    }

    private func defaultFolder(for name: StageName, _ opened: OpenWorkspace) -> URL {
        let labels = name.axes.map { "\($0.name)=\($0.label)" }.joined(separator: ",")
        return opened.workspace.root.appending(path: "out/models/\(name.declaration)/\(labels)")
    }

    /// All of them, or none where one would take another's place.
    private func write(_ files: [(name: String, data: Data)], to folder: URL) throws {
        let places = files.map { folder.appending(path: $0.name) }
        if !force, let taken = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) {
            throw ValidationError("\(taken.path) is there already; name another folder with --output, or add --force")
        }
        try createDirectory(folder)
        for (file, place) in zip(files, places) {
            try writeAtomically(file.data, to: place)
            print(place.path)
        }
    }
}
