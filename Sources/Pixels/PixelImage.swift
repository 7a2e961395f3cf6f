/// A picture of unsigned bytes: grey, or red, green and blue.
///
/// The rows lie one after the other from the top, without gaps; the channels of a pixel lie side by side.
package struct PixelImage: Equatable, Sendable {
    package let height: Int
    package let width: Int
    /// 1 for grey, 3 for red, green and blue.
    package let channels: Int
    /// `height`·`width`·`channels` numbers, 0 black to 255.
    package let bytes: [UInt8]

    package init(height: Int, width: Int, channels: Int, bytes: [UInt8]) {
        precondition(height > 0 && width > 0, "a picture of \(height) × \(width)")
        precondition(channels == 1 || channels == 3, "a picture of \(channels) channels")
        precondition(
            bytes.count == height * width * channels,
            "\(bytes.count) bytes for a picture of \(height) × \(width) × \(channels)")
        (self.height, self.width, self.channels, self.bytes) = (height, width, channels, bytes)
    }

    /// A rectangle of the picture.
    package func cropped(top: Int, left: Int, height: Int, width: Int) -> PixelImage {
        precondition(
            top >= 0 && left >= 0 && top + height <= self.height && left + width <= self.width,
            "\(height) × \(width) at (\(top), \(left)) of a picture of \(self.height) × \(self.width)")
        var cropped: [UInt8] = []
        cropped.reserveCapacity(height * width * channels)
        for row in top..<top + height {
            let start = (row * self.width + left) * channels
            cropped.append(contentsOf: bytes[start..<start + width * channels])
        }
        return PixelImage(height: height, width: width, channels: channels, bytes: cropped)
    }

    /// The picture after quarter turns against the clock.
    package func rotated(quarterTurns: Int) -> PixelImage {
        var turned = self
        for _ in 0..<((quarterTurns % 4 + 4) % 4) { turned = turned.rotatedOnce() }
        return turned
    }

    /// The right column becomes the top row.
    private func rotatedOnce() -> PixelImage {
        var turned: [UInt8] = []
        turned.reserveCapacity(bytes.count)
        for column in (0..<width).reversed() {
            for row in 0..<height {
                let start = (row * width + column) * channels
                turned.append(contentsOf: bytes[start..<start + channels])
            }
        }
        return PixelImage(height: width, width: height, channels: channels, bytes: turned)
    }
}
