import ArgumentParser
import CompressedFiles
import Foundation

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show what a compressed file holds, and which bytes are for what.")

    @Argument(help: "The compressed file.")
    var input: String

    @OptionGroup var options: CodingOptions

    func run() async throws {
        try await reportingErrors {
            let file = try readCompressedFile(input)
            let model =
                file.modelFingerprint.isEmpty
                ? nil : try? options.codecModels.model(fingerprint: file.modelFingerprint)
            let contents = Contents(
                file, model: model?.name, settings: SettingsText.text(of: file, decoder: try? model?.readDecoder()))
            try options.print(contents, text: contents.text(file.size))
        }
    }

    private struct Contents: Encodable {
        let codec: String
        /// Its name where it is among the models here.
        let model: String?
        let modelFingerprint: String?
        let settings: [UInt8]
        /// In words; `nil` where there are none.
        let settingsText: String?
        let pictures: Int, height: Int, width: Int, channels: Int
        let headerBytes: Int, sideTableBytes: Int, payloadBytes: Int, bytes: Int
        let bitsPerPixel: Double?

        init(_ file: CompressedFile, model: String?, settings text: String?) {
            (codec, self.model, settings, settingsText) = (file.codec, model, file.settings, text)
            modelFingerprint = file.modelFingerprint.isEmpty ? nil : hexadecimal(file.modelFingerprint)
            (pictures, height, width, channels) = (
                file.size.count, file.size.height, file.size.width, file.size.channels
            )
            let split = file.byteSplit
            (headerBytes, sideTableBytes, payloadBytes, bytes) = (
                split.header, split.sideTables, split.payload, split.total
            )
            bitsPerPixel = file.size.pixels == 0 ? nil : Double(split.total * 8) / Double(file.size.pixels)
        }

        func text(_ size: PictureSize) -> String {
            var lines = ["codec        \(codec)"]
            if let modelFingerprint {
                lines.append("model        \(modelFingerprint), \(model ?? "which is not among the models here")")
            }
            if let settingsText { lines.append("settings     \(settingsText)") }
            lines.append("pictures     \(size.count) of \(size.shapeText)")
            lines += [
                ("header", headerBytes), ("side tables", sideTableBytes), ("payload", payloadBytes), ("all", bytes),
            ].map { name, count in
                name.padding(toLength: 13, withPad: " ", startingAt: 0) + "\(count) bytes"
                    + (name == "all" ? bitsPerPixel.map { ", \($0.formatted(decimals: 3)) bits per pixel" } ?? "" : "")
            }
            return lines.joined(separator: "\n")
        }
    }
}
