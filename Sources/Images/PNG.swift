import CPNG
import Pixels

/// PNG files in memory, by libpng's simplified interface.
package enum PNG {
    /// The bytes of a PNG file of 8 bits per channel.
    package static func encode(_ image: PixelImage) -> [UInt8] {
        var header = png_image()
        header.version = png_uint_32(PNG_IMAGE_VERSION)
        header.width = png_uint_32(image.width)
        header.height = png_uint_32(image.height)
        header.format = image.channels == 1 ? greyFormat : colourFormat
        var size = png_alloc_size_t(0)
        var status = png_image_write_to_memory(&header, nil, &size, 0, image.bytes, 0, nil)
        precondition(status != 0, "libpng could not measure a picture: \(message(of: header))")
        return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            status = png_image_write_to_memory(&header, buffer.baseAddress, &size, 0, image.bytes, 0, nil)
            precondition(status != 0, "libpng could not compress: \(message(of: header))")
            count = Int(size)
        }
    }

    /// The picture in a PNG file, without its transparency; palettes and 16 bits become 8 bits per channel.
    package static func decode(_ bytes: [UInt8], mostPixels: Int = PixelImage.mostPixels) throws(ImageFault)
        -> PixelImage
    {
        // libpng keeps the header's address, and that of the bytes, from one call to the next.
        let header = UnsafeMutablePointer<png_image>.allocate(capacity: 1)
        header.initialize(to: png_image())
        header.pointee.version = png_uint_32(PNG_IMAGE_VERSION)
        defer {
            png_image_free(header)
            header.deallocate()
        }
        let outcome = bytes.withUnsafeBytes { file -> Result<PixelImage, ImageFault> in
            guard png_image_begin_read_from_memory(header, file.baseAddress, file.count) != 0 else {
                return .failure(.refused(.png, reason: message(of: header.pointee)))
            }
            let (height, width) = (Int(header.pointee.height), Int(header.pointee.width))
            guard height > 0, width > 0, height <= mostPixels / width else {
                return .failure(.tooLarge(.png, height: height, width: width, maximum: mostPixels))
            }
            let isGrey = header.pointee.format & colourFormat == 0
            header.pointee.format = isGrey ? greyFormat : colourFormat
            var pixels = [UInt8](repeating: 0, count: height * width * (isGrey ? 1 : 3))
            var background = png_color(red: 0, green: 0, blue: 0)
            guard png_image_finish_read(header, &background, &pixels, 0, nil) != 0 else {
                return .failure(.refused(.png, reason: message(of: header.pointee)))
            }
            return .success(PixelImage(height: height, width: width, channels: isGrey ? 1 : 3, bytes: pixels))
        }
        return try outcome.get()
    }

    /// `PNG_FORMAT_GRAY` and `PNG_FORMAT_RGB`.
    private static let greyFormat: png_uint_32 = 0
    private static let colourFormat: png_uint_32 = 2

    private static func message(of header: png_image) -> String {
        withUnsafeBytes(of: header.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
