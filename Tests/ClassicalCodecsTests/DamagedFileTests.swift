import ClassicalCodecs
import Codecs
import CompressedFiles
import EntropyCoding
import Images
import Pixels
import Randomness
import Testing

@Suite("Damaged files of classical codecs")
struct DamagedFileTests {
    @Test(
        "any other byte in place of one, in payload or side tables, gives the same pictures or error each time",
        arguments: SampleSets.codecs.indices)
    func singleBytes(index: Int) throws {
        let codec = SampleSets.codecs[index]
        for (count, channels) in [(2, 1), (1, 3)] {
            let file = try codec.compress(
                try SampleSets.pictures(count: count, height: 9, width: 12, channels: channels))
            for place in file.payload.indices {
                for mask: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
                    var payload = file.payload
                    payload[place] ^= mask
                    try expectOutcome(of: file.with(payload: payload), codec)
                }
            }
            for place in file.sideTables.indices {
                var sideTables = file.sideTables
                sideTables[place] ^= 0xFF
                try expectOutcome(of: file.with(sideTables: sideTables), codec)
            }
        }
    }

    @Test("a payload that ends early is an error, wherever it ends", arguments: SampleSets.codecs.indices)
    func truncated(index: Int) throws {
        let codec = SampleSets.codecs[index]
        let file = try codec.compress(try SampleSets.pictures(count: 2, height: 9, width: 12, channels: 1))
        for length in file.payload.indices {
            #expect(throws: CodecError.self) {
                try codec.decompress(file.with(payload: Array(file.payload.prefix(length))))
            }
        }
        // A file of no bytes.
        #expect(throws: CodecError.self) { try codec.decompress(file.with(payload: [0])) }
    }

    @Test("bytes after the last picture are an error that counts them", arguments: SampleSets.codecs.indices)
    func trailing(index: Int) throws {
        let codec = SampleSets.codecs[index]
        let pictures = try SampleSets.pictures(count: 2, height: 9, width: 12, channels: 1)
        let file = try codec.compress(pictures)
        let length = file.payload.count
        do {
            _ = try codec.decompress(file.with(payload: file.payload + [0, 0]))
            Issue.record("no error")
        } catch CodecError.malformedPayload(_, let error) {
            #expect(error == PayloadError(offset: length, problem: .bytesAfterEnd(2)))
        } catch CodecError.malformedEmbeddedFile(_, 0, let error) {
            #expect(error.offset == length)
        }
    }

    @Test(
        "pictures of another size than the file declares are an error that names both",
        arguments: SampleSets.codecs.indices)
    func otherSize(index: Int) throws {
        let codec = SampleSets.codecs[index]
        for (channels, declared) in [(1, (10, 12, 1)), (1, (9, 11, 1)), (3, (9, 12, 1)), (1, (9, 12, 3))] {
            let file = try codec.compress(
                try SampleSets.pictures(count: 1, height: 9, width: 12, channels: channels))
            let size = try #require(
                PictureSize(count: 1, height: declared.0, width: declared.1, channels: declared.2))
            // A WebP file is always in colour, and grey is what the declaration makes of it.
            if file.codec.hasPrefix("webp"), declared.0 == 9, declared.1 == 12 {
                #expect(try codec.decompress(file.with(size: size)).size == size)
                continue
            }
            do {
                _ = try codec.decompress(file.with(size: size))
                Issue.record("\(file.codec): no error for \(declared)")
            } catch CodecError.malformedEmbeddedFile(_, 0, let error) {
                switch error.problem {
                case .otherDimensions(let expected, let found): #expect(expected != found)
                // gzip and xz end early; OpenJPEG's header of another number of channels has another length.
                case .truncated, .malformed: #expect(["gzip", "xz", "jpeg-2000"].contains(file.codec), "\(error)")
                case .refused(let reason): Issue.record("\(file.codec): \(reason)")
                }
            }
        }
    }

    @Test("a count that the payload does not bear out is an error at the payload's end, whatever it is")
    func inflatedCount() throws {
        let pictures = try SampleSets.pictures(count: 1, height: 4, width: 4, channels: 1)
        let size = try #require(PictureSize(count: 1 << 26, height: 4, width: 4, channels: 1))
        let codec = SampleSets.jpeg(50, .separate)
        let file = try codec.compress(pictures)
        let error = EmbeddedFileError(offset: file.payload.count, problem: .truncated(missing: 1))
        #expect(throws: CodecError.malformedEmbeddedFile(codec: "jpeg", index: 1, error)) {
            try codec.decompress(file.with(size: size))
        }
    }

    @Test("an error's offset counts from the payload's start, also behind a shared header")
    func offsets() throws {
        let pictures = try SampleSets.pictures(count: 2, height: 9, width: 12, channels: 1)
        let webp = WebPCodec(WebPFormat(quality: 50), .separate)
        var file = try webp.compress(pictures)
        let second = try file.embeddedFiles()[0].count + 2
        var payload = file.payload
        payload[second] = 0
        #expect(
            throws: CodecError.malformedEmbeddedFile(
                codec: "webp", index: 1, .init(offset: second, problem: .refused(reason: "damaged header")))
        ) { try webp.decompress(file.with(payload: payload)) }
        let jpeg2000 = JPEG2000Codec(JPEG2000Format(.decibels(30), resolutions: 3), .separate)
        file = try jpeg2000.compress(pictures)
        payload = file.payload
        // Behind a length of two bytes, the markers, and the size segment of 41 bytes: the coding style's layers.
        payload[2 + 2 + 43 + 6] = 0xFF
        #expect(
            throws: CodecError.malformedEmbeddedFile(
                codec: "jpeg-2000", index: 0,
                .init(offset: 53, problem: .malformed(expected: "0", found: "255 in a codestream's header")))
        ) { try jpeg2000.decompress(file.with(payload: payload)) }
        let shared = SampleSets.jpeg(50, .sharedHeader)
        file = try shared.compress(pictures)
        #expect(throws: CodecError.malformedSideTables(codec: "jpeg", .init(offset: 40, problem: .truncated))) {
            try shared.decompress(file.with(sideTables: Array(file.sideTables.prefix(40))))
        }
        #expect(
            throws: CodecError.malformedSideTables(codec: "gzip", .init(offset: 0, problem: .bytesAfterEnd(3)))
        ) { try GzipCodec().decompress(GzipCodec().compress(pictures).with(sideTables: [1, 2, 3])) }
    }

    @Test("an error names codec, file, byte, both sizes and the next step")
    func sentences() throws {
        let pictures = try SampleSets.pictures(count: 2, height: 9, width: 12, channels: 1)
        let file = try PNGCodec(PNGFormat(), .separate).compress(pictures)
        let size = try #require(PictureSize(count: 2, height: 10, width: 12, channels: 1))
        do {
            _ = try ClassicalCodec.codec(of: file).decompress(file.with(size: size))
            Issue.record("no error")
        } catch {
            #expect(
                "\(error)"
                    == "png, payload, file 0 within, byte 2: expected samples of 10 × 12 × 1, as the compressed file says, "
                    + "found 9 × 12 × 1; get the file anew")
        }
    }

    @Test("an xz file that asks for a longer dictionary than its pictures' bytes is refused before it is given one")
    func dictionary() throws {
        let long = try #require(PictureSize(count: 5_000, height: 30, width: 30, channels: 1))
        let file = XZCodec().compress(Pictures(size: long, samples: [UInt8](repeating: 7, count: long.samples)))
        let short = try #require(PictureSize(count: 1, height: 30, width: 30, channels: 1))
        do {
            _ = try XZCodec().decompress(file.with(size: short))
            Issue.record("no error")
        } catch CodecError.malformedEmbeddedFile(_, _, let error) {
            #expect(error.problem == .refused(reason: "a dictionary longer than the bytes"))
        }
    }

    @Test("spans of bytes replaced, removed or added give pictures or an error", arguments: SampleSets.codecs.indices)
    func spans(index: Int) throws {
        let codec = SampleSets.codecs[index]
        let file = try codec.compress(try SampleSets.pictures(count: 3, height: 17, width: 10, channels: 1))
        var random = Philox(seed: 71, stream: UInt64(index))
        for _ in 0..<300 {
            var payload = file.payload
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let start = Int.random(in: 0...payload.count, using: &random)
                let end = min(start + Int.random(in: 0...6, using: &random), payload.count)
                let added = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                payload.replaceSubrange(start..<end, with: added)
            }
            try expectOutcome(of: file.with(payload: payload), codec)
        }
    }

    /// Pictures of the declared size or a ``CodecError``, twice the same.
    private func expectOutcome(of file: CompressedFile, _ codec: any SettingsCodec) throws {
        func outcome() throws -> Result<Pictures, CodecError> {
            do {
                return .success(try codec.decompress(file))
            } catch let error as CodecError {
                return .failure(error)
            }
        }
        let (first, second) = (try outcome(), try outcome())
        switch (first, second) {
        case (.success(let pictures), .success(let again)):
            #expect(pictures.size == file.size)
            #expect(pictures == again)
        case (.failure(let error), .failure(let again)): #expect(error == again)
        default: Issue.record("\(first) once, \(second) then")
        }
    }
}
