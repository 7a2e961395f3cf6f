import Codecs
import CompressedFiles
import Files
import Foundation
import ImageQuality
import Measurements
import PictureFiles

/// Writes a row for each image that is shown and each method: where it is in the sprite, what the file of all images costs, what a file of
/// this image alone would cost, and the image's error.
///
/// A file of all images has no bytes of an image's own. The file of it alone is written anew by the same codec and setting; there a mosaic
/// is a single picture, with all of its format's headers.
func writePictureTable(
    of methods: [ShownMethod], _ chosen: [ChosenPicture], _ originals: Pictures, to url: URL
) throws {
    var content = SeparatedValues.line([
        "column", "row", "image", "class", "choice", "method", "setting", "fileImages", "fileHeaderBytes",
        "fileSideTableBytes", "filePayloadBytes", "fileBitsPerPixel", "filePeakSignalToNoiseRatio",
        "aloneHeaderBytes", "aloneSideTableBytes", "alonePayloadBytes", "meanSquaredError", "peakSignalToNoiseRatio",
    ])
    for (row, method) in methods.enumerated() {
        let all = method.file.byteSplit
        let ratios = PeakSignalToNoiseRatios(ofMeanSquaredErrors: method.errors)
        for (column, picture) in chosen.enumerated() {
            let alone = try CompressedFile(
                decoding: method.codec.compress(originals.selecting([picture.index])).encoded()
            ).byteSplit
            let error = method.errors[picture.index]
            content += SeparatedValues.line(
                ["\(column)", "\(row + 1)", "\(picture.index)", "\(picture.label)", picture.choice.rawValue]
                    + [method.name, method.setting, "\(originals.size.count)"]
                    + ["\(all.header)", "\(all.sideTables)", "\(all.payload)"]
                    + [
                        MeasurementFile.decimal(Double(all.total * 8) / Double(originals.size.pixels)),
                        decibels(ratios.ofMeanError),
                    ] + ["\(alone.header)", "\(alone.sideTables)", "\(alone.payload)"]
                    + [
                        MeasurementFile.decimal(error),
                        decibels(peakSignalToNoiseRatio(ofMeanSquaredError: error)),
                    ])
        }
    }
    try writeAtomically(Data(content.utf8), to: url, durable: false)
}

/// Nothing for images that came back without loss.
private func decibels(_ ratio: Double) -> String { ratio.isFinite ? MeasurementFile.decimal(ratio) : "" }
