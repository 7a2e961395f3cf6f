import ClassicalCodecs
import Codecs
import CompressedFiles
import Datasets
import Foundation
import ImageQuality
import Images
import Testing

/// The folder of a mirror that holds both data sets.
private let mirrored: URL? = ProcessInfo.processInfo.environment["DATA_MIRROR"].flatMap { mirror in
    let folder = URL(filePath: mirror)
    let isThere = ["mnist", "fashion-mnist"].allSatisfy {
        FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/t10k-images-idx3-ubyte.gz").path)
    }
    return isThere ? folder : nil
}

/// Rates and distortions of MNIST and Fashion-MNIST that others computed, with Pillow and Python's own compressors.
///
/// Bits are those of the embedded files alone. The encoders' settings that give the rows were found by trial with Pillow 13: PNG with
/// `optimize=True`; WebP with `method=6`, lossless at `quality=100`; JPEG 2000 with `quality_mode="dB"` at 20, 23 and 30 dB.
@Suite(
    "Golden values of classical codecs",
    .enabled(if: mirrored != nil, "DATA_MIRROR names no folder with mnist/ and fashion-mnist/"))
struct GoldenCodecTests {
    /// A row of the evidence: a rate, and the decibels of the mean error where there is one.
    struct Row: Sendable, CustomStringConvertible {
        let set: String
        let description: String
        let codec: any SettingsCodec
        let count: Int
        let bitsPerPixel: Double
        let decibels: Double?

        init(
            _ set: String, _ name: String, _ codec: any SettingsCodec, _ count: Int, _ rate: Double,
            _ decibels: Double? = nil
        ) {
            (self.set, description, self.codec, self.count) = (set, "\(set): \(name)", codec, count)
            (bitsPerPixel, self.decibels) = (rate, decibels)
        }
    }

    @Test(
        "PNG and lossless WebP, one file per image",
        arguments: [
            Row("mnist", "PNG", PNGCodec(PNGFormat(), .separate), 2_000, 2.735),
            Row("mnist", "WebP", LosslessWebPCodec(LosslessWebPFormat(), .separate), 2_000, 2.037),
            Row("fashion-mnist", "PNG", PNGCodec(PNGFormat(), .separate), 2_000, 5.185),
            Row("fashion-mnist", "WebP", LosslessWebPCodec(LosslessWebPFormat(), .separate), 2_000, 4.547),
        ])
    func lossless(row: Row) throws { try check(row) }

    @Test(
        "gzip -9 and xz of a whole test set",
        arguments: [
            Row("mnist", "gzip", GzipCodec(), 10_000, 1.635), Row("mnist", "xz", XZCodec(), 10_000, 1.382),
            Row("fashion-mnist", "gzip", GzipCodec(), 10_000, 4.473),
            Row("fashion-mnist", "xz", XZCodec(), 10_000, 3.855),
        ])
    func general(row: Row) throws { try check(row) }

    @Test(
        "JPEG, one file per image, the standard's tables",
        arguments: [
            jpeg("mnist", 10, bytes: 400, 22.9), jpeg("mnist", 50, bytes: 492, 29.4),
            jpeg("mnist", 90, bytes: 663, 41.0),
            jpeg("fashion-mnist", 10, bytes: 408, 21.6), jpeg("fashion-mnist", 50, bytes: 525, 28.1),
            jpeg("fashion-mnist", 90, bytes: 741, 39.0),
        ])
    func jpegFiles(row: Row) throws { try check(row) }

    @Test(
        "JPEG, coded data alone",
        arguments: [
            scans("mnist", 5, 0.50, 20.6), scans("mnist", 10, 0.71, 22.9), scans("mnist", 20, 1.02, 25.3),
            scans("mnist", 50, 1.65, 29.4), scans("fashion-mnist", 5, 0.54, 19.7),
            scans("fashion-mnist", 10, 0.79, 21.6),
            scans("fashion-mnist", 20, 1.19, 23.9), scans("fashion-mnist", 50, 1.99, 28.1),
        ])
    func jpegScans(row: Row) throws { try check(row) }

    @Test(
        "JPEG, a mosaic of 2,000 images with tables of its own",
        arguments: [
            mosaic(5, 0.425, 20.6), mosaic(10, 0.642, 22.9), mosaic(20, 0.949, 25.3), mosaic(50, 1.55, 29.4),
        ])
    func jpegMosaic(row: Row) throws { try check(row) }

    @Test(
        "JPEG 2000, a codestream of three resolutions per image",
        arguments: [
            jpeg2000("mnist", 20, 1.90, 20.2), jpeg2000("mnist", 23, 2.17, 23.3), jpeg2000("mnist", 30, 2.92, 31.3),
            jpeg2000("fashion-mnist", 20, 1.89, 19.8), jpeg2000("fashion-mnist", 23, 2.20, 23.0),
            jpeg2000("fashion-mnist", 30, 3.05, 30.4),
        ])
    func jpeg2000Codestreams(row: Row) throws { try check(row) }

    @Test(
        "lossy WebP, one file per image",
        arguments: [
            webp("mnist", 10, 1.43, 28.9), webp("mnist", 50, 2.00, 36.3), webp("fashion-mnist", 10, 1.57, 27.0),
            webp("fashion-mnist", 50, 2.32, 33.6),
        ])
    func webpFiles(row: Row) throws { try check(row) }

    private static func jpeg(_ set: String, _ quality: Int, bytes: Int, _ decibels: Double) -> Row {
        Row(
            set, "JPEG \(quality)", SampleSets.jpeg(quality, .separate), 2_000, Double(bytes) * 8 / 784, decibels)
    }

    private static func scans(_ set: String, _ quality: Int, _ rate: Double, _ decibels: Double) -> Row {
        Row(set, "JPEG \(quality)", SampleSets.jpeg(quality, .sharedHeader), 2_000, rate, decibels)
    }

    private static func mosaic(_ quality: Int, _ rate: Double, _ decibels: Double) -> Row {
        let codec = SampleSets.jpeg(quality, .mosaic, optimizesTables: true)
        return Row("mnist", "JPEG \(quality)", codec, 2_000, rate, decibels)
    }

    private static func jpeg2000(_ set: String, _ target: Float, _ rate: Double, _ decibels: Double) -> Row {
        let codec = JPEG2000Codec(JPEG2000Format(.decibels(target), resolutions: 3), .separate)
        return Row(set, "JPEG 2000, \(target) dB", codec, 1_000, rate, decibels)
    }

    private static func webp(_ set: String, _ quality: Int, _ rate: Double, _ decibels: Double) -> Row {
        Row(set, "WebP \(quality)", WebPCodec(WebPFormat(quality: quality), .separate), 2_000, rate, decibels)
    }

    /// Within 1 % of the rate and 0.1 dB.
    private func check(_ row: Row) throws {
        let images = try IDXFile(
            contentsOfGzip: try #require(mirrored).appending(path: "\(row.set)/t10k-images-idx3-ubyte.gz"))
        let size = try #require(PictureSize(count: row.count, height: 28, width: 28, channels: 1))
        let pictures = Pictures(size: size, samples: Array(images.elements.prefix(size.samples)))
        let file = try row.codec.compress(pictures)
        let decoded = try row.codec.decompress(file)
        let isOneFile = row.codec is GzipCodec || row.codec is XZCodec
        let bytes = isOneFile ? file.payload.count : try file.embeddedFiles().reduce(0) { $0 + $1.count }
        let rate = Double(bytes * 8) / Double(size.pixels)
        #expect(abs(rate / row.bitsPerPixel - 1) <= 0.01, "\(rate) bits per pixel")
        guard let decibels = row.decibels else {
            #expect(decoded == pictures)
            return
        }
        let errors = zip(decoded.samples, pictures.samples).map { (Double($0) - Double($1)) / 255 }
        let ratio = peakSignalToNoiseRatio(
            ofMeanSquaredError: errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count))
        #expect(abs(ratio - decibels) <= 0.1, "\(ratio) dB")
    }
}
