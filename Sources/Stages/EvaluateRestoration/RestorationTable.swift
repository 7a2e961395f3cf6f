import ImageQuality
import ImageRestoration
import Pixels

/// What was measured of a set of pictures at one JPEG quality.
struct RestorationTable {
    private var columns: [(subject: String, rows: [PictureQuality])] = [("jpeg", []), ("restored", []), ("chosen", [])]
    private var bitsPerPixel: [Double] = []

    /// - Parameter choosesRestored: whether the tool would show the restored picture, or leave the compressed one as it is.
    mutating func add(
        original: PixelImage, fileBytes: Int, compressed: PixelImage, restored: PixelImage, choosesRestored: Bool
    ) {
        bitsPerPixel.append(Double(fileBytes * 8) / Double(original.height * original.width))
        let before = PictureQuality(of: compressed, against: original)
        let after = PictureQuality(of: restored, against: original)
        for (index, quality) in [before, after, choosesRestored ? after : before].enumerated() {
            columns[index].rows.append(quality)
        }
    }

    /// Means over the pictures, with the quality as step; and the gain in decibels, of the set and of the picture that fares worst.
    func write(into measurements: inout StageMeasurements, quality: Int) {
        func add(_ metric: String, _ subject: String, _ value: Double, _ unit: String) {
            measurements.add(metric, of: subject, value, unit: unit, split: .test, step: quality)
        }
        add("bitsPerPixel", "jpeg", mean(bitsPerPixel), "bits per pixel")
        let before = columns[0].rows
        for (subject, rows) in columns {
            let ratios = rows.map(\.ratio)
            add("meanImagePeakSignalToNoiseRatio", subject, mean(ratios), MeasurementUnit.decibels)
            add(
                "peakSignalToNoiseRatio", subject,
                PeakSignalToNoiseRatios(ofMeanSquaredErrors: rows.map(\.error)).ofMeanError, MeasurementUnit.decibels)
            add("structuralSimilarity", subject, mean(rows.map(\.similarity)), "from −1 to 1")
            add(
                "blockSensitivePeakSignalToNoiseRatio", subject, mean(rows.map(\.blockRatio)), MeasurementUnit.decibels)
            guard subject != "jpeg" else { continue }
            let gains = zip(before, rows).map {
                restorationGain(from: $0.error, to: $1.error)
            }
            add("gain", subject, mean(gains), "dB, mean over images")
            add("smallestGain", subject, gains.min() ?? 0, "dB")
        }
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

/// One picture's distance from its original.
private struct PictureQuality {
    let error, ratio, similarity, blockRatio: Double

    init(of picture: PixelImage, against original: PixelImage) {
        error = meanSquaredError(picture, original)
        ratio = peakSignalToNoiseRatio(ofMeanSquaredError: error)
        similarity = structuralSimilarity(picture, original)
        blockRatio = blockSensitivePeakSignalToNoiseRatio(picture, original)
    }
}
