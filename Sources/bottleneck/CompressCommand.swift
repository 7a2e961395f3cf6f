import ArgumentParser
import Codecs
import CompressedFiles
import Files
import Foundation
import ImageQuality
import LearnedCodecs
import PictureFiles

struct CompressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compress",
        abstract: "Compress pictures by the model of an autoencoder, or by a codec that needs none.",
        discussion: """
            Takes PNG, JPEG, BMP, PGM and PPM files, and whole sets of pictures as IDX. Pictures of any size, grey or in colour: they are \
            cut into tiles of the model's size. Several files go into one compressed file when their pictures are of one size.
            """)

    @Argument(help: ArgumentHelp("The pictures.", valueName: "file"))
    var inputs: [String]

    @Option(name: .shortAndLong, help: "The compressed file to write, such as pictures.bnk.")
    var output: String

    @Option(
        help: """
            A model of results/models/, a folder with both halves, the file of a decoder half that lies beside its encoder half, or a \
            stage that has made a codec, such as 'coding/build[model=wani,design=k-means,tables=pooled]'.
            """)
    var model: String?

    @Option(
        help:
            "Bits for each level, which stands for a number of a code or for some side by side (default: the model's middle choice)."
    )
    var bits: Int?

    @Option(help: "A codec that needs no model, in its place.")
    var codec: CodecWithoutModel?

    @Option(help: "From 1 to 100: of jpeg and webp (default: 75); of jpeg-2000 the PSNR to reach, in dB (default: 40).")
    var quality: Int?

    @OptionGroup var options: CodingOptions

    @OptionGroup var destination: DestinationOptions

    @OptionGroup var location: WorkspaceLocation

    func run() async throws {
        try await reportingErrors {
            if PictureFile.Format(of: URL(filePath: output)) != nil {
                throw ValidationError(
                    "\(output): a compressed file is no picture; end its name otherwise, such as with .bnk")
            }
            let url = try destination.url(output, madeOf: inputs)
            let pictures = try readPictures(inputs)
            let codec = try makeCodec(isSet: pictures.size.count > 1)
            let clock = ContinuousClock()
            let started = clock.now
            let file = try codec.compress(pictures)
            let bytes = file.encoded()
            let encoding = clock.now - started
            // What is reported is what a receiver will see.
            let decoded = try codec.decompress(CompressedFile(decoding: bytes))
            let decoding = clock.now - started - encoding
            try writeAtomically(bytes, to: url)
            let report = CompressionReport(
                output: url.path, file, of: pictures, decoded, encoding: encoding, decoding: decoding)
            try options.print(report, text: report.text(pictures.size))
        }
    }

    func validate() throws {
        switch (model, codec) {
        case (nil, nil): throw ValidationError("name a --model, or a --codec that needs none")
        case (_?, _?): throw ValidationError("--model and --codec exclude each other; leave one out")
        case (_?, nil):
            if quality != nil { throw ValidationError("--quality is for --codec; a model has --bits") }
        case (nil, let codec?):
            if bits != nil { throw ValidationError("--bits is for --model; leave it out") }
            if quality != nil, !codec.hasQuality {
                throw ValidationError("--codec \(codec.rawValue) loses nothing; leave --quality out")
            }
            if let quality, !(1...100).contains(quality) {
                throw ValidationError("--quality must be from 1 to 100, not \(quality)")
            }
        }
    }

    private func makeCodec(isSet: Bool) throws -> any Codec {
        guard let model else { return try (codec ?? .lossless).codec(quality: quality, isSet: isSet) }
        return try options.codecModels.model(model, stagesOf: location).codec(bits: bits).codec
    }
}

/// What became of pictures.
private struct CompressionReport: Encodable {
    let output: String
    let pictures: Int, height: Int, width: Int, channels: Int
    let originalBytes: Int
    let bytes: Int
    let bitsPerPixel: Double
    /// Of the mean error; `nil` without loss.
    let peakSignalToNoiseRatio: Double?
    let encodingSeconds: Double
    let decodingSeconds: Double

    init(
        output: String, _ file: CompressedFile, of pictures: Pictures, _ decoded: Pictures, encoding: Duration,
        decoding: Duration
    ) {
        let size = pictures.size
        (self.output, self.pictures) = (output, size.count)
        (height, width, channels) = (size.height, size.width, size.channels)
        originalBytes = size.samples
        bytes = file.byteSplit.total
        bitsPerPixel = size.pixels == 0 ? 0 : Double(bytes * 8) / Double(size.pixels)
        var squares = 0
        for (value, truth) in zip(decoded.samples, pictures.samples) {
            let difference = Int(value) - Int(truth)
            squares += difference * difference
        }
        let ratio = ImageQuality.peakSignalToNoiseRatio(
            ofMeanSquaredError: Double(squares) / (Double(max(size.samples, 1)) * 65_025))
        peakSignalToNoiseRatio = ratio.isFinite ? ratio : nil
        (encodingSeconds, decodingSeconds) = (encoding.seconds, decoding.seconds)
    }

    func text(_ size: PictureSize) -> String {
        let quality = peakSignalToNoiseRatio.map { "PSNR \($0.formatted(decimals: 2)) dB" } ?? "without loss"
        return "\(output): \(size.text), \(originalBytes) bytes of pixels in \(bytes), "
            + "\(bitsPerPixel.formatted(decimals: 3)) bits per pixel, \(quality); "
            + "encoded in \(encodingSeconds.formatted(decimals: 2)) s, decoded in \(decodingSeconds.formatted(decimals: 2)) s"
    }
}
