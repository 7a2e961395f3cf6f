import Images
import Pixels
import Randomness

/// How patches for training are cut from pictures and spoiled.
package struct PatchRecipe: Codable, Equatable, Sendable {
    /// Pixels of a patch's side.
    package let side: Int
    /// Pixels between the places where patches may begin.
    package let stride: Int
    /// Whether patches are turned by none to three quarters.
    package let rotates: Bool
    /// JPEG qualities, each equally likely.
    package let qualities: [Int]
    package let subsampling: JPEG.ChromaSubsampling
    package let compressed: Compressed

    /// What is put through JPEG.
    package enum Compressed: String, Codable, Sendable, CaseIterable {
        /// The cut and turned patch: its 8 × 8 blocks always begin at its corner, and those at its far edges are padded.
        case patch
        /// The picture, before the patch is cut: blocks begin anywhere in the patch.
        case picture
    }

    package init(
        side: Int, stride: Int, rotates: Bool, qualities: [Int], subsampling: JPEG.ChromaSubsampling,
        compressed: Compressed
    ) {
        (self.side, self.stride, self.rotates) = (side, stride, rotates)
        (self.qualities, self.subsampling, self.compressed) = (qualities, subsampling, compressed)
    }

    /// What is wrong with the numbers, in words; `nil` for nothing.
    package var fault: String? {
        if !(8...1 << 10).contains(side) { return "side: expected 8 to 1024 pixels, found \(side)" }
        if !(1...1 << 10).contains(stride) { return "stride: expected 1 to 1024 pixels, found \(stride)" }
        if qualities.isEmpty || !qualities.allSatisfy((1...100).contains) {
            return "qualities: expected some of 1 to 100, found \(qualities)"
        }
        return nil
    }

    /// Places of patches in a picture.
    package func places(in picture: PixelImage) -> Int {
        rows(picture.height) * rows(picture.width)
    }

    private func rows(_ length: Int) -> Int { length < side ? 0 : (length - side) / stride + 1 }

    /// One patch, as it was and as JPEG left it.
    ///
    /// - Precondition: the picture is at least a patch large.
    package func patch(
        of picture: PixelImage, using generator: inout some RandomNumberGenerator
    ) -> (original: PixelImage, compressed: PixelImage) {
        let top = generator.integer(below: rows(picture.height)) * stride
        let left = generator.integer(below: rows(picture.width)) * stride
        let turns = rotates ? generator.integer(below: 4) : 0
        let settings = JPEG.Settings(
            quality: qualities[generator.integer(below: qualities.count)], subsampling: subsampling)
        let original = picture.cropped(top: top, left: left, height: side, width: side).rotated(quarterTurns: turns)
        switch compressed {
        case .patch: return (original, throughJPEG(original, settings))
        case .picture:
            let spoiled = croppedAfterJPEG(
                picture, settings, top: top, left: left, height: side, width: side)
            return (original, spoiled.rotated(quarterTurns: turns))
        }
    }
}

/// What JPEG makes of a picture.
package func throughJPEG(_ picture: PixelImage, _ settings: JPEG.Settings) -> PixelImage {
    do {
        return try JPEG.decode(JPEG.encode(picture, settings))
    } catch {
        preconditionFailure("a JPEG file of our own cannot be read: \(error)")
    }
}

/// A rectangle of what JPEG makes of a picture, without compressing all of it.
///
/// Blocks are coded independently but for their entropy coding, and smooth chroma upsampling looks one sample beyond a block: the units of
/// 16 × 16 that the rectangle touches, and one more around, give the same pixels as the whole picture.
package func croppedAfterJPEG(
    _ picture: PixelImage, _ settings: JPEG.Settings, top: Int, left: Int, height: Int, width: Int
) -> PixelImage {
    let unit = 16
    func span(_ start: Int, _ length: Int, of whole: Int) -> (start: Int, length: Int) {
        let first = max(start / unit - 1, 0) * unit
        let end = min(((start + length + unit - 1) / unit + 1) * unit, whole)
        return (first, end - first)
    }
    let rows = span(top, height, of: picture.height), columns = span(left, width, of: picture.width)
    let region = picture.cropped(top: rows.start, left: columns.start, height: rows.length, width: columns.length)
    return throughJPEG(region, settings)
        .cropped(top: top - rows.start, left: left - columns.start, height: height, width: width)
}
