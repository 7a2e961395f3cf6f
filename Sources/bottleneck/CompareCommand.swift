import ArgumentParser
import CodecComparison
import Codecs
import CompressedFiles
import Files
import Foundation
import Images
import PictureFiles

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Send pictures through every codec and model at hand, and show what each costs and gives back.",
        discussion: """
            Each row is of a file that was written and read back, in rising order of bits per pixel. Of a model it takes the middle choice of \
            bits, of jpeg and webp five qualities, of jpeg-2000 four PSNRs; `compress` writes the same files. Takes what `compress` takes.
            """)

    @Argument(help: ArgumentHelp("The pictures.", valueName: "file"))
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: "A PNG file to draw: the original and every row's picture side by side, their differences beneath.")
    var output: String?

    @Option(help: "Which picture of a set is drawn, from 0 (default: 0).")
    var image: Int?

    @OptionGroup var options: CodingOptions

    @OptionGroup var destination: DestinationOptions

    func validate() throws {
        if output == nil {
            if image != nil {
                throw ValidationError("--image is of what is drawn; name a PNG file with -o, or leave it out")
            }
            if destination.force {
                throw ValidationError("--force is for -o; name a PNG file with it, or leave it out")
            }
        }
    }

    func run() async throws {
        try await reportingErrors {
            let url = try output.map(pictureURL)
            let pictures = try readPictures(inputs)
            guard pictures.size.count > 0 else {
                throw ValidationError("\(inputs.joined(separator: ", ")): there is no picture in it")
            }
            let image = image ?? 0
            guard (0..<pictures.size.count).contains(image) else {
                throw ValidationError(
                    "--image \(image): there is only picture 0"
                        + (pictures.size.count == 1 ? "" : " to \(pictures.size.count - 1)"))
            }
            let (candidates, unusable) = try candidates(isSet: pictures.size.count > 1)
            let comparison = try inTemporaryFolder { folder in
                try CodecComparison(
                    of: candidates, on: pictures, showing: image, file: folder.appending(path: "compared.bnk"),
                    clock: ContinuousClock()
                ) { index, candidate in
                    showOnTerminal("\(index + 1)/\(candidates.count) \(candidate.name) \(candidate.setting)")
                }
            }
            showOnTerminal("")
            let sheet = try url.map { url in
                let sheet = ContactSheet(
                    of: pictures.images[image], comparison.rows.map { $0.outcome.shown })
                try writeAtomically(PNG.encode(sheet.picture), to: url)
                return ComparisonReport.Sheet(sheet, output: url.path, image: image)
            }
            let report = ComparisonReport(
                pictures.size, comparison.rows, leftOut: unusable + comparison.leftOut, sheet: sheet)
            try options.print(report, text: report.text(pictures.size))
        }
    }

    private func pictureURL(_ output: String) throws -> URL {
        let url = try destination.url(output, madeOf: inputs)
        guard PictureFile.Format(of: url) == .png else {
            throw ValidationError("\(output): the pictures are drawn as a PNG file; end its name with .png")
        }
        return url
    }

    /// All codecs and models at hand, and the models that cannot be read.
    private func candidates(isSet: Bool) throws -> ([CodecCandidate], unusable: [CodecComparison.LeftOut]) {
        var candidates: [CodecCandidate] = [], unusable: [CodecComparison.LeftOut] = []
        for codec in CodecWithoutModel.allCases {
            let qualities: [Int?] = codec.hasQuality ? codec.comparedQualities : [nil]
            for quality in qualities {
                candidates.append(
                    CodecCandidate(
                        name: codec.rawValue, setting: quality.map(codec.text(ofQuality:)) ?? "",
                        codec: try codec.codec(quality: quality, isSet: isSet)))
            }
        }
        let models = options.codecModels.all
        if models.isEmpty {
            let reason =
                "there is none in \(options.models ?? "results/models/ of a workspace"); name a folder of models with --models"
            if options.models != nil { throw ValidationError(reason) }
            unusable.append(.init(name: "models", setting: "", reason: reason))
        }
        for model in models {
            do {
                let (codec, bits) = try model.codec(bits: nil)
                candidates.append(
                    CodecCandidate(name: model.name, setting: bits == 1 ? "1 bit" : "\(bits) bits", codec: codec))
            } catch {
                unusable.append(.init(name: model.name, setting: "", reason: "\(error)"))
            }
        }
        return (candidates, unusable)
    }
}

/// Writes a line over the last one on the terminal; to standard error, and only where that is a terminal.
private func showOnTerminal(_ line: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
}
