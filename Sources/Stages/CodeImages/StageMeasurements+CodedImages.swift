import Codecs
import CompressedFiles
import ImageQuality
import Pixels

let bitsPerPixelUnit = "bits per pixel"

extension StageMeasurements {
    /// The bytes of a file, and the bits that each pixel costs with all of them.
    mutating func addSize(of file: CompressedFile, subject: String) {
        let split = file.byteSplit
        add("headerBytes", of: subject, Double(split.header), unit: MeasurementUnit.bytes, split: .test)
        add("sideTableBytes", of: subject, Double(split.sideTables), unit: MeasurementUnit.bytes, split: .test)
        add("payloadBytes", of: subject, Double(split.payload), unit: MeasurementUnit.bytes, split: .test)
        add(
            "bitsPerPixel", of: subject, Double(split.total * 8) / Double(file.size.pixels), unit: bitsPerPixelUnit,
            split: .test)
    }

    /// How far decoded pictures, rounded to bytes, are from the original ones.
    ///
    /// The ratio of the mean error and the mean of each picture's own differ by about a decibel; the latter is left out where a picture has
    /// no error.
    mutating func addQuality(of decoded: Pictures, against original: Pictures, subject: String) {
        let pairs = Array(zip(decoded.images, original.images))
        let errors = pairs.map { meanSquaredError($0, $1) }
        let ratios = PeakSignalToNoiseRatios(ofMeanSquaredErrors: errors)
        add(
            "meanSquaredError", of: subject, errors.reduce(0, +) / Double(errors.count),
            unit: MeasurementUnit.meanSquaredError, split: .test)
        if ratios.ofMeanError.isFinite {
            add("peakSignalToNoiseRatio", of: subject, ratios.ofMeanError, unit: MeasurementUnit.decibels, split: .test)
        }
        if ratios.meanOverImages.isFinite {
            add(
                "meanImagePeakSignalToNoiseRatio", of: subject, ratios.meanOverImages, unit: MeasurementUnit.decibels,
                split: .test)
        }
        if min(original.size.height, original.size.width) >= 11 {
            add(
                "structuralSimilarity", of: subject,
                pairs.reduce(0) { $0 + structuralSimilarity($1.0, $1.1) } / Double(original.size.count),
                unit: "from −1 to 1", split: .test)
        }
    }
}
