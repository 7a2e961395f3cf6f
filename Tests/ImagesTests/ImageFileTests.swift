import Foundation
import Images
import Pixels
import TestSupport
import Testing

@Suite("Image files")
struct ImageFileTests {
    /// A picture with edges, a slope and colours.
    private func picture(height: Int, width: Int, channels: Int) -> PixelImage {
        let bytes = (0..<height * width * channels).map { index -> UInt8 in
            let (row, column, channel) = (index / channels / width, index / channels % width, index % channels)
            return UInt8((row * 5 + column * 3 + (column > width / 2 ? 90 : 0) + channel * 40) % 256)
        }
        return PixelImage(height: height, width: width, channels: channels, bytes: bytes)
    }

    @Test("PNG gives back every byte, in grey and in colour, at sizes from 1 × 1", arguments: [1, 3])
    func losslessRoundTrip(channels: Int) throws {
        for (height, width) in [(1, 1), (1, 9), (7, 5), (32, 48)] {
            let image = picture(height: height, width: width, channels: channels)
            #expect(try PixelImage(decoding: PNG.encode(image)) == image)
        }
    }

    @Test("JPEG keeps size and channels, comes closer with quality, and grows with it", arguments: [1, 3])
    func lossyRoundTrip(channels: Int) throws {
        let image = picture(height: 40, width: 56, channels: channels)
        var (lastError, lastSize) = (Int.max, 0)
        for quality in [5, 50, 95] {
            let file = JPEG.encode(image, JPEG.Settings(quality: quality))
            let decoded = try PixelImage(decoding: file)
            #expect((decoded.height, decoded.width, decoded.channels) == (40, 56, channels))
            let error = zip(decoded.bytes, image.bytes).reduce(0) {
                $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
            }
            #expect(error < lastError && file.count > lastSize)
            (lastError, lastSize) = (error, file.count)
            #expect(try JPEGStructure(of: file).estimatedQuality == quality)
        }
    }

    @Test("tables made for the picture shorten the file and change no pixel; full chroma lengthens it")
    func settings() throws {
        let image = picture(height: 64, width: 64, channels: 3)
        let plain = JPEG.encode(image, JPEG.Settings(quality: 50))
        let optimized = JPEG.encode(image, JPEG.Settings(quality: 50, optimizesTables: true))
        let full = JPEG.encode(image, JPEG.Settings(quality: 50, subsampling: .full))
        #expect(optimized.count < plain.count && plain.count < full.count)
        #expect(try JPEG.decode(optimized) == JPEG.decode(plain))
        #expect(JPEG.encode(image, JPEG.Settings(quality: 50)) == plain, "the switch stayed on")
        let structure = try JPEGStructure(of: plain)
        #expect(structure.fileBytes == plain.count && (1..<plain.count).contains(structure.scanBytes))
    }

    /// 2 × 3 pixels, bottom row first, each row padded to 12 bytes.
    private var bitmap: [UInt8] {
        var bytes: [UInt8] = [0x42, 0x4D] + [UInt8](repeating: 0, count: 52)
        (bytes[10], bytes[14], bytes[18], bytes[22], bytes[26], bytes[28]) = (54, 40, 3, 2, 1, 24)
        bytes += [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0]
        bytes += [11, 12, 13, 14, 15, 16, 17, 18, 19, 0, 0, 0]
        return bytes
    }

    @Test("a BMP's rows go from the bottom, and its channels from blue to red")
    func bitmaps() throws {
        let image = try PixelImage(decoding: bitmap)
        #expect((image.height, image.width, image.channels) == (2, 3, 3))
        #expect(image.bytes == [13, 12, 11, 16, 15, 14, 19, 18, 17, 3, 2, 1, 6, 5, 4, 9, 8, 7])
        var topDown = bitmap
        topDown.replaceSubrange(22..<26, with: [0xFE, 0xFF, 0xFF, 0xFF])
        #expect(try PixelImage(decoding: topDown).bytes.prefix(3) == [3, 2, 1])
    }

    @Test("a file that lies about its size, is cut, or is no picture, names what was expected")
    func refusals() throws {
        var huge = bitmap
        huge.replaceSubrange(18..<26, with: [255, 255, 255, 127, 255, 255, 255, 127])
        #expect(throws: ImageFault.tooLarge(.bmp, height: 0x7FFF_FFFF, width: 0x7FFF_FFFF, maximum: 1 << 26)) {
            try PixelImage(decoding: huge)
        }
        #expect(throws: ImageFault.unknownFormat(found: [1, 2])) { try PixelImage(decoding: [1, 2]) }
        let folder = try TemporaryFolder()
        let file = try folder.write([1, 2], to: "x.jpg")
        #expect { try PixelImage(contentsOf: file) } throws: { "\($0)".contains("x.jpg: expected a BMP, JPEG or PNG") }
        let jpeg = JPEG.encode(picture(height: 32, width: 32, channels: 3), JPEG.Settings(quality: 50))
        #expect(throws: ImageFault.tooLarge(.jpeg, height: 32, width: 32, maximum: 1023)) {
            try JPEG.decode(jpeg, mostPixels: 1023)
        }
        let png = PNG.encode(picture(height: 32, width: 32, channels: 3))
        #expect(throws: ImageFault.tooLarge(.png, height: 32, width: 32, maximum: 1023)) {
            try PNG.decode(png, mostPixels: 1023)
        }
    }

    @Test("any damage to a file gives a picture or an error, never a crash")
    func damage() throws {
        let image = picture(height: 24, width: 20, channels: 3)
        for file in [bitmap, JPEG.encode(image, JPEG.Settings(quality: 60)), PNG.encode(image)] {
            // What PNG has after its last pixel is 16 bytes long.
            for length in 0..<file.count - 16 {
                #expect(throws: ImageFault.self) { try PixelImage(decoding: Array(file[..<length])) }
            }
            for place in file.indices {
                var damaged = file
                damaged[place] ^= 0x55
                if let read = try? PixelImage(decoding: damaged) {
                    #expect(read.bytes.count == read.height * read.width * read.channels)
                }
                _ = try? JPEGStructure(of: damaged)
            }
        }
    }

    @Test("a crop takes its rectangle; four quarter turns are none, and one takes the right column to the top")
    func geometry() {
        let image = picture(height: 5, width: 4, channels: 3)
        let crop = image.cropped(top: 1, left: 2, height: 2, width: 2)
        #expect(crop.bytes.prefix(3) == image.bytes[(1 * 4 + 2) * 3..<(1 * 4 + 3) * 3])
        let turned = image.rotated(quarterTurns: 1)
        #expect((turned.height, turned.width) == (4, 5))
        #expect(turned.bytes.prefix(3) == image.bytes[9..<12])
        #expect(
            turned.rotated(quarterTurns: 3) == image
                && image.rotated(quarterTurns: -1) == image.rotated(quarterTurns: 3))
    }

    @Test("the box resize copies pixels when enlarging and takes rounded means when reducing")
    func resizing() {
        let image = PixelImage(height: 1, width: 4, channels: 1, bytes: [0, 10, 101, 200])
        #expect(image.resizedByBox(height: 1, width: 8).bytes == [0, 0, 10, 10, 101, 101, 200, 200])
        #expect(image.resizedByBox(height: 1, width: 2).bytes == [5, 151])
        #expect(image.resizedByBox(height: 2, width: 1).bytes == [78, 78])
    }

    @Test("luma of black, white and the primaries in both ranges")
    func luma() {
        let image = PixelImage(
            height: 1, width: 5, channels: 3, bytes: [0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255])
        #expect(image.grey(.full).bytes == [0, 255, 76, 150, 29])
        #expect(image.grey(.studio).bytes == [16, 235, 81, 145, 41])
    }
}
