import Codecs
import CompressedFiles
import Images
import Pixels

/// How the pictures of a set lie on those that a format writes: one on each sheet, or many side by side.
///
/// A mosaic's sheet has up to 50 columns and 40 rows of pictures, fewer where the format's longest side or the most pixels of a picture
/// file would be passed; it is filled row by row from the top. The last sheet is as small as its pictures allow, and black where none lies.
struct Sheets {
    let size: PictureSize
    /// Of a full sheet, in pictures.
    let columns: Int
    let rows: Int

    private static let mostColumns = 50
    private static let mostRows = 40

    /// - Parameter longestSide: of a sheet, in pixels.
    init(_ size: PictureSize, _ packing: Packing, longestSide: Int) {
        self.size = size
        guard packing == .mosaic else {
            (columns, rows) = (1, 1)
            return
        }
        func most(_ limit: Int, _ side: Int, pixels: Int) -> Int {
            max(1, min(limit, longestSide / side, PixelImage.mostPixels / pixels))
        }
        columns = most(Sheets.mostColumns, size.width, pixels: size.height * size.width)
        rows = most(Sheets.mostRows, size.height, pixels: size.height * size.width * columns)
    }

    var indices: Range<Int> { 0..<(size.count + columns * rows - 1) / (columns * rows) }

    func shape(ofSheet index: Int) -> PictureShape {
        let pictures = pictures(onSheet: index).count
        return PictureShape(
            height: (pictures + columns - 1) / columns * size.height, width: min(columns, pictures) * size.width,
            channels: size.channels)
    }

    func sheet(_ index: Int, of pictures: Pictures) -> PixelImage {
        let shape = shape(ofSheet: index)
        var bytes = [UInt8](repeating: 0, count: shape.pixels * shape.channels)
        var start = self.pictures(onSheet: index).lowerBound * size.samplesPerPicture
        forEachRow(ofSheet: index) { row in
            bytes.replaceSubrange(row, with: pictures.samples[start..<start + row.count])
            start += row.count
        }
        return PixelImage(height: shape.height, width: shape.width, channels: shape.channels, bytes: bytes)
    }

    /// Adds the samples of the pictures on a sheet, which are the next of the set.
    func append(_ sheet: PixelImage, index: Int, to samples: inout [UInt8]) {
        precondition(sheet.shape == shape(ofSheet: index), "a sheet of \(sheet.shape)")
        forEachRow(ofSheet: index) { samples.append(contentsOf: sheet.bytes[$0]) }
    }

    private func pictures(onSheet index: Int) -> Range<Int> {
        let first = index * columns * rows
        return first..<min(first + columns * rows, size.count)
    }

    /// Hands over where the rows of the pictures lie in the bytes of a sheet, picture after picture.
    private func forEachRow(ofSheet index: Int, _ body: (Range<Int>) -> Void) {
        let rowSamples = size.width * size.channels
        let sheetRowSamples = shape(ofSheet: index).width * size.channels
        for place in 0..<pictures(onSheet: index).count {
            let corner = place / columns * size.height * sheetRowSamples + place % columns * rowSamples
            for row in 0..<size.height {
                let start = corner + row * sheetRowSamples
                body(start..<start + rowSamples)
            }
        }
    }
}
