import Codecs
import PictureFiles
import Pixels

/// Small pictures in a grid without gaps: a column for each image that is shown, originals in the first row, a row for each method below.
struct PictureSprite {
    let pictures: PixelImage
    /// Of the same grid, decoded − original: grey 128 is no difference, a grey level more or less is a grey level of the image; what is beyond
    /// −128 or 127 is shown as that. The first row has none.
    let differences: PixelImage

    /// - Parameters:
    ///   - images: places in the set.
    ///   - decoded: the whole set by each method.
    init(of images: [Int], _ originals: Pictures, _ decoded: [Pictures]) {
        let size = originals.size
        let shown = originals.selecting(images)
        let rows = [shown] + decoded.map { $0.selecting(images) }
        var pixels: [UInt8] = [], differences: [UInt8] = []
        for row in rows {
            for line in 0..<size.height {
                for column in images.indices {
                    let start = (column * size.height + line) * size.width
                    for place in start..<start + size.width {
                        let (value, truth) = (Int(row.samples[place]), Int(shown.samples[place]))
                        pixels.append(UInt8(value))
                        differences.append(UInt8(min(max(128 + value - truth, 0), 255)))
                    }
                }
            }
        }
        func picture(_ bytes: [UInt8]) -> PixelImage {
            PixelImage(
                height: rows.count * size.height, width: images.count * size.width, channels: 1, bytes: bytes)
        }
        (pictures, self.differences) = (picture(pixels), picture(differences))
    }
}
