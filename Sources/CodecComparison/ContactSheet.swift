import Pixels

/// A picture and its reconstructions in a grid on white, under each its difference from the original.
///
/// Cells follow each other from the left and from the top, the original first. Small pictures are enlarged by a whole factor, each pixel a square;
/// of large ones the middle is shown, so that a pixel is a pixel.
package struct ContactSheet {
    package let picture: PixelImage
    package let columns: Int
    /// Pixels of the sheet's that a pixel is wide and high.
    package let scale: Int
    /// What is shown of each picture.
    package let shownHeight: Int, shownWidth: Int

    /// Pixels that are shown of a side, at most.
    package static let longestShown = 384
    /// Pixels up to which the longer side of a small picture is enlarged.
    static let enlarged = 192
    /// A difference of none is this grey, and one of a grey level this many.
    package static let middleGrey = 128, amplification = 4
    static let gap = 8

    /// - Parameter reconstructions: of the original's height, width and channels, or what is shown of such pictures.
    package init(of original: PixelImage, _ reconstructions: [PixelImage]) {
        let middle = ContactSheet.shownPart(of: original)
        (shownHeight, shownWidth) = (middle.height, middle.width)
        scale = max(1, ContactSheet.enlarged / max(shownHeight, shownWidth))
        let cells = [middle] + reconstructions.map(ContactSheet.shownPart)
        let (height, width) = (
            2 * shownHeight * scale + ContactSheet.gap, shownWidth * scale + ContactSheet.gap
        )
        // About half as wide again as high.
        let ideal = (1.5 * Double(cells.count * height) / Double(width)).squareRoot().rounded(.up)
        columns = min(cells.count, max(1, Int(ideal)))
        let rows = (cells.count + columns - 1) / columns
        var canvas = Canvas(
            height: rows * height + ContactSheet.gap, width: columns * width + ContactSheet.gap,
            channels: original.channels)
        for (index, shown) in cells.enumerated() {
            let top = index / columns * height + ContactSheet.gap
            let left = index % columns * width + ContactSheet.gap
            canvas.draw(shown, top: top, left: left, scale: scale)
            canvas.draw(
                shown.amplifiedDifference(from: middle), top: top + shownHeight * scale, left: left, scale: scale)
        }
        picture = canvas.picture
    }

    /// The middle of a large picture, or all of a small one.
    static func shownPart(of picture: PixelImage) -> PixelImage {
        let (height, width) = (min(picture.height, longestShown), min(picture.width, longestShown))
        return picture.cropped(
            top: (picture.height - height) / 2, left: (picture.width - width) / 2, height: height, width: width)
    }
}

extension PixelImage {
    fileprivate func amplifiedDifference(from original: PixelImage) -> PixelImage {
        let bytes = zip(bytes, original.bytes).map { value, truth in
            let level = ContactSheet.middleGrey + ContactSheet.amplification * (Int(value) - Int(truth))
            return UInt8(min(max(level, 0), 255))
        }
        return PixelImage(height: height, width: width, channels: channels, bytes: bytes)
    }
}

/// A white picture that is drawn on.
private struct Canvas {
    private let height: Int, width: Int, channels: Int
    private var bytes: [UInt8]

    init(height: Int, width: Int, channels: Int) {
        (self.height, self.width, self.channels) = (height, width, channels)
        bytes = [UInt8](repeating: 255, count: height * width * channels)
    }

    var picture: PixelImage { PixelImage(height: height, width: width, channels: channels, bytes: bytes) }

    mutating func draw(_ image: PixelImage, top: Int, left: Int, scale: Int) {
        for row in 0..<image.height * scale {
            let source = row / scale * image.width * channels
            let target = ((top + row) * width + left) * channels
            for column in 0..<image.width * scale {
                for channel in 0..<channels {
                    bytes[target + column * channels + channel] =
                        image.bytes[source + column / scale * channels + channel]
                }
            }
        }
    }
}
