import ArgumentParser
import ClassicalCodecs
import Codecs
import CompressedFiles
import Files
import Foundation
import LearnedCodecs
import PictureFiles

struct DecompressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decompress",
        abstract: "Get the pictures of a compressed file back.",
        discussion:
            "Needs the decoder half of the model that the file names, which it looks for among the models, and nothing else."
    )

    @Argument(help: "The compressed file.")
    var input: String

    @Option(
        name: .shortAndLong, help: "The file to write: .png, .pgm or .ppm for one picture, .idx for any number.")
    var output: String

    @Option(help: "The model, as for `compress`, where the file's is not among those in the folder of models.")
    var model: String?

    @OptionGroup var options: CodingOptions

    @OptionGroup var destination: DestinationOptions

    @OptionGroup var location: WorkspaceLocation

    func run() async throws {
        try await reportingErrors {
            let url = try destination.url(output, madeOf: [input])
            guard let format = PictureFile.Format(of: url) else {
                let endings = PictureFile.Format.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
                throw ValidationError("\(output): its name tells the format; end it with one of \(endings)")
            }
            let file = try readCompressedFile(input)
            let pictures: Pictures
            do {
                pictures = try decode(file)
            } catch let error as CodecError {
                throw UnreadableCompressedFile(path: input, reason: "\(error)")
            }
            let size = pictures.size
            let bytes: [UInt8]
            do throws(UnwritablePictures) {
                bytes = try PictureFile.encode(pictures, as: format)
            } catch {
                let endings = PictureFile.Format.allCases.filter { (try? PictureFile.encode(pictures, as: $0)) != nil }
                    .map { ".\($0.rawValue)" }
                throw ValidationError(
                    "\(output): \(input) holds \(size.text), which .\(format.rawValue) has no place for; end its name with "
                        + endings.joined(separator: " or "))
            }
            try writeAtomically(bytes, to: url)
            try options.print(
                Outcome(
                    output: url.path, pictures: size.count, height: size.height, width: size.width,
                    channels: size.channels),
                text:
                    "\(url.path): \(size.text)"
            )
        }
    }

    private func decode(_ file: CompressedFile) throws -> Pictures {
        switch file.codec {
        case LosslessCodec.key: return try LosslessCodec(of: file).decompress(file)
        case LearnedCodec.key:
            let models = options.codecModels
            let found =
                try model.map { try models.model($0, stagesOf: location) }
                ?? models.model(fingerprint: file.modelFingerprint)
            return try found.readDecoder().decompress(file)
        case let key where !ClassicalCodec.keys.contains(key):
            let known = [LosslessCodec.key, LearnedCodec.key] + ClassicalCodec.keys
            throw CodecError.otherCodec(expected: known.joined(separator: ", "), found: key)
        default: return try ClassicalCodec.codec(of: file).decompress(file)
        }
    }

    private struct Outcome: Encodable {
        let output: String
        let pictures: Int, height: Int, width: Int, channels: Int
    }
}
