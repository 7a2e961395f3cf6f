import Codecs
import CompressedFiles
import Files
import Foundation
import ImageQuality
import Pixels

/// What a codec made of pictures, by a file that was written and read back.
package struct CodecOutcome {
    package let bytes: ByteSplit
    package let bitsPerPixel: Double
    /// In dB, of the mean squared error over all pictures; `nil` where they came back without loss.
    package let peakSignalToNoiseRatio: Double?
    /// The mean over the pictures; `nil` where a side has fewer than 11 pixels.
    package let structuralSimilarity: Double?
    /// From pictures to the file's bytes and back, without the disk.
    package let encoding: Duration, decoding: Duration
    /// What a ``ContactSheet`` shows of one of the pictures that came back.
    package let shown: PixelImage

    /// - Parameters:
    ///   - shown: which picture ``shown`` is of, from 0.
    ///   - file: where the compressed file is written; one that is there is replaced.
    /// - Throws: what the codec throws, or `FileError`.
    /// - Cost: the codec's, and of pictures that lost something some 0.1 µs a sample for the similarity.
    package init(
        of codec: any Codec, on pictures: Pictures, showing shown: Int, file: URL, clock: some Clock<Duration>
    ) throws {
        precondition((0..<pictures.size.count).contains(shown), "picture \(shown) of \(pictures.size.count)")
        var written: [UInt8] = []
        encoding = try clock.measure { written = try codec.compress(pictures).encoded() }
        try writeAtomically(written, to: file, durable: false)
        let content = [UInt8](try readFile(file))
        var read: (file: CompressedFile, pictures: Pictures)?
        decoding = try clock.measure {
            let file = try CompressedFile(decoding: content)
            read = (file, try codec.decompress(file))
        }
        guard let read else { preconditionFailure("a clock that does not run what it measures") }
        bytes = read.file.byteSplit
        bitsPerPixel = Double(bytes.total * 8) / Double(pictures.size.pixels)
        let decoded = read.pictures
        self.shown = ContactSheet.shownPart(of: decoded.picture(shown))
        let ratio = ImageQuality.peakSignalToNoiseRatio(
            ofMeanSquaredError: meanSquaredError(decoded.stacked, pictures.stacked))
        peakSignalToNoiseRatio = ratio.isFinite ? ratio : nil
        structuralSimilarity =
            min(pictures.size.height, pictures.size.width) < 11
            ? nil : ratio.isFinite ? meanSimilarity(decoded, pictures) : 1
    }
}

private func meanSimilarity(_ decoded: Pictures, _ originals: Pictures) -> Double {
    let count = originals.size.count
    return (0..<count).reduce(0) { $0 + structuralSimilarity(decoded.picture($1), originals.picture($1)) }
        / Double(count)
}

extension Pictures {
    fileprivate func picture(_ index: Int) -> PixelImage {
        let start = index * size.samplesPerPicture
        return PixelImage(
            height: size.height, width: size.width, channels: size.channels,
            bytes: Array(samples[start..<start + size.samplesPerPicture]))
    }

    /// All pictures one above the other.
    fileprivate var stacked: PixelImage {
        PixelImage(height: size.count * size.height, width: size.width, channels: size.channels, bytes: samples)
    }
}
