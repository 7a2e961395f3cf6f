import ImageCompression
import ImageQuality
import Tensors

extension StageMeasurements {
    /// An image before compression: one byte per pixel, and the decimal text that his program would make of it.
    mutating func addOriginalSizes(pixels: Int) {
        for (subject, bytes) in [
            ("uint8", pixels), (CodeRepresentation.decimalText.name, pixels * DecimalText.bytesPerNumber),
        ] {
            add("originalBytesPerImage", of: subject, Double(bytes), unit: MeasurementUnit.bytes, split: .test)
        }
    }

    /// The bytes of a code file, payload and header apart.
    mutating func addSize(of representation: CodeRepresentation, codes: Tensor, fileSize: Int) {
        let overhead = representation.overheadBytes(codes: codes, fileSize: fileSize)
        add(
            "bytesPerImage", of: representation.name, Double(fileSize - overhead) / Double(codes.rows),
            unit: MeasurementUnit.bytes, split: .test)
        add(
            "sideTableBytes", of: representation.name, Double(overhead), unit: MeasurementUnit.bytes, split: .test)
    }

    /// Errors over all images, per class, and their spread over images.
    mutating func addError(_ error: ReconstructionError, of subject: String, labels: [UInt8]) {
        add(
            "meanSquaredError", of: subject, error.mean, unit: MeasurementUnit.meanSquaredError, split: .test)
        add(
            "sumSquaredErrorPerImage", of: subject, error.meanSum, unit: MeasurementUnit.sumSquaredError, split: .test)
        add(
            "peakSignalToNoiseRatio", of: subject, peakSignalToNoiseRatio(ofMeanSquaredError: error.mean),
            unit: MeasurementUnit.decibels, split: .test)
        let perImage = error.perImage.map(peakSignalToNoiseRatio(ofMeanSquaredError:))
        add(
            "meanImagePeakSignalToNoiseRatio", of: subject, perImage.reduce(0, +) / Double(perImage.count),
            unit: MeasurementUnit.decibels, split: .test)
        for label in Set(labels).sorted() {
            add(
                "meanSquaredError", of: subject, error.mean { labels[$0] == label },
                unit: MeasurementUnit.meanSquaredError, split: .test, class: Int(label))
        }
        for percent in [5, 25, 50, 75, 95, 100] {
            add(
                "meanSquaredErrorPercentile", of: subject, error.percentile(percent),
                unit: MeasurementUnit.meanSquaredError, split: .test, step: percent)
        }
    }

    /// How the code layer is used: saturated values, and units that say nothing: dead ones, which hardly change, and silent ones, which are 0
    /// for every image.
    mutating func addCodeStatistics(of codes: Tensor, _ parameters: EvaluateReconstructions.Parameters) {
        let name = CodeRepresentation.float32.name
        if let saturation = parameters.saturation {
            let (low, high) = (Float(saturation), Float(1 - saturation))
            let saturated = codes.elements.count { $0 < low || $0 > high }
            add(
                "saturatedFraction", of: name, Double(saturated) / Double(codes.elements.count),
                unit: MeasurementUnit.fraction, split: .test)
        }
        var (dead, silent) = (0, 0)
        for unit in 0..<codes.columns {
            let values = stride(from: unit, to: codes.elements.count, by: codes.columns).map { codes.elements[$0] }
            let (least, most) = (values.min() ?? 0, values.max() ?? 0)
            if most - least < Float(parameters.deadSpan) { dead += 1 }
            if least == 0, most == 0 { silent += 1 }
        }
        add("deadUnits", of: name, Double(dead), unit: MeasurementUnit.count, split: .test)
        add("silentUnits", of: name, Double(silent), unit: MeasurementUnit.count, split: .test)
    }
}
