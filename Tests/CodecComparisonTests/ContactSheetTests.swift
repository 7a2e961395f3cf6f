import CodecComparison
import Pixels
import Testing

@Suite("Contact sheets")
struct ContactSheetTests {
    private func picture(height: Int, width: Int, channels: Int, _ level: (Int) -> Int) -> PixelImage {
        PixelImage(
            height: height, width: width, channels: channels,
            bytes: (0..<height * width * channels).map { UInt8(level($0) % 256) })
    }

    private func pixel(_ image: PixelImage, row: Int, column: Int) -> [UInt8] {
        let start = (row * image.width + column) * image.channels
        return Array(image.bytes[start..<start + image.channels])
    }

    @Test("each cell shows a picture, each pixel a square, and under it how it differs from the original")
    func cells() {
        let original = picture(height: 28, width: 20, channels: 1) { $0 / 3 + 20 }
        let darker = picture(height: 28, width: 20, channels: 1) { $0 / 3 + 17 }
        let lighter = picture(height: 28, width: 20, channels: 1) { $0 / 3 + 60 }
        let sheet = ContactSheet(of: original, [darker, lighter, original])
        #expect(sheet.scale == 192 / 28 && sheet.shownHeight == 28 && sheet.shownWidth == 20)
        // Pixels of 6 × 6, gaps of 8.
        let (height, width) = (2 * 28 * 6 + 8, 20 * 6 + 8)
        let rows = (4 + sheet.columns - 1) / sheet.columns
        #expect(sheet.picture.height == rows * height + 8 && sheet.picture.width == sheet.columns * width + 8)
        for (index, (shown, difference)) in [(original, 128), (darker, 116), (lighter, 255), (original, 128)]
            .enumerated()
        {
            let (top, left) = (index / sheet.columns * height + 8, index % sheet.columns * width + 8)
            for (row, column) in [(0, 0), (27, 19), (13, 7)] {
                for within in [0, 5] {
                    let place = (top + row * 6 + within, left + column * 6 + within)
                    #expect(
                        pixel(sheet.picture, row: place.0, column: place.1) == pixel(shown, row: row, column: column))
                    #expect(
                        pixel(sheet.picture, row: place.0 + 28 * 6, column: place.1) == [UInt8(difference)])
                }
            }
            #expect(pixel(sheet.picture, row: top - 1, column: left) == [255])
            #expect(pixel(sheet.picture, row: top, column: left - 1) == [255])
        }
    }

    @Test("of a large picture the middle is shown, pixel by pixel and in colour")
    func largePictures() {
        let original = picture(height: 500, width: 300, channels: 3) { $0 }
        let sheet = ContactSheet(of: original, [original])
        #expect(sheet.scale == 1 && sheet.shownHeight == 384 && sheet.shownWidth == 300 && sheet.columns == 2)
        #expect(sheet.picture.channels == 3)
        #expect(pixel(sheet.picture, row: 8, column: 8 + 300 + 8) == pixel(original, row: 58, column: 0))
        #expect(pixel(sheet.picture, row: 8 + 384 + 383, column: 8 + 299) == [128, 128, 128])
    }

    @Test("any shape and number of pictures has a sheet")
    func shapes() {
        for (height, width) in [(1, 1), (1, 1000), (1000, 1), (9, 200)] {
            let original = picture(height: height, width: width, channels: 1) { $0 }
            for count in [0, 1, 30] {
                let sheet = ContactSheet(of: original, Array(repeating: original, count: count))
                #expect((1...count + 1).contains(sheet.columns))
                #expect(pixel(sheet.picture, row: 8, column: 8).count == 1)
            }
        }
    }
}
