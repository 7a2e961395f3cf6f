import ImageQuality

/// How many decibels the second error of a picture is better than the first.
///
/// - Parameters: mean squared errors, pixels in [0, 1].
/// - Returns: 0 between equal errors, also where both are 0 and neither ratio is finite; infinite where only one is 0.
package func restorationGain(from before: Double, to after: Double) -> Double {
    before == after
        ? 0
        : peakSignalToNoiseRatio(ofMeanSquaredError: after) - peakSignalToNoiseRatio(ofMeanSquaredError: before)
}
