import Codecs
import CompressedFiles
import Pixels

extension Pictures {
    /// A single picture.
    package init(_ image: PixelImage) throws(UnusableDimensions) {
        guard let size = PictureSize(count: 1, height: image.height, width: image.width, channels: image.channels)
        else { throw UnusableDimensions(found: [1, image.height, image.width, image.channels]) }
        self.init(size: size, samples: image.bytes)
    }

    /// Each picture by itself.
    package var images: [PixelImage] {
        (0..<size.count).map { index in
            let start = index * size.samplesPerPicture
            return PixelImage(
                height: size.height, width: size.width, channels: size.channels,
                bytes: Array(samples[start..<start + size.samplesPerPicture]))
        }
    }
}
