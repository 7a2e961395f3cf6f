import Foundation
import ModelExport
import Pipeline

/// A stage that has run as it is declared now, with what it made and what it needed.
struct FinishedStage {
    let instance: StageInstance
    private let opened: OpenWorkspace
    private let result: ActionResult
    private let verdicts: InstanceMap<Verdict>

    /// - Parameters:
    ///   - stage: one instance, as one types it.
    ///   - typed: the workspace's options, for the command that an error names.
    /// - Throws: `SelectorError`, or ``FinishedStageError/notUpToDate(stage:command:)``.
    init(_ stage: String, in opened: OpenWorkspace, typed: String) throws {
        self.opened = opened
        let index = try opened.graph.selectOne(Selector(stage))
        instance = opened.graph.instances[index]
        verdicts = try opened.pipelineRun(.init(selected: [index])).plan().verdicts
        guard case .upToDate(let result) = verdicts[index] else {
            throw FinishedStageError.notUpToDate(
                stage: instance.name, command: "bottleneck run '\(instance.name)'\(typed)")
        }
        self.result = result
    }

    /// In the order in which the kind declares its outputs.
    ///
    /// - Throws: ``FinishedStageError/noModel(stage:outputs:)``.
    func models() throws -> [ExportedModel] {
        let models = try instance.kind.outputs.filter { $0.fileName.hasSuffix(".safetensors") }.compactMap { output in
            try result.outputs[output.name].flatMap {
                try ExportedModel(name: output.name, safetensors: opened.store.contents.read($0.digest))
            }
        }
        guard !models.isEmpty else {
            throw FinishedStageError.noModel(stage: instance.name, outputs: instance.kind.outputs.map(\.name))
        }
        return models
    }

    /// The halves of a codec among the outputs.
    ///
    /// - Throws: ``FinishedStageError/noCodec(stage:outputs:)`` where there are no such files; what is in them is not read.
    func codecModel() throws -> CodecModel {
        func half(_ fileName: String) -> URL? {
            instance.kind.outputs.first { $0.fileName == fileName }.flatMap { result.outputs[$0.name] }
                .map { opened.store.contents.location(of: $0.digest) }
        }
        guard let decoder = half(CodecModel.decoderFile), let encoder = half(CodecModel.encoderFile) else {
            throw FinishedStageError.noCodec(stage: instance.name, outputs: instance.kind.outputs.map(\.name))
        }
        return CodecModel(name: "\(instance.name)", decoder: decoder, encoder: encoder)
    }

    /// The images that the stage tests its models on.
    ///
    /// - Throws: ``FinishedStageError/noTestImages(stage:)``.
    func images() throws -> URL {
        guard let source = instance.inputs.first(where: { $0.name == "testImages" })?.sources.first else {
            throw FinishedStageError.noTestImages(stage: instance.name)
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

/// Why a stage has not what is asked of it.
enum FinishedStageError: Error, CustomStringConvertible {
    case notUpToDate(stage: StageName, command: String)
    case noModel(stage: StageName, outputs: [String])
    case noCodec(stage: StageName, outputs: [String])
    case noTestImages(stage: StageName)

    var description: String {
        switch self {
        case .notUpToDate(let stage, let command):
            "\(stage) has not run as it is declared now, so there is no model of it; `\(command)` makes it"
        case .noModel(let stage, let outputs):
            "\(stage) makes no model; its outputs are \(outputs.joined(separator: ", "))"
        case .noCodec(let stage, let outputs):
            "\(stage) makes no halves of a codec; its outputs are \(outputs.joined(separator: ", ")); name a stage of the kind build-codec"
        case .noTestImages(let stage):
            "\(stage) has no input testImages to take examples from; leave --examples out"
        }
    }
}
