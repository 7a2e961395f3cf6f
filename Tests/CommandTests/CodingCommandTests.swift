import ClassicalCodecs
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
        #expect(compressed.output.contains("photo.bnk: a picture of 7 × 9 in colour, 189 bytes of pixels in "))
        try FileManager.default.removeItem(
            at: trial.folder.url.appending(path: "results/models/small/encoder.safetensors"))
        let decompressed = try trial.run("decompress", "photo.bnk", "-o", "back.ppm")
        #expect(decompressed.status == 0, "\(decompressed.errors)")
        #expect(try PictureFile.read(trial.folder.url.appending(path: "back.ppm")).size.channels == 3)
        let inspected = try trial.run("inspect", "photo.bnk")
        #expect(inspected.output.contains("codec        autoencoder\n") && inspected.output.contains(", small\n"))
        #expect(inspected.output.contains("settings     quantizer 1 of 2 bits a level, coder rans\n"))
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
        arguments: [
            ("lossless", "prediction median, coder adaptive-rans"),
            ("jpeg", "packing mosaic, quality 75, chroma 4:2:0, Huffman tables of the picture"),
            ("jpeg-2000", "packing mosaic, 40.0 dB, 3 resolutions"), ("webp", "packing mosaic, quality 75"),
            ("webp-lossless", "packing mosaic"), ("png", "packing mosaic"), ("gzip", nil), ("xz", nil),
        ])
    func codecs(codec: String, settings: String?) throws {
        let trial = try CommandTrial()
        let size = try #require(PictureSize(count: 5, height: 28, width: 28, channels: 1))
        let pictures = Pictures(size: size, samples: (0..<size.samples).map { UInt8($0 % 28 * 9) })
        try trial.folder.write(PictureFile.encode(pictures, as: .idx), to: "set.idx")
        let compressed = try trial.run("compress", "set.idx", "-o", "set.bnk", "--codec", codec)
        #expect(compressed.status == 0, "\(compressed.errors)")
        #expect(compressed.output.contains("without loss") == !["jpeg", "jpeg-2000", "webp"].contains(codec))
        let inspected = try trial.run("inspect", "set.bnk").output.split(separator: "\n")
        #expect(inspected.first { $0.hasPrefix("settings") } == settings.map { "settings     \($0)" })
        #expect(try trial.run("decompress", "set.bnk", "-o", "back.idx").status == 0)
        let back = try PictureFile.read(trial.folder.url.appending(path: "back.idx"))
        #expect(back.size == size)
        if compressed.output.contains("without loss") { #expect(back == pictures) }
    }

    @Test("docs/compressed-files.md has the word for each byte of a setting")
    func reference() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let reference = try String(contentsOf: root.appending(path: "docs/compressed-files.md"), encoding: .utf8)
        for (setting, words) in [
            ("coder of levels", LevelCoder.allCases.map(\.rawValue)),
            ("coder of samples", SymbolCoder.allCases.map(\.rawValue)),
            ("prediction", Prediction.allCases.map(\.rawValue)), ("packing", Packing.allCases.map(\.rawValue)),
            ("chroma", JPEG.ChromaSubsampling.allCases.map(\.rawValue)),
        ] {
            let list = words.enumerated().map { "\($0.offset) `\($0.element)`" }.joined(separator: ", ")
            #expect(reference.contains("\n| \(setting) | \(list) |\n"), "\(setting)")
        }
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
            (["decompress", "photo.bnk", "-o", "a.pgm"], 64, "end its name with .idx or .png or .ppm"),
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

    @Test("nothing that is read, linked, or no regular file is written over, whatever --force says")
    func protected() throws {
        let trial = try CommandTrial()
        try writePicture(trial, "photo.pgm")
        let before = try Data(contentsOf: trial.folder.url.appending(path: "photo.pgm"))
        try FileManager.default.createSymbolicLink(
            atPath: trial.folder.url.appending(path: "link.bnk").path, withDestinationPath: "elsewhere.bnk")
        #expect(mkfifo(trial.folder.url.appending(path: "pipe.bnk").path, 0o600) == 0)
        #expect(
            link(
                trial.folder.url.appending(path: "photo.pgm").path,
                trial.folder.url.appending(path: "input.bnk").path) == 0)
        for (output, reason) in [
            ("photo.pgm", "a compressed file is no picture"), ("link.bnk", "is a link"),
            ("pipe.bnk", "is no regular file"),
        ] {
            let outcome = try trial.run("compress", "photo.pgm", "-o", output, "--codec", "png", "--force")
            #expect(outcome.status == 64 && outcome.errors.contains(reason), "\(output)")
        }
        let over = try trial.run("compress", "input.bnk", "-o", "input.bnk", "--codec", "png", "--force")
        #expect(over.status == 64 && over.errors.contains("is what is read"))
        #expect(try Data(contentsOf: trial.folder.url.appending(path: "photo.pgm")) == before)
    }

    @Test(
        "what a compressed file would not hold of a PNG is refused by name",
        arguments: [(16, 2, "16 bits a sample"), (8, 6, "an alpha channel"), (8, 4, "an alpha channel")])
    func lossyReading(depth: UInt8, colourType: UInt8, expected: String) throws {
        let trial = try CommandTrial()
        let header: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0, 2, 0, 0, 0, 2, depth, colourType, 0, 0, 0]
        try trial.folder.write(header, to: "photo.png")
        let outcome = try trial.run("compress", "photo.png", "-o", "photo.bnk", "--codec", "lossless")
        #expect(outcome.status == 1 && outcome.errors.contains("photo.png: it has \(expected)"))
        let restored = try trial.run("restore", "photo.png", "-o", "better.png")
        #expect(restored.status == 1 && restored.errors.contains("expected a JPEG file"))
    }

    @Test("every codec and model stands beside the others, in rising order of bits per pixel, as a table and as JSON")
    func comparison() throws {
        let trial = try CommandTrial()
        try writeModel(trial)
        try writePicture(trial, "photo.ppm")
        let compared = try trial.run("compare", "photo.ppm")
        #expect(compared.status == 0, "\(compared.errors)")
        #expect(compared.output.hasPrefix("a picture of 7 × 9 in colour, 189 bytes of pixels\nrow  codec"))
        #expect(!compared.output.contains("left out"))
        let json = try trial.run("compare", "photo.ppm", "--json")
        let fields = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let rows = try #require(fields["rows"] as? [[String: Any]])
        #expect(rows.count == compared.output.split(separator: "\n").count - 2)
        let names = Set(rows.compactMap { $0["codec"] as? String })
        #expect(
            names
                == ["lossless", "jpeg", "jpeg-2000", "webp", "webp-lossless", "png", "gzip", "xz", "small"])
        let bytes = rows.compactMap { $0["bytes"] as? Int }
        #expect(bytes == bytes.sorted())
        for row in rows {
            let parts = ["headerBytes", "sideTableBytes", "payloadBytes"].compactMap { row[$0] as? Int }
            #expect(parts.count == 3 && parts.reduce(0, +) == row["bytes"] as? Int)
            let isLossless = ["lossless", "webp-lossless", "png", "gzip", "xz"].contains(row["codec"] as? String)
            #expect((row["peakSignalToNoiseRatio"] == nil) == isLossless)
            #expect(row["structuralSimilarity"] == nil, "7 × 9 is smaller than its window")
        }
        // The same file as `compress` writes.
        _ = try trial.run("compress", "photo.ppm", "-o", "photo.bnk", "--model", "small")
        let file = try Data(contentsOf: trial.folder.url.appending(path: "photo.bnk"))
        #expect(rows.contains { $0["codec"] as? String == "small" && $0["bytes"] as? Int == file.count })
    }

    @Test("a drawn comparison has a cell for each row; models that cannot be used are named, and no more")
    func drawnComparison() throws {
        let trial = try CommandTrial()
        try writeModel(trial)
        try trial.write("no model", to: "results/models/broken/decoder.safetensors")
        let size = try #require(PictureSize(count: 3, height: 12, width: 14, channels: 1))
        let set = Pictures(size: size, samples: (0..<size.samples).map { UInt8($0 % 251) })
        try trial.folder.write(PictureFile.encode(set, as: .idx), to: "set.idx")
        let compared = try trial.run("compare", "set.idx", "-o", "sheet.png", "--image", "2")
        #expect(compared.status == 0, "\(compared.errors)")
        #expect(compared.output.contains("3 pictures of 14 × 12, 504 bytes of pixels\nrow  cell  codec"))
        #expect(compared.output.contains("  1   1/2  "))
        #expect(compared.output.contains("left out: broken: model broken"))
        #expect(compared.output.contains("sheet.png: cell 1/1 is the original of picture 2"))
        let sheet = try PixelImage(
            decoding: [UInt8](Data(contentsOf: trial.folder.url.appending(path: "sheet.png"))))
        // The first pixel of picture 2, after a gap.
        #expect(sheet.bytes[8 * sheet.width + 8] == set.samples[2 * 12 * 14])
    }

    @Test("wrong input to a comparison is refused with what to do instead")
    func refusedComparisons() throws {
        let trial = try CommandTrial()
        try writePicture(trial, "photo.ppm")
        try trial.write("kept", to: "kept.png")
        try trial.write("nothing", to: "notes.txt")
        try trial.folder.write([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2], to: "empty.idx")
        try trial.folder.write(
            PortableAnymap.encode(PixelImage(height: 2, width: 2, channels: 1, bytes: [1, 2, 3, 4])), to: "small.pgm")
        for (arguments, status, expected) in [
            (["compare"], 64, "file"),
            (["compare", "absent.png"], 1, "absent.png"),
            (["compare", "notes.txt"], 1, "notes.txt: expected a PNG, JPEG"),
            (["compare", "empty.idx"], 64, "empty.idx: there is no picture in it"),
            (["compare", "photo.ppm", "small.pgm"], 64, "give files of different sizes one by one"),
            (["compare", "photo.ppm", "-o", "kept.png"], 64, "kept.png is there already"),
            (["compare", "photo.ppm", "-o", "sheet.jpg"], 64, "end its name with .png"),
            (["compare", "photo.ppm", "-o", "none/sheet.png"], 64, "make it, or name another"),
            (["compare", "photo.ppm", "-o", "sheet.png", "--image", "1"], 64, "there is only picture 0"),
            (["compare", "photo.ppm", "--image", "0"], 64, "name a PNG file with -o"),
            (["compare", "photo.ppm", "--force"], 64, "name a PNG file with it"),
            (["compare", "photo.ppm", "--models", "none"], 64, "there is none in none"),
        ] {
            let outcome = try trial.run(arguments)
            #expect(outcome.status == Int32(status), "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains(expected), "\(arguments): \(outcome.errors)")
        }
        #expect(try trial.text(of: "kept.png") == "kept")
        let without = try trial.run("compare", "small.pgm")
        #expect(without.status == 0 && without.output.contains("left out: models: there is none in results/models/"))
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
