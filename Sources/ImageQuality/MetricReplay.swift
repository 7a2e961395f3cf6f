/// Formulas that papers used for something else than they said: kept apart from those that measure.
package enum MetricReplay {
    /// Mean divided by standard deviation of one picture's numbers, named “SNR” by Wani and Selvam: no reference picture, no noise.
    ///
    /// - Source: `scipy.stats.signaltonoise` (deprecated in SciPy 0.16), with `ddof=0`, as their notebook calls it.
    package static func meanOverDeviation(of numbers: some Sequence<Double>) -> Double {
        var (count, sum) = (0.0, 0.0)
        for number in numbers {
            count += 1
            sum += number
        }
        let mean = sum / count
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        // SciPy answers 0 where nothing varies.
        return variance > 0 ? mean / variance.squareRoot() : 0
    }

    /// “Bits per pixel” of a decoded picture that is put into a Python `bytes` object: its length and the object's header of 33 bytes.
    ///
    /// 24.3367 for 28 × 28 pixels of three bytes, 32.3367 of one float32: what a decoder gives, not what a coder makes.
    package static func pythonObjectBitsPerPixel(pixels: Int, bytesPerPixel: Int) -> Double {
        Double((pixels * bytesPerPixel + 33) * 8) / Double(pixels)
    }

    /// An entropy with its decimal point one place to the left: the notebook prints 9.61, the paper 0.961.
    package static func shiftedDecimalPoint(_ value: Double) -> Double { value / 10 }
}
