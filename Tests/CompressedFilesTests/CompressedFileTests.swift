import CompressedFiles
import Randomness
import Testing

@Suite("Compressed files")
struct CompressedFileTests {
    @Test("a file comes back from its bytes, with and without a model, and its bytes add up", arguments: 0..<100)
    func roundTrip(trial: Int) throws {
        var random = Philox(seed: 31, stream: UInt64(trial))
        func bytes(atMost count: Int) -> [UInt8] {
            (0..<Int.random(in: 0...count, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        let size = try #require(
            PictureSize(
                count: Int.random(in: 0...10_000, using: &random), height: Int.random(in: 1...300, using: &random),
                width: Int.random(in: 1...100, using: &random), channels: Bool.random(using: &random) ? 1 : 3))
        let file = CompressedFile(
            codec: "wani-64", modelFingerprint: trial % 2 == 0 ? [] : [1, 2, 3, 4, 5, 6, 7, 8], size: size,
            settings: bytes(atMost: 5), sideTables: bytes(atMost: 300), payload: bytes(atMost: 20_000))
        let encoded = file.encoded()
        #expect(try CompressedFile(decoding: encoded) == file)
        #expect(file.byteSplit.total == encoded.count)
        #expect(file.byteSplit.payload == file.payload.count && file.byteSplit.sideTables == file.sideTables.count)
    }

    @Test("the bytes of the format do not change")
    func fixture() throws {
        let size = try #require(PictureSize(count: 300, height: 28, width: 28, channels: 1))
        let file = CompressedFile(codec: "pca", size: size, settings: [9], sideTables: [], payload: [7, 8])
        let expected: [UInt8] = [
            0x89, 0x42, 0x4E, 0x4B, 1, 3, 0x70, 0x63, 0x61, 0, 0xAC, 2, 28, 28, 1, 1, 9, 0, 2, 7, 8,
        ]
        #expect(Array(file.encoded().dropLast(4)) == expected)
        #expect(file.byteSplit.header == 23 && file.byteSplit.sideTables == 0 && file.byteSplit.payload == 2)
    }

    @Test("a change of any byte to any other value is an error that names an offset in the file")
    func damage() throws {
        let encoded = smallFile().encoded()
        for offset in encoded.indices {
            for value in UInt8.min...UInt8.max where value != encoded[offset] {
                var damaged = encoded
                damaged[offset] = value
                let error = #expect(throws: CompressedFileError.self) { try CompressedFile(decoding: damaged) }
                let found = try #require(error).offset
                #expect((0...encoded.count).contains(found))
            }
        }
    }

    @Test("a file that ends early says within which part, and one that goes on how far")
    func truncation() throws {
        let encoded = smallFile().encoded()
        for count in encoded.indices {
            let error = #expect(throws: CompressedFileError.self) {
                try CompressedFile(decoding: Array(encoded.prefix(count)))
            }
            #expect(error?.offset == count)
        }
        #expect(throws: CompressedFileError(offset: 0, problem: .otherFormat(found: [0x89, 0x50, 0x4E, 0x47]))) {
            try CompressedFile(decoding: [0x89, 0x50, 0x4E, 0x47, 0, 0])
        }
        #expect(throws: CompressedFileError(offset: encoded.count, problem: .bytesAfterEnd(2))) {
            try CompressedFile(decoding: encoded + [0, 0])
        }
    }

    @Test("sizes that no decoder should try, and lengths beyond the file, are refused before memory is claimed")
    func hostile() {
        #expect(PictureSize(count: 1 << 30, height: 1 << 30, width: 1 << 30, channels: 3) == nil)
        #expect(PictureSize(count: 1, height: 0, width: 1, channels: 1) == nil)
        #expect(PictureSize(count: 1, height: 1, width: 1, channels: 2) == nil)
        #expect(PictureSize(count: 1, height: 1 << 15, width: 1 << 15, channels: 1)?.samples == 1 << 30)
        let claim: [UInt8] = [0x89, 0x42, 0x4E, 0x4B, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
        #expect(
            throws: CompressedFileError(
                offset: 10, problem: .truncated(part: "the codec's key", missing: 1 << 35 - 1))
        ) { try CompressedFile(decoding: claim) }
        let overlong: [UInt8] = [0x89, 0x42, 0x4E, 0x4B, 1, 0x83, 0x00, 0x61, 0x61, 0x61]
        #expect(
            throws: CompressedFileError(offset: 5, problem: .malformedNumber(part: "the length of the codec's key"))
        ) { try CompressedFile(decoding: overlong) }
    }

    @Test("the checksum is RFC 3720's, appendix B.4")
    func checksum() {
        #expect(crc32C([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(crc32C([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(crc32C(Array(UInt8(0)..<32)) == 0x46DD_794E)
        #expect(crc32C(Array((UInt8(0)..<32).reversed())) == 0x113F_DB5C)
        #expect(crc32C(Array("123456789".utf8)) == 0xE306_9283)
        #expect(crc32C([]) == 0)
    }

    private func smallFile() -> CompressedFile {
        guard let size = PictureSize(count: 2, height: 3, width: 5, channels: 1) else {
            preconditionFailure("a possible size")
        }
        return CompressedFile(
            codec: "test", modelFingerprint: [8, 7, 6, 5, 4, 3, 2, 1], size: size, settings: [1],
            sideTables: [200, 100, 50], payload: Array(0..<20))
    }
}
