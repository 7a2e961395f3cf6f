import ArgumentParser
import CompressedFiles
import Files
import Foundation
import ImageRestoration
import Images
import PictureFiles
import Pixels
import Tensors

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Take the traces of JPEG out of a photograph.",
        discussion: """
            The network of D'Cunha et al., trained here. A file of so high a quality that restoring would harm it is written as it is, \
            unless --always is given. Photographs of any size go through in bands of a few rows, without a seam.
            """)

    @Argument(help: "The JPEG file.")
    var input: String

    @Option(name: .shortAndLong, help: "The file to write: .png, .ppm, or .pgm for a grey one.")
    var output: String

    @Option(help: "The file of a restorer (default: the one in the folder of models).")
    var model: String?

    @Flag(help: "Restore whatever the quality.")
    var always = false

    @OptionGroup var options: CodingOptions

    @OptionGroup var destination: DestinationOptions

    func run() async throws {
        try await reportingErrors {
            let url = try destination.url(output, madeOf: [input])
            guard let format = PictureFile.Format(of: url), format != .idx else {
                throw ValidationError("\(output): its name tells the format; end it with .png, .ppm or .pgm")
            }
            let bytes = [UInt8](try readFile(URL(filePath: input)))
            guard bytes.starts(with: [0xFF, 0xD8]) else {
                throw UnusablePicture(
                    path: input,
                    reason: "expected a JPEG file, whose traces are taken out, found one that begins with "
                        + (bytes.isEmpty ? "nothing" : "the bytes \(hexadecimal(Array(bytes.prefix(4))))"))
            }
            let compressed: PixelImage
            let structure: JPEGStructure
            do throws(ImageFault) {
                structure = try JPEGStructure(of: bytes)
                compressed = try JPEG.decode(bytes)
            } catch {
                throw ImageFileError(file: input, fault: error)
            }
            guard format == .png || (format == .pgm) == (compressed.channels == 1) else {
                throw ValidationError(
                    "\(output): \(input) is \(compressed.channels == 1 ? "grey" : "in colour"); end the name with .png or "
                        + (compressed.channels == 1 ? ".pgm" : ".ppm"))
            }
            let restorer = try restorer()
            let quality = structure.estimatedQuality
            let isRestored = always || (quality ?? 100) <= restorer.highestQuality
            let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
            var restored = compressed
            let seconds = ContinuousClock().measure {
                if isRestored { restored = restorer.restore(compressed, using: kernels) }
            }.seconds
            try writeAtomically(PictureFile.encode(try .init(restored), as: format), to: url)
            let outcome = Outcome(
                output: url.path, height: restored.height, width: restored.width, channels: restored.channels,
                quality: quality, isRestored: isRestored, seconds: seconds,
                megapixelsPerSecond: isRestored ? Double(restored.height * restored.width) / 1e6 / seconds : nil)
            try options.print(outcome, text: outcome.text(highestQuality: restorer.highestQuality))
        }
    }

    /// The file that is meant, or that of a folder.
    private func restorerFile(_ path: String) throws -> URL {
        for url in [URL(filePath: path), URL(filePath: path).appending(path: CodecModels.restorerFile)] {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue {
                return url
            }
        }
        throw ValidationError(
            "--model \(path): expected a restorer's file, or a folder with \(CodecModels.restorerFile), found neither")
    }

    private func restorer() throws -> Restorer {
        let url = try model.map(restorerFile) ?? options.codecModels.restorer()
        do {
            return try Restorer(decoding: readFile(url))
        } catch let error as FileError {
            throw error
        } catch {
            throw UnusableModel(name: url.lastPathComponent, file: url.path, reason: "\(error)")
        }
    }

    private struct Outcome: Encodable {
        let output: String
        let height: Int, width: Int, channels: Int
        /// Of the file's tables; `nil` where they are none of libjpeg's.
        let quality: Int?
        let isRestored: Bool
        let seconds: Double
        let megapixelsPerSecond: Double?

        func text(highestQuality: Int) -> String {
            let found = quality.map { "quality \($0)" } ?? "a quality that its tables do not tell"
            guard let megapixelsPerSecond else {
                return
                    "\(output): left as it is, since restoring helps up to quality \(highestQuality) and the file has \(found); "
                    + "--always restores it all the same"
            }
            return "\(output): \(width) × \(height) of \(found) restored in \(seconds.formatted(decimals: 2)) s, "
                + "\(megapixelsPerSecond.formatted(decimals: 3)) megapixels per second"
        }
    }
}
