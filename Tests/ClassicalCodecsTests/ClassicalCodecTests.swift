import ClassicalCodecs
import Codecs
import CompressedFiles
import Images
import Pixels
import Testing

@Suite("Classical codecs")
struct ClassicalCodecTests {
    @Test(
        "a file names its codec, and decodes to the same pictures each time; without loss where nothing is lost",
        arguments: SampleSets.codecs.indices)
    func roundTrip(index: Int) throws {
        let codec = SampleSets.codecs[index]
        for pictures in try SampleSets.all() {
            let written = try codec.compress(pictures)
            #expect(try codec.compress(pictures) == written)
            let file = try CompressedFile(decoding: written.encoded())
            let reader = try ClassicalCodec.codec(of: file)
            #expect(reader.settings == codec.settings)
            let decoded = try reader.decompress(file)
            #expect(decoded.size == pictures.size)
            #expect(try codec.decompress(file) == decoded)
            if index >= SampleSets.lossy.count { #expect(decoded == pictures, "\(pictures.size)") }
        }
    }

    @Test("a higher quality takes more bytes and loses less, in grey and in colour", arguments: [1, 3])
    func qualities(channels: Int) throws {
        let pictures = try SampleSets.pictures(count: 3, height: 28, width: 31, channels: channels)
        let ladders: [[any SettingsCodec]] = [
            [10, 50, 90].map { SampleSets.jpeg($0, .separate) },
            [10, 50, 90].map { SampleSets.jpeg($0, .mosaic, optimizesTables: true) },
            [20, 30, 40].map { JPEG2000Codec(JPEG2000Format(.decibels($0), resolutions: 3), .separate) },
            [5, 3, 1.5].map { JPEG2000Codec(JPEG2000Format(.compression($0), resolutions: 3), .mosaic) },
            [5, 50, 95].map { WebPCodec(WebPFormat(quality: $0), .separate) },
        ]
        for ladder in ladders {
            let files = try ladder.map { try $0.compress(pictures) }
            let errors = try zip(ladder, files).map { codec, file in
                zip(try codec.decompress(file).samples, pictures.samples)
                    .reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
            }
            let bytes = files.map(\.payload.count)
            #expect(bytes[0] < bytes[1] && bytes[1] < bytes[2], "\(ladder[0]): \(bytes)")
            #expect(errors[0] > errors[1] && errors[1] > errors[2] && errors[2] > 0, "\(ladder[0]): \(errors)")
        }
    }

    @Test("the keys and settings in files do not change")
    func settings() {
        #expect(ClassicalCodec.keys == ["jpeg", "jpeg-2000", "webp", "webp-lossless", "png", "gzip", "xz"])
        let found = SampleSets.codecs.map { "\(type(of: $0).key) \($0.settings)" }
        #expect(
            found == [
                "jpeg [0, 30, 1, 0]", "jpeg [0, 30, 1, 1]", "jpeg [1, 30, 1, 0]", "jpeg [2, 30, 1, 0]",
                "jpeg [2, 90, 1, 1]", "jpeg [0, 80, 0, 0]", "jpeg-2000 [0, 1, 0, 0, 240, 65, 3]",
                "jpeg-2000 [2, 0, 0, 0, 128, 64, 6]", "webp [0, 50]", "webp [2, 0]", "webp-lossless [0]",
                "webp-lossless [2]", "png [0]", "png [2]", "gzip []", "xz []",
            ])
    }

    @Test("settings of no encoder are refused, and so are files of other codecs, by name")
    func unknown() throws {
        let size = try #require(PictureSize(count: 0, height: 2, width: 2, channels: 1))
        let refused: [(String, [UInt8])] = [
            ("jpeg", []), ("jpeg", [0, 0, 0, 0]), ("jpeg", [0, 101, 0, 0]), ("jpeg", [3, 50, 0, 0]),
            // A shared header, and tables made for each picture.
            ("jpeg", [1, 50, 0, 1]), ("jpeg", [0, 50, 2, 0]), ("jpeg", [0, 50, 0, 0, 0]),
            // A rate that is no number, one of 1, no resolutions, a shared header.
            ("jpeg-2000", [0, 0, 0, 0, 192, 127, 3]), ("jpeg-2000", [0, 0, 0, 0, 128, 63, 3]),
            ("jpeg-2000", [0, 1, 0, 0, 240, 65, 0]), ("jpeg-2000", [1, 1, 0, 0, 240, 65, 3]),
            ("webp", [0, 101]), ("webp-lossless", [0, 1]), ("png", [1]), ("gzip", [0]), ("xz", [0]),
        ]
        for (codec, settings) in refused {
            let file = CompressedFile(codec: codec, size: size, settings: settings, payload: [])
            #expect(throws: CodecError.unknownSettings(codec: codec, found: settings)) {
                try ClassicalCodec.codec(of: file)
            }
        }
        let other = CompressedFile(codec: "lossless", size: size, payload: [])
        #expect(
            throws: CodecError.otherCodec(
                expected: "jpeg, jpeg-2000, webp, webp-lossless, png, gzip, xz", found: "lossless")
        ) { try ClassicalCodec.codec(of: other) }
        let file = try SampleSets.jpeg(30, .separate).compress(Pictures(size: size, samples: []))
        #expect(throws: CodecError.otherSettings(codec: "jpeg", expected: [0, 31, 1, 0], found: [0, 30, 1, 0])) {
            try SampleSets.jpeg(31, .separate).decompress(file)
        }
    }

    @Test("every library that makes bytes has a version")
    func libraries() {
        #expect(
            ClassicalCodec.libraries.keys.sorted()
                == ["libjpeg-turbo", "liblzma", "libpng", "libwebp", "openjpeg", "zlib"])
        #expect(ClassicalCodec.libraries.values.allSatisfy { !$0.isEmpty })
    }
}
