import ClassicalCodecs
import Codecs
import CompressedFiles
import Images
import Pixels
import Testing

@Suite("Packing of pictures into files")
struct PackingTests {
    @Test("separate pictures are those of the format's own files, one after the other")
    func separate() throws {
        let pictures = try SampleSets.pictures(count: 3, height: 9, width: 7, channels: 3)
        let codec = SampleSets.jpeg(70, .separate)
        let file = try codec.compress(pictures)
        let decoded = try codec.decompress(file).samples
        let embedded = try file.embeddedFiles()
        #expect(embedded.count == 3)
        for (index, bytes) in embedded.enumerated() {
            let range = index * 189..<(index + 1) * 189
            let picture = PixelImage(height: 9, width: 7, channels: 3, bytes: Array(pictures.samples[range]))
            #expect(bytes == codec.format.encode(picture))
            #expect(try JPEG.decode(bytes).bytes == Array(decoded[range]))
        }
        #expect(file.sideTables.isEmpty)
    }

    @Test("a shared header stands in the file once, and the pictures are those of whole files", arguments: [1, 3])
    func sharedHeader(channels: Int) throws {
        let pictures = try SampleSets.pictures(count: 20, height: 11, width: 14, channels: channels)
        let (whole, parts) = (SampleSets.jpeg(40, .separate), SampleSets.jpeg(40, .sharedHeader))
        let (wholeFile, file) = (try whole.compress(pictures), try parts.compress(pictures))
        #expect(try parts.decompress(file) == whole.decompress(wholeFile))
        for (own, embedded) in zip(try file.embeddedFiles(), try wholeFile.embeddedFiles()) {
            #expect(try own.count == JPEGStructure(of: embedded).scanBytes)
            // The header's length takes two bytes.
            #expect(own.count + file.sideTables.count - 2 == embedded.count)
            #expect(Array(file.sideTables.dropFirst(2).dropLast(2)) + own + [0xFF, 0xD9] == embedded)
        }
    }

    @Test("a mosaic has 50 columns and 40 rows, fills its rows from the top, and is black where no picture lies")
    func mosaic() throws {
        let pictures = try SampleSets.pictures(count: 2_053, height: 2, width: 3, channels: 1)
        let codec = PNGCodec(PNGFormat(), .mosaic)
        let sheets = try codec.compress(pictures).embeddedFiles().map { try PNG.decode($0) }
        #expect(sheets.map(\.shape.height) == [80, 4])
        #expect(sheets.map(\.shape.width) == [150, 150])
        func samples(_ index: Int) -> [UInt8] { Array(pictures.samples[index * 6..<(index + 1) * 6]) }
        #expect(sheets[0].cropped(top: 2, left: 147, height: 2, width: 3).bytes == samples(99))
        #expect(sheets[0].cropped(top: 78, left: 147, height: 2, width: 3).bytes == samples(1_999))
        #expect(sheets[1].cropped(top: 2, left: 6, height: 2, width: 3).bytes == samples(2_052))
        #expect(sheets[1].cropped(top: 2, left: 9, height: 2, width: 141).bytes.allSatisfy { $0 == 0 })
    }

    @Test("a mosaic of few pictures is no wider than they are, and one of large pictures keeps to the format's sides")
    func mosaicSize() throws {
        let few = try SampleSets.pictures(count: 3, height: 2, width: 3, channels: 1)
        let small = try PNGCodec(PNGFormat(), .mosaic).compress(few).embeddedFiles().map { try PNG.decode($0) }
        #expect(small.map { [$0.height, $0.width] } == [[2, 9]])
        let long = try SampleSets.pictures(count: 5, height: 1, width: 6_000, channels: 1)
        let codec = LosslessWebPCodec(LosslessWebPFormat(), .mosaic)
        let file = try codec.compress(long)
        #expect(try file.embeddedFiles().count == 1)
        #expect(try codec.decompress(file) == long)
    }

    @Test("pictures beyond a format's longest side or of too many pixels are refused with both numbers")
    func tooLarge() throws {
        let pictures = try SampleSets.pictures(count: 1, height: 1, width: 16_384, channels: 1)
        #expect(
            throws: CodecError.pictureTooLarge(
                codec: "webp", height: 1, width: 16_384, longestSide: 16_383, mostPixels: 1 << 26)
        ) { try WebPCodec(WebPFormat(quality: 50), .separate).compress(pictures) }
        let empty = try SampleSets.pictures(count: 0, height: 1 << 14, width: 1 << 13, channels: 1)
        let many = CodecError.pictureTooLarge(
            codec: "png", height: 1 << 14, width: 1 << 13, longestSide: 1_000_000, mostPixels: 1 << 26)
        #expect(throws: many) {
            try PNGCodec(PNGFormat(), .separate).decompress(
                CompressedFile(codec: "png", size: empty.size, settings: [0], payload: [1, 0]))
        }
        let most = try SampleSets.pictures(count: 1, height: 1, width: 16_383, channels: 1)
        let codec = LosslessWebPCodec(LosslessWebPFormat(), .mosaic)
        #expect(try codec.decompress(codec.compress(most)) == most)
    }
}
