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
        abstract: "Compress pictures by the model of an autoencoder, or without loss.",
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
            A model of results/models/, a folder with both halves, or the file of a decoder half that lies beside its encoder half; \
            'lossless' for none.
            """)
    var model: String

    @Option(help: "Bits for each number of a code (default: the model's middle choice).")
    var bits: Int?

    @OptionGroup var options: CodingOptions

    func run() async throws {
        try await reportingErrors {
            let destination = try options.destination(output)
            let pictures = try join(inputs.map { (name: $0, pictures: try PictureFile.read(URL(filePath: $0))) })
            let codec = try codec()
            let clock = ContinuousClock()
            let started = clock.now
            let file = try codec.compress(pictures)
            let bytes = file.encoded()
            let encoding = clock.now - started
            // What is reported is what a receiver will see.
            let decoded = try codec.decompress(CompressedFile(decoding: bytes))
            let decoding = clock.now - started - encoding
            try writeAtomically(bytes, to: destination)
            let report = CompressionReport(
                output: destination.path, file, of: pictures, decoded, encoding: encoding, decoding: decoding)
            try options.print(report, text: report.text)
        }
    }

    private func codec() throws -> any Codec {
        if model == "lossless" {
            if bits != nil { throw ValidationError("--bits chooses what is lost; leave it out, or name a model") }
            return LosslessCodec(.median, .adaptiveRANS)
        }
        let found = try options.codecModels.model(model)
        let decoder = try found.readDecoder()
        let encoder = try found.readEncoder(for: decoder)
        let choices = decoder.half.quantizers.map(\.bits)
        guard let bits else {
            return try LearnedCodec(encoder, decoder, quantizer: choices.count / 2, coder: .rans)
        }
        guard let index = choices.firstIndex(of: bits) else {
            throw ValidationError(
                "--bits \(bits): the model \(found.name) has \(choices.map(String.init).joined(separator: ", "))")
        }
        return try LearnedCodec(encoder, decoder, quantizer: index, coder: .rans)
    }
}

/// Pictures of several files as one set.
private func join(_ files: [(name: String, pictures: Pictures)]) throws -> Pictures {
    guard let first = files.first else { throw ValidationError("name a file of pictures") }
    let size = first.pictures.size
    for file in files.dropFirst() {
        let other = file.pictures.size
        guard [other.height, other.width, other.channels] == [size.height, size.width, size.channels] else {
            throw ValidationError(
                "\(file.name): its pictures are \(other.shapeText), those of \(first.name) \(size.shapeText); "
                    + "compress files of different sizes one by one")
        }
    }
    let count = files.reduce(0) { $0 + $1.pictures.size.count }
    guard let joined = PictureSize(count: count, height: size.height, width: size.width, channels: size.channels)
    else {
        throw ValidationError(
            "\(files.count) files: a compressed file holds at most \(PictureSize.mostSamples) bytes of pictures")
    }
    return Pictures(size: joined, samples: Array(files.map(\.pictures.samples).joined()))
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

    var text: String {
        let quality = peakSignalToNoiseRatio.map { "PSNR \($0.formatted(decimals: 2)) dB" } ?? "without loss"
        return "\(output): \(pictures == 1 ? "a picture" : "\(pictures) pictures") of \(height) × \(width)"
            + "\(channels == 3 ? " in colour" : ""), \(originalBytes) bytes of pixels in \(bytes), "
            + "\(bitsPerPixel.formatted(decimals: 3)) bits per pixel, \(quality); "
            + "encoded in \(encodingSeconds.formatted(decimals: 2)) s, decoded in \(decodingSeconds.formatted(decimals: 2)) s"
    }
}
