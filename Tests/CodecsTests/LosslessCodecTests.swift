import Codecs
import CompressedFiles
import EntropyCoding
import Randomness
import Testing

@Suite("Lossless codecs")
struct LosslessCodecTests {
    static let codecs = Prediction.allCases.flatMap { prediction in
        SymbolCoder.allCases.map { LosslessCodec(prediction, $0) }
    }

    @Test(
        "pictures come back byte for byte: smooth, noisy, of one value, of one pixel, in colour, none",
        arguments: codecs)
    func roundTrip(codec: LosslessCodec) throws {
        for pictures in try samplePictures() {
            let bytes = try codec.compress(pictures).encoded()
            let file = try CompressedFile(decoding: bytes)
            #expect(try LosslessCodec(of: file) == codec)
            #expect(try codec.decompress(file) == pictures)
        }
    }

    @Test("the median follows an edge, continues a slope, and lies between its neighbours")
    func median() throws {
        let pictures = try grey(
            height: 3, width: 4,
            [
                10, 10, 200, 200,
                10, 10, 200, 200,
                20, 20, 210, 0,
            ])
        #expect(
            Prediction.median.residuals(of: pictures).residuals == [
                10, 0, 190, 0,
                0, 0, 0, 0,
                10, 0, 10, 46,
            ])
        #expect(
            Prediction.left.residuals(of: pictures).residuals == [
                10, 0, 190, 0,
                0, 0, 190, 0,
                10, 0, 190, 46,
            ])
    }

    @Test("where the corner lies between left and above, the slope goes on")
    func slope() throws {
        let pictures = try grey(height: 2, width: 2, [20, 10, 30, 20])
        #expect(Prediction.median.residuals(of: pictures).residuals == [20, 246, 10, 0])
    }

    @Test("a file's settings do not change")
    func settings() throws {
        let pictures = try grey(height: 1, width: 2, [1, 2])
        let found = try Self.codecs.map { try $0.compress(pictures).settings }
        #expect(
            found == [
                [0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1], [2, 2], [3, 0], [3, 1], [3, 2],
            ])
        #expect(
            Self.codecs.map { "\($0.prediction.rawValue) \($0.coder.rawValue)" }.prefix(4)
                == ["none huffman", "none rans", "none adaptive-rans", "left huffman"])
    }

    @Test("the mean of the set is stored once, and what differs from it is coded")
    func setMean() throws {
        let size = try #require(PictureSize(count: 3, height: 1, width: 2, channels: 1))
        let pictures = Pictures(size: size, samples: [10, 100, 11, 90, 13, 80])
        #expect(Prediction.setMean.residuals(of: pictures).residuals == [255, 10, 0, 0, 2, 246])
        let file = try LosslessCodec(.setMean, .rans).compress(pictures)
        #expect(Array(file.sideTables.prefix(2)) == [11, 90])
    }

    @Test("smooth pictures take fewer bytes by prediction, and one value takes none at all")
    func gain() throws {
        let smooth = try samplePictures()[0]
        let plain = try LosslessCodec(.none, .rans).compress(smooth).payload.count
        #expect(try LosslessCodec(.median, .rans).compress(smooth).payload.count < plain / 2)
        let even = try grey(height: 40, width: 50, [UInt8](repeating: 7, count: 2000))
        #expect(try LosslessCodec(.none, .huffman).compress(even).payload.isEmpty)
        #expect(try LosslessCodec(.none, .rans).compress(even).payload.isEmpty)
    }

    @Test(
        "any damage behind the checksum gives pictures or an error, and other codecs' files are named",
        arguments: codecs)
    func hostile(codec: LosslessCodec) throws {
        let pictures = try samplePictures()[1]
        let file = try codec.compress(pictures)
        var random = Philox(seed: 41, stream: 0)
        for _ in 0..<200 {
            var (sideTables, payload) = (file.sideTables, file.payload)
            func spoil(_ bytes: inout [UInt8]) {
                guard let place = bytes.indices.randomElement(using: &random) else { return }
                if Bool.random(using: &random) {
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                } else {
                    bytes.remove(at: place)
                }
            }
            spoil(&payload)
            if Bool.random(using: &random) { spoil(&sideTables) }
            let damaged = CompressedFile(
                codec: file.codec, size: file.size, settings: file.settings, sideTables: sideTables, payload: payload)
            do {
                #expect(try codec.decompress(damaged).size == file.size)
            } catch {
                #expect(error is CodecError, "\(error)")
            }
        }
        let other = CompressedFile(codec: "jpeg", size: file.size, settings: file.settings, payload: [])
        #expect(throws: CodecError.otherCodec(expected: "lossless", found: "jpeg")) { try codec.decompress(other) }
        let theirs = LosslessCodec(codec.prediction, codec.coder == .rans ? .huffman : .rans)
        let expected = try codec.compress(pictures).settings, found = try theirs.compress(pictures)
        #expect(throws: CodecError.otherSettings(codec: "lossless", expected: expected, found: found.settings)) {
            try codec.decompress(found)
        }
        let unknown = CompressedFile(codec: "lossless", size: file.size, settings: [9, 0], payload: [])
        #expect(throws: CodecError.unknownSettings(codec: "lossless", found: [9, 0])) { try codec.decompress(unknown) }
    }

    /// Smooth, noisy, of one value, of one pixel, in colour, none.
    private func samplePictures() throws -> [Pictures] {
        var random = Philox(seed: 40, stream: 0)
        func noise(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
        let slope = (0..<2 * 20 * 30).map {
            UInt8($0 / 30 % 20 * 5 + $0 % 30 * 3 + Int.random(in: 0...1, using: &random))
        }
        let sizes = [(2, 20, 30, 1), (3, 9, 7, 1), (1, 5, 5, 1), (1, 1, 1, 1), (2, 6, 5, 3), (0, 8, 8, 1)]
        let samples = [slope, noise(189), [UInt8](repeating: 3, count: 25), [200], noise(180), []]
        return try zip(sizes, samples).map { size, samples in
            Pictures(
                size: try #require(PictureSize(count: size.0, height: size.1, width: size.2, channels: size.3)),
                samples: samples)
        }
    }

    private func grey(height: Int, width: Int, _ samples: [UInt8]) throws -> Pictures {
        Pictures(size: try #require(PictureSize(count: 1, height: height, width: width, channels: 1)), samples: samples)
    }
}
