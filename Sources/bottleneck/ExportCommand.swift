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
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case safetensors, onnx
    }

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "One instance, such as 'ercan/train[recipe=paper,code=64,replicate=0]'.")
    var stage: String

    @Option(
        name: .shortAndLong, help: "The folder to write into (default: one below out/models/, named after the stage).")
    var output: String?

    @Option(help: "How to write them.")
    var format = Format.safetensors

    @Option(help: "Also write examples.safetensors: so many test images, and what the models make of them.")
    var examples = 0

    func validate() throws {
        if examples < 0 { throw ValidationError("--examples must be 0 or more, not \(examples)") }
    }

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let index = try opened.graph.selectOne(Selector(stage))
            let finished = try FinishedStages(index, in: opened, typed: options.typed)
            let name = opened.graph.instances[index].name
            let folder =
                output.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? defaultFolder(for: name, opened)
            let models = try finished.models()
            for model in models {
                let source = ["stage": "\(name)", "model": "\(Digest(of: model.safetensors))"]
                let data = try format == .onnx ? model.onnx(metadata: source) : model.safetensors
                try write(data, to: folder.appending(path: "\(model.name).\(format.rawValue)"))
            }
            if examples > 0 {
                let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
                try write(
                    ExportedModel.examples(examples, from: finished.images(), through: models, using: kernels),
                    to: folder.appending(path: "examples.safetensors"))
            }
        }
    }

    private func defaultFolder(for name: StageName, _ opened: OpenWorkspace) -> URL {
        let labels = name.axes.map { "\($0.name)=\($0.label)" }.joined(separator: ",")
        return opened.workspace.root.appending(path: "out/models/\(name.declaration)/\(labels)")
    }

    private func write(_ data: Data, to url: URL) throws {
        try createDirectory(url.deletingLastPathComponent())
        try writeAtomically(data, to: url)
        print(url.path)
    }
}

/// A stage that has run as it is declared now, and those that it needs.
private struct FinishedStages {
    private let opened: OpenWorkspace
    private let instance: StageInstance
    private let record: ActionRecord
    private let verdicts: [Int: Verdict]

    /// - Throws: ``ExportError/notUpToDate(stage:command:)``.
    init(_ index: Int, in opened: OpenWorkspace, typed: String) throws {
        self.opened = opened
        instance = opened.graph.instances[index]
        verdicts = try opened.pipelineRun(.init(selected: [index])).plan().verdicts
        guard case .upToDate(let record) = verdicts[index] else {
            throw ExportError.notUpToDate(
                stage: instance.name, command: "bottleneck run '\(instance.name)'\(typed)")
        }
        self.record = record
    }

    /// In the order in which the kind declares its outputs.
    ///
    /// - Throws: ``ExportError/noModel(stage:outputs:)``.
    func models() throws -> [ExportedModel] {
        let models = try instance.kind.outputs.filter { $0.fileName.hasSuffix(".safetensors") }.compactMap { output in
            try record.outputs[output.name].flatMap {
                try ExportedModel(name: output.name, safetensors: opened.store.contents.read($0.digest))
            }
        }
        guard !models.isEmpty else {
            throw ExportError.noModel(stage: instance.name, outputs: instance.kind.outputs.map(\.name))
        }
        return models
    }

    /// The images that the stage tests its models on.
    ///
    /// - Throws: ``ExportError/noTestImages(stage:)``.
    func images() throws -> URL {
        guard let source = instance.inputs.first(where: { $0.name == "testImages" })?.sources.first else {
            throw ExportError.noTestImages(stage: instance.name)
        }
        switch source {
        case .file(let path), .published(let path, _, _): return opened.workspace.files.location(of: path)
        case .output(let stage, let output):
            guard case .upToDate(let record) = verdicts[stage], let content = record.outputs[output] else {
                preconditionFailure("\(instance.name) is up to date, and what it needs is not")
            }
            return opened.store.contents.location(of: content.digest)
        }
    }
}

/// Why nothing can be exported.
private enum ExportError: Error, CustomStringConvertible {
    case notUpToDate(stage: StageName, command: String)
    case noModel(stage: StageName, outputs: [String])
    case noTestImages(stage: StageName)

    var description: String {
        switch self {
        case .notUpToDate(let stage, let command):
            "\(stage) has not run as it is declared now, so there is no model of it; `\(command)` makes it"
        case .noModel(let stage, let outputs):
            "\(stage) makes no model; its outputs are \(outputs.joined(separator: ", "))"
        case .noTestImages(let stage):
            "\(stage) has no input testImages to take examples from; leave --examples out"
        }
    }
}
