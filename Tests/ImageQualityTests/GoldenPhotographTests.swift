import ImageQuality
import Images
import Pixels
import Testing

/// The JPEG rows of published tables of LIVE1, to the last printed digit: whoever cannot give these cannot compare with the other rows.
@Suite("Golden values of LIVE1", .enabled(if: MirroredImages.folder("live1") != nil))
struct GoldenPhotographTests {
    @Test("grey LIVE1 through JPEG: PSNR, SSIM, PSNR-B and bits per pixel as published")
    func grey() throws {
        let pictures = try MirroredImages.live1().map { $0.grey(.studio) }
        #expect(pictures.count == 29)
        for (quality, ratio, similarity, blockRatio, bits) in [
            (10, 27.77, 0.773, 25.33, 0.302), (20, 30.07, 0.851, 27.57, 0.489), (30, 31.41, 0.885, 28.92, 0.638),
            (40, 32.35, 0.904, 29.96, 0.762),
        ] {
            let found = try means(of: pictures, quality: quality)
            #expect(abs(found.ratio - ratio) < 0.01, "quality \(quality): \(found)")
            #expect(abs(found.similarity - similarity) < 0.001, "quality \(quality): \(found)")
            #expect(abs(found.blockRatio - blockRatio) < 0.01, "quality \(quality): \(found)")
            #expect(abs(found.bits - bits) < 0.001, "quality \(quality): \(found)")
        }
    }

    @Test("LIVE1 in colour through JPEG 4:2:0: PSNR, PSNR-B and bits per pixel of an independent computation")
    func colour() throws {
        let pictures = try MirroredImages.live1()
        for (quality, ratio, blockRatio, bits) in [
            (10, 25.69, 24.20, 0.384), (20, 28.06, 26.49, 0.598), (30, 29.37, 27.84, 0.773), (40, 30.28, 28.83, 0.918),
        ] {
            let found = try means(of: pictures, quality: quality)
            #expect(abs(found.ratio - ratio) < 0.01, "quality \(quality): \(found)")
            #expect(abs(found.blockRatio - blockRatio) < 0.01, "quality \(quality): \(found)")
            #expect(abs(found.bits - bits) < 0.001, "quality \(quality): \(found)")
        }
    }

    private func means(of pictures: [PixelImage], quality: Int) throws -> (
        ratio: Double, similarity: Double, blockRatio: Double, bits: Double
    ) {
        var (ratio, similarity, blockRatio, bits) = (0.0, 0.0, 0.0, 0.0)
        for picture in pictures {
            let file = JPEG.encode(picture, JPEG.Settings(quality: quality))
            let decoded = try JPEG.decode(file)
            ratio += peakSignalToNoiseRatio(ofMeanSquaredError: meanSquaredError(decoded, picture))
            similarity += structuralSimilarity(decoded, picture)
            blockRatio += blockSensitivePeakSignalToNoiseRatio(decoded, picture)
            bits += Double(file.count * 8) / Double(picture.height * picture.width)
        }
        let count = Double(pictures.count)
        return (ratio / count, similarity / count, blockRatio / count, bits / count)
    }
}
