import Codecs
import CompressedFiles
import Foundation
import Images
import LearnedCodecs
import NeuralNetworks
import PictureFiles
import Pixels
import Randomness
import Tensors
import Testing

/// Compressing one's own pictures, as one types it.
@Suite("Compressing and decompressing")
struct CodingCommandTests {
    @Test("a picture goes into a file and comes back by the decoder half alone, which the file names")
    func model() throws {
        let trial = try CommandTrial()
        try writeModel(trial)
        try writePicture(trial, "photo.ppm")
        let compressed = try trial.run("compress", "photo.ppm", "-o", "photo.bnk", "--model", "small", "--bits", "2")
        #expect(compressed.status == 0, "\(compressed.errors)")
        #expect(compressed.output.contains("photo.bnk: a picture of 9 × 7 in colour, 189 bytes of pixels in "))
        try FileManager.default.removeItem(
            at: trial.folder.url.appending(path: "results/models/small/encoder.safetensors"))
        let decompressed = try trial.run("decompress", "photo.bnk", "-o", "back.ppm")
        #expect(decompressed.status == 0, "\(decompressed.errors)")
        #expect(try PictureFile.read(trial.folder.url.appending(path: "back.ppm")).size.channels == 3)
        let inspected = try trial.run("inspect", "photo.bnk")
        #expect(inspected.output.contains("codec        autoencoder") && inspected.output.contains(", small\n"))
        let json = try trial.run("inspect", "photo.bnk", "--json")
        let fields = try #require(
            JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let parts = try ["headerBytes", "sideTableBytes", "payloadBytes"].map { try #require(fields[$0] as? Int) }
        let size =
            try FileManager.default.attributesOfItem(
                atPath: trial.folder.url.appending(path: "photo.bnk").path)[.size] as? Int
        #expect(parts.reduce(0, +) == size && fields["bytes"] as? Int == size)
        // Without the encoder half nothing can be compressed.
        let second = try trial.run("compress", "photo.ppm", "-o", "again.bnk", "--model", "small")
        #expect(second.status == 1 && second.errors.contains("only the decoder half is there"))
    }

    @Test(
        "every codec without a model gives a set back, without loss where it says so",
        arguments: ["lossless", "jpeg", "webp", "webp-lossless", "png", "gzip", "xz"])
    func codecs(codec: String) throws {
        let trial = try CommandTrial()
        let size = try #require(PictureSize(count: 5, height: 28, width: 28, channels: 1))
        let pictures = Pictures(size: size, samples: (0..<size.samples).map { UInt8($0 % 28 * 9) })
        try trial.folder.write(PictureFile.encode(pictures, as: .idx), to: "set.idx")
        let compressed = try trial.run("compress", "set.idx", "-o", "set.bnk", "--codec", codec)
        #expect(compressed.status == 0, "\(compressed.errors)")
        #expect(compressed.output.contains("without loss") == !["jpeg", "webp"].contains(codec))
        #expect(try trial.run("decompress", "set.bnk", "-o", "back.idx").status == 0)
        let back = try PictureFile.read(trial.folder.url.appending(path: "back.idx"))
        #expect(back.size == size)
        if compressed.output.contains("without loss") { #expect(back == pictures) }
    }

    @Test("wrong input is refused with what was expected and what to do, and nothing is lost")
    func refused() throws {
        let trial = try CommandTrial()
        try writeModel(trial)
        try writePicture(trial, "photo.ppm")
        try trial.write("kept", to: "kept.bnk")
        try trial.write("nothing", to: "notes.txt")
        _ = try trial.run("compress", "photo.ppm", "-o", "photo.bnk", "--codec", "lossless")
        let picture = PixelImage(height: 16, width: 16, channels: 3, bytes: (0..<768).map { UInt8($0 % 256) })
        try trial.folder.write(JPEG.encode(picture, JPEG.Settings(quality: 10)), to: "photo.jpg")
        for (arguments, status, expected) in [
            (["compress", "photo.ppm", "-o", "kept.bnk", "--codec", "lossless"], 64, "kept.bnk is there already"),
            (["compress", "photo.ppm", "-o", "a.bnk", "--model", "large"], 1, "/results/models are small"),
            (
                ["compress", "photo.ppm", "-o", "a.bnk", "--model", "small", "--bits", "7"], 64,
                "the model small has 1, 2"
            ),
            (["compress", "photo.ppm", "-o", "a.bnk"], 64, "name a --model, or a --codec"),
            (["compress", "photo.ppm", "-o", "a.bnk", "--codec", "png", "--quality", "5"], 64, "loses nothing"),
            (["compress", "photo.ppm", "-o", "none/a.bnk", "--codec", "png"], 64, "make it, or name another"),
            (["compress", "notes.txt", "-o", "a.bnk", "--codec", "png"], 1, "notes.txt: expected a PNG, JPEG"),
            (["compress", "absent.png", "-o", "a.bnk", "--codec", "png"], 1, "absent.png"),
            (["decompress", "notes.txt", "-o", "a.png"], 1, "notes.txt: byte 0: expected the mark"),
            (["decompress", "photo.bnk", "-o", "a.tiff"], 64, "end it with one of .idx"),
            (["decompress", "photo.bnk", "-o", "a.pgm"], 1, "end its name with .idx"),
            (["inspect", "photo.ppm"], 1, "photo.ppm: byte 0"),
            (["restore", "photo.ppm", "-o", "a.png"], 1, "photo.ppm: "),
            (["restore", "photo.jpg", "-o", "a.pgm"], 64, "photo.jpg is in colour; end the name with .png or .ppm"),
            (["restore", "photo.jpg", "-o", "a.png"], 1, "give a restorer's file with --model"),
            (["inspect", "--force", "photo.bnk"], 64, "--force"),
        ] {
            let outcome = try trial.run(arguments)
            #expect(outcome.status == Int32(status), "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains(expected), "\(arguments): \(outcome.errors)")
        }
        #expect(try trial.text(of: "kept.bnk") == "kept")
        #expect(!FileManager.default.fileExists(atPath: trial.folder.url.appending(path: "a.bnk").path))
    }

    /// A model of random numbers for tiles of 4 × 4 pixels, where `--model` looks for it.
    private func writeModel(_ trial: CommandTrial) throws {
        var random = Philox(seed: 1, stream: 0)
        let encoder = Network([.dense(inputs: 16, outputs: 3, activation: .sigmoid)])
        let decoder = Network([.dense(inputs: 3, outputs: 16, activation: .sigmoid)])
        for network in [encoder, decoder] { network.initialize(.pyTorchDefault, using: &random) }
        let codes = Tensor([64, 3], elements: (0..<192).map { Float($0) / 191 })
        let half = try DecoderHalf(
            network: decoder,
            quantizers: [2, 4].map { levels in
                CodeQuantizer(for: codes, pooled: true) { .init(.uniform, levels: levels, for: $0) }
            }, tile: TileSize(height: 4, width: 4)
        ).encoded()
        try trial.folder.write(Array(half), to: "results/models/small/decoder.safetensors")
        try trial.folder.write(
            Array(EncoderHalf(network: encoder, decoderFingerprint: fingerprint(ofDecoderHalf: half)).encoded()),
            to: "results/models/small/encoder.safetensors")
    }

    private func writePicture(_ trial: CommandTrial, _ name: String) throws {
        let picture = PixelImage(height: 9, width: 7, channels: 3, bytes: (0..<189).map { UInt8($0) })
        try trial.folder.write(PortableAnymap.encode(picture), to: name)
    }
}
