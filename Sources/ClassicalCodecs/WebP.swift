import CWebP
import Codecs
import Pixels

/// WebP files in memory, by libwebp: red, green and blue of 8 bits.
enum WebP {
    /// The format's limit: 14 bits.
    static let longestSide = 16_383

    enum Compression: Hashable {
        /// 0 to 100; the format's chroma has one sample for 2 × 2 pixels.
        case lossy(quality: Int)
        /// Each pixel as it is.
        case lossless
    }

    /// The bytes of a file, made in libwebp's slowest way (method 6); a grey picture's red, green and blue are equal.
    static func encode(_ image: PixelImage, _ compression: Compression) -> [UInt8] {
        var configuration = WebPConfig()
        var picture = WebPPicture()
        precondition(
            WebPConfigInit(&configuration) != 0 && WebPPictureInit(&picture) != 0,
            "libwebp has another version than its headers")
        configuration.method = 6
        switch compression {
        case .lossy(let quality): configuration.quality = Float(quality)
        case .lossless:
            // Here the quality is the effort.
            (configuration.quality, configuration.lossless, configuration.exact) = (100, 1, 1)
            picture.use_argb = 1
        }
        (picture.width, picture.height) = (Int32(image.width), Int32(image.height))
        defer { WebPPictureFree(&picture) }
        let colours = image.channels == 3 ? image.bytes : image.bytes.flatMap { [$0, $0, $0] }
        precondition(
            WebPPictureImportRGB(&picture, colours, Int32(3 * image.width)) != 0, "no memory for a WebP picture")
        var writer = WebPMemoryWriter()
        WebPMemoryWriterInit(&writer)
        defer { WebPMemoryWriterClear(&writer) }
        picture.writer = WebPMemoryWrite
        let isWritten = withUnsafeMutablePointer(to: &writer) { writer in
            picture.custom_ptr = UnsafeMutableRawPointer(writer)
            return WebPEncode(&configuration, &picture) != 0
        }
        precondition(isWritten, "libwebp could not compress: error \(picture.error_code.rawValue)")
        return Array(UnsafeBufferPointer(start: writer.mem, count: writer.size))
    }

    /// The picture in a file without animation, which must have this shape; transparency is left out.
    ///
    /// Of a grey picture's colours the luma is taken: lossy files do not keep red, green and blue quite equal, while equal ones give
    /// themselves.
    static func decode(_ bytes: [UInt8], as shape: PictureShape) throws(EmbeddedFileError) -> PixelImage {
        var features = WebPBitstreamFeatures()
        let status = WebPGetFeatures(bytes, bytes.count, &features)
        guard status == VP8_STATUS_OK else {
            throw EmbeddedFileError(offset: 0, problem: .refused(reason: reason(of: status)))
        }
        let found = [Int(features.height), Int(features.width)]
        guard found == [shape.height, shape.width] else {
            throw EmbeddedFileError(
                offset: 0, problem: .otherDimensions(expected: shape.dimensions, found: found))
        }
        var colours = [UInt8](repeating: 0, count: 3 * shape.pixels)
        guard
            WebPDecodeRGBInto(bytes, bytes.count, &colours, colours.count, Int32(3 * shape.width)) != nil
        else {
            throw EmbeddedFileError(
                offset: 0,
                problem: .refused(reason: features.has_animation != 0 ? "an animation" : "damaged data"))
        }
        let picture = PixelImage(height: shape.height, width: shape.width, channels: 3, bytes: colours)
        return shape.channels == 3 ? picture : picture.grey(.full)
    }

    private static func reason(of status: VP8StatusCode) -> String {
        switch status {
        case VP8_STATUS_BITSTREAM_ERROR: "damaged header"
        case VP8_STATUS_UNSUPPORTED_FEATURE: "unsupported feature"
        case VP8_STATUS_NOT_ENOUGH_DATA: "not enough data"
        default: "status \(status.rawValue)"
        }
    }
}
