import Pixels
import Randomness

/// The mean of (a − b)² over all pixels and channels, pixels in [0, 1].
package func meanSquaredError(_ image: PixelImage, _ original: PixelImage) -> Double {
    checkSizes(image, original)
    var sum = 0
    for (value, truth) in zip(image.bytes, original.bytes) {
        let difference = Int(value) - Int(truth)
        sum += difference * difference
    }
    return Double(sum) / (Double(image.bytes.count) * 65_025)
}

/// 10·log₁₀(1/error) in dB, for pixels in [0, 1]; infinite for no error, −∞ for an infinite one, and not a number for one that is none.
/// Free of the C library, so that every machine gives the same bits.
package func peakSignalToNoiseRatio(ofMeanSquaredError error: Double) -> Double {
    if error.isNaN { return .nan }
    if error == .infinity { return -.infinity }
    return error.isNormal ? -10 * naturalLogarithm(error) / 2.302585092994045684 : .infinity
}

/// Quality of a set of images both ways: of the mean error, and the mean of each image's own. They differ by about a decibel, so say which.
package struct PeakSignalToNoiseRatios: Equatable, Sendable {
    /// 10·log₁₀(1/mean error), in dB.
    package let ofMeanError: Double
    /// The mean of the images' ratios, in dB; infinite where one image has no error.
    package let meanOverImages: Double

    /// - Parameter errors: each image's mean squared error, pixels in [0, 1].
    package init(ofMeanSquaredErrors errors: [Double]) {
        precondition(!errors.isEmpty, "the quality of no image")
        let count = Double(errors.count)
        ofMeanError = peakSignalToNoiseRatio(ofMeanSquaredError: errors.reduce(0, +) / count)
        meanOverImages = errors.reduce(0) { $0 + peakSignalToNoiseRatio(ofMeanSquaredError: $1) } / count
    }
}

func checkSizes(_ image: PixelImage, _ original: PixelImage) {
    precondition(
        image.height == original.height && image.width == original.width && image.channels == original.channels,
        "\(image.height) × \(image.width) × \(image.channels) against "
            + "\(original.height) × \(original.width) × \(original.channels)")
}
