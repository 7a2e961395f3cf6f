import ArgumentParser
import Codecs
import CompressedFiles
import Files
import Foundation
import LearnedCodecs
import Pipeline
import Tensors

/// A codec's model as it lies on disk: a folder or a stage's outputs, of which a receiver needs the decoder half alone.
struct CodecModel {
    /// What the user calls it.
    let name: String
    let decoder: URL
    /// `nil` where only the decoder half is there.
    let encoder: URL?

    static let decoderFile = "decoder.safetensors"
    static let encoderFile = "encoder.safetensors"

    init(name: String, decoder: URL, encoder: URL?) {
        (self.name, self.decoder, self.encoder) = (name, decoder, encoder)
    }

    /// The model in a folder, `nil` where it holds no decoder half.
    init?(folder: URL) {
        let decoder = folder.appending(path: CodecModel.decoderFile)
        guard FileManager.default.fileExists(atPath: decoder.path) else { return nil }
        let encoder = folder.appending(path: CodecModel.encoderFile)
        self.init(
            name: folder.lastPathComponent, decoder: decoder,
            encoder: FileManager.default.fileExists(atPath: encoder.path) ? encoder : nil)
    }

    func readDecoder() throws -> LearnedDecoder {
        let data = try readFile(decoder)
        do {
            return LearnedDecoder(
                try DecoderHalf(decoding: data), fingerprint: fingerprint(ofDecoderHalf: data),
                kernels: try CompiledKernels(environment: ProcessInfo.processInfo.environment))
        } catch let error as UnavailableLevel {
            throw error
        } catch {
            throw UnusableModel(name: name, file: decoder.path, reason: "\(error)")
        }
    }

    /// - Throws: ``UnusableModel`` where there is no encoder half, or another one.
    func readEncoder(for decoder: LearnedDecoder) throws -> EncoderHalf {
        guard let encoder else {
            throw UnusableModel(
                name: name, file: self.decoder.path,
                reason: "only the decoder half is there; put \(CodecModel.encoderFile) beside it to compress")
        }
        do {
            return try EncoderHalf(decoding: readFile(encoder), for: decoder.fingerprint)
        } catch let error as FileError {
            throw error
        } catch {
            throw UnusableModel(name: name, file: encoder.path, reason: "\(error)")
        }
    }
}

extension CodecModel {
    /// The codec of both halves, and the bits that it takes for each number of a code.
    ///
    /// - Parameter wanted: bits; when left out, the model's middle choice.
    /// - Throws: ``UnusableModel``, or `ValidationError` where the model has no such choice.
    func codec(bits wanted: Int?) throws -> (codec: LearnedCodec, bits: Int) {
        let decoder = try readDecoder()
        let encoder = try readEncoder(for: decoder)
        let choices = decoder.half.quantizers.map(\.bits)
        guard let index = wanted.map(choices.firstIndex(of:)) ?? choices.count / 2 else {
            throw ValidationError(
                "--bits \(wanted ?? 0): the model \(name) has \(choices.map(String.init).joined(separator: ", "))")
        }
        return (try LearnedCodec(encoder, decoder, quantizer: index, coder: .rans), choices[index])
    }
}

/// The models that come with the workspace: folders of results/models/.
struct CodecModels {
    private let folder: URL?

    /// - Parameter folder: of the models; when left out, results/models/ of the workspace here or above, or else of the one that holds this
    ///   program.
    init(folder: String?) {
        self.folder =
            folder.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? (Workspace.rootFromHere ?? Workspace.rootOfProgram)?.appending(path: "results/models")
    }

    var all: [CodecModel] {
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        return names.sorted().compactMap { name in folder.flatMap { CodecModel(folder: $0.appending(path: name)) } }
    }

    /// The model that is meant by a key of ``all``, a folder, the file of a decoder half, or a stage that made a codec.
    ///
    /// - Parameter location: where the stages are declared.
    /// - Throws: ``UnknownModel``, or what ``FinishedStage`` throws of a stage.
    func model(_ text: String, stagesOf location: WorkspaceLocation) throws -> CodecModel {
        if let model = all.first(where: { $0.name == text }) { return model }
        let url = URL(filePath: text)
        if let model = CodecModel(folder: url) { return model }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue {
            let encoder = url.deletingLastPathComponent().appending(path: CodecModel.encoderFile)
            return CodecModel(
                name: text, decoder: url, encoder: FileManager.default.fileExists(atPath: encoder.path) ? encoder : nil)
        }
        // The name of a stage has a namespace before it; what else has a slash and is not there may be a mistyped path.
        if text.contains("/"), let location = location.orOfProgram {
            do {
                return try FinishedStage(text, in: location.open(), typed: location.typed).codecModel()
            } catch SelectorError.unknownStage(_, near: nil), SelectorError.malformed {}
        }
        throw UnknownModel(asked: text, folder: folder?.path, known: all.map(\.name))
    }

    static let restorerFile = "restorer.safetensors"

    /// The restorer of photographs.
    ///
    /// - Throws: ``MissingRestorer``.
    func restorer() throws -> URL {
        let url = folder?.appending(path: "dcunha/\(CodecModels.restorerFile)")
        guard let url, FileManager.default.fileExists(atPath: url.path) else {
            throw MissingRestorer(folder: folder?.path)
        }
        return url
    }

    /// The model whose decoder half has a fingerprint.
    ///
    /// - Throws: ``UnknownModel``.
    func model(fingerprint wanted: [UInt8]) throws -> CodecModel {
        let models = all
        for model in models where fingerprint(ofDecoderHalf: try readFile(model.decoder)) == wanted { return model }
        // A damaged one has another fingerprint, and might be the one that is wanted.
        for model in models { _ = try model.readDecoder() }
        throw UnknownModel(
            asked: "with the fingerprint \(hexadecimal(wanted))", folder: folder?.path, known: models.map(\.name))
    }
}

/// A model that is not there.
struct UnknownModel: Error, CustomStringConvertible {
    let asked: String
    /// Of the models; `nil` where there is no workspace.
    let folder: String?
    let known: [String]

    var description: String {
        let place = folder ?? "results/models/ of a workspace"
        let models = known.isEmpty ? "none is in \(place)" : "those in \(place) are \(known.joined(separator: ", "))"
        return
            "there is no model \(asked): \(models); name one with --model, a folder with \(CodecModel.decoderFile), or a stage that made one"
    }
}

/// No restorer among the models.
struct MissingRestorer: Error, CustomStringConvertible {
    let folder: String?

    var description: String {
        "there is no dcunha/restorer.safetensors in \(folder ?? "results/models/ of a workspace"); give a restorer's file with --model"
    }
}

/// A model file that cannot be used.
struct UnusableModel: Error, CustomStringConvertible {
    let name: String
    let file: String
    let reason: String

    var description: String { "model \(name), \(file): \(reason)" }
}
