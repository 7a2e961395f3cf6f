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

    /// The bits that each pixel of a class's pictures costs in a file of them alone.
    ///
    /// - Parameters:
    ///   - decoded: all pictures, as they come back: those of the class must come back so from its file, unless files of fewer pictures give
    ///     others, as mosaics do; then `nil`.
    ///   - write: the file of a class's pictures.
    ///   - read: the pictures of a file.
    mutating func addRates(
        of classes: [PictureClass], decoded: Pictures?, subject: String,
        write: (PictureClass) throws -> CompressedFile, read: (CompressedFile) throws -> Pictures
    ) throws {
        for pictureClass in classes {
            let file = try CompressedFile(decoding: write(pictureClass).encoded())
            let pictures = try read(file)
            precondition(
                decoded.map { pictureClass.pictures(of: $0) == pictures } ?? true,
                "\(subject): other pictures of class \(pictureClass.label) come back")
            add(
                "bitsPerPixel", of: subject, Double(file.byteSplit.total * 8) / Double(file.size.pixels),
                unit: bitsPerPixelUnit, split: .test, class: pictureClass.label)
        }
    }

    /// How far decoded pictures, rounded to bytes, are from the original ones.
    ///
    /// The ratio of the mean error and the mean of each picture's own differ by about a decibel; the latter is left out where a picture has
    /// no error.
    ///
    /// - Parameters:
    ///   - classes: the pictures of each, to be measured by themselves as well.
    ///   - seesBlocks: whether blocks of 8 × 8 pixels, if the codec has such, begin at each picture's corner. In a mosaic they begin anywhere.
    mutating func addQuality(
        of decoded: Pictures, against original: Pictures, subject: String, classes: [PictureClass],
        seesBlocks: Bool = true
    ) {
        let qualities = zip(decoded.images, original.images).map {
            PictureQuality($0, $1, seesBlocks: seesBlocks)
        }
        add(qualities, subject: subject, class: nil)
        for pictureClass in classes {
            add(pictureClass.members.map { qualities[$0] }, subject: subject, class: pictureClass.label)
        }
    }

    private mutating func add(_ qualities: [PictureQuality], subject: String, class label: Int?) {
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        func add(_ metric: String, _ value: Double, _ unit: String) {
            guard value.isFinite else { return }
            self.add(metric, of: subject, value, unit: unit, split: .test, class: label)
        }
        let errors = qualities.map(\.error)
        let ratios = PeakSignalToNoiseRatios(ofMeanSquaredErrors: errors)
        add("meanSquaredError", mean(errors), MeasurementUnit.meanSquaredError)
        add("peakSignalToNoiseRatio", ratios.ofMeanError, MeasurementUnit.decibels)
        add("meanImagePeakSignalToNoiseRatio", ratios.meanOverImages, MeasurementUnit.decibels)
        let blockSensitiveErrors = qualities.compactMap(\.blockSensitiveError)
        if !blockSensitiveErrors.isEmpty {
            add(
                "blockSensitivePeakSignalToNoiseRatio",
                peakSignalToNoiseRatio(ofMeanSquaredError: mean(blockSensitiveErrors)), MeasurementUnit.decibels)
        }
        let similarities = qualities.compactMap(\.similarity)
        if !similarities.isEmpty { add("structuralSimilarity", mean(similarities), "from −1 to 1") }
    }
}

/// How far a decoded picture is from the original one.
private struct PictureQuality {
    let error: Double
    /// `nil` where blocks are not looked for.
    let blockSensitiveError: Double?
    /// `nil` for pictures smaller than its window.
    let similarity: Double?

    init(_ decoded: PixelImage, _ original: PixelImage, seesBlocks: Bool) {
        error = meanSquaredError(decoded, original)
        blockSensitiveError = seesBlocks ? blockSensitiveMeanSquaredError(decoded, original) : nil
        similarity = min(original.height, original.width) >= 11 ? structuralSimilarity(decoded, original) : nil
    }
}
