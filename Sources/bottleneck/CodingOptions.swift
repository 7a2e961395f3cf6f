import ArgumentParser
import CompressedFiles
import Files
import Foundation

/// The options that the verbs about compressed files share.
struct CodingOptions: ParsableArguments {
    @Option(help: "The folder of models (default: results/models/ of the workspace).")
    var models: String?

    @OptionGroup var answer: AnswerOptions

    var codecModels: CodecModels { CodecModels(folder: models) }

    /// Prints an outcome as a sentence, or as JSON where that was asked for.
    func print(_ outcome: some Encodable, text: String) throws { try answer.print(outcome, text: text) }
}

/// Where a verb writes to.
struct DestinationOptions: ParsableArguments {
    @Flag(help: "Write over a file that is there already.")
    var force = false

    /// Where an output goes.
    ///
    /// - Parameter inputs: what it is made of, which it must not take the place of.
    /// - Throws: `ValidationError` where there is a file already, anything else than a file, an input, or no folder.
    func url(_ path: String, madeOf inputs: [String]) throws -> URL {
        let url = URL(filePath: path)
        let found = try? FileManager.default.attributesOfItem(atPath: url.path)
        if let found {
            switch found[.type] as? FileAttributeType {
            case .typeDirectory: throw ValidationError("\(path) is a folder; name a file in it")
            case .typeRegular: break
            case .typeSymbolicLink:
                throw ValidationError("\(path) is a link, which would be lost; name the file itself")
            default: throw ValidationError("\(path) is no regular file, and would be replaced by one; name another")
            }
            if !force { throw ValidationError("\(path) is there already; name another file, or add --force") }
            if inputs.contains(where: { URL(filePath: $0).resolvingSymlinksInPath() == url.resolvingSymlinksInPath() })
            {
                throw ValidationError("\(path) is what is read, and would be lost; name another file")
            }
        }
        let folder = url.deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("\(path): the folder \(folder) is not there; make it, or name another")
        }
        guard access(folder, W_OK) == 0 else {
            throw ValidationError("\(path): nothing can be written into the folder \(folder); name another")
        }
        return url
    }
}

/// Reads a compressed file, and says its name where it is none.
func readCompressedFile(_ path: String) throws -> CompressedFile {
    let bytes = [UInt8](try readFile(URL(filePath: path)))
    do {
        return try CompressedFile(decoding: bytes)
    } catch {
        throw UnreadableCompressedFile(path: path, reason: "\(error)")
    }
}

/// A compressed file that cannot be read.
struct UnreadableCompressedFile: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path): \(reason)" }
}

extension PictureSize {
    /// Width and height, as pictures' sizes are told everywhere, and that it is in colour.
    var shapeText: String { "\(width) × \(height)\(channels == 3 ? " in colour" : "")" }

    /// How many pictures of which shape.
    var text: String { "\(count == 1 ? "a picture" : "\(count) pictures") of \(shapeText)" }
}
