import ImageQuality
import Pixels
import Testing

@Suite("Image quality")
struct ImageQualityTests {
    private func grey(_ side: Int, _ value: (Int, Int) -> Int) -> PixelImage {
        PixelImage(
            height: side, width: side, channels: 1,
            bytes: (0..<side * side).map { UInt8(value($0 / side, $0 % side)) })
    }

    @Test("the error of one grey level everywhere is 1/255², which is 48.13 dB")
    func oneLevel() {
        let (dark, light) = (grey(16) { _, _ in 100 }, grey(16) { _, _ in 101 })
        let error = meanSquaredError(dark, light)
        #expect(error == 1.0 / 65_025)
        #expect(abs(peakSignalToNoiseRatio(ofMeanSquaredError: error) - 48.13080360867910) < 1e-12)
        #expect(meanSquaredError(dark, dark) == 0)
    }

    @Test(
        "peak signal-to-noise ratios in dB",
        arguments: [(1.0, 0.0), (0.01, 20.0), (0.00509, 22.932822176632413), (0, .infinity), (.infinity, -.infinity)])
    func peakSignalToNoise(error: Double, expected: Double) {
        let ratio = peakSignalToNoiseRatio(ofMeanSquaredError: error)
        #expect(ratio == expected || abs(ratio - expected) < 1e-13)
    }

    @Test("an error that is not a number gives a ratio that is none, not the best one")
    func notANumber() {
        #expect(peakSignalToNoiseRatio(ofMeanSquaredError: .nan).isNaN)
        #expect(peakSignalToNoiseRatio(ofMeanSquaredError: -.nan).isNaN)
    }

    @Test("the ratio of the mean error lies below the mean of the ratios")
    func bothWays() {
        let ratios = PeakSignalToNoiseRatios(ofMeanSquaredErrors: [0.01, 0.0001])
        #expect(abs(ratios.meanOverImages - 30) < 1e-12)
        #expect(abs(ratios.ofMeanError - 22.967086218813385) < 1e-12)
    }

    @Test("a picture is similar to itself by 1; for two flat ones the formula is known")
    func similarity() {
        let texture = grey(20) { ($0 * 37 + $1 * 91) % 256 }
        #expect(abs(structuralSimilarity(texture, texture) - 1) < 1e-12)
        let flat = structuralSimilarity(grey(12) { _, _ in 100 }, grey(12) { _, _ in 120 })
        #expect(abs(flat - (2 * 100 * 120 + 6.5025) / (100 * 100 + 120 * 120 + 6.5025)) < 1e-9)
        let inverted = structuralSimilarity(texture, grey(20) { 255 - ($0 * 37 + $1 * 91) % 256 })
        #expect(inverted < 0)
    }

    @Test("steps at block borders count, steps elsewhere do not, and a smooth slope has no blocks")
    func blocks() {
        // Columns 0 to 7 are 0, 8 to 15 are 51: a step of 0.2 in 16 of 32 places at borders.
        let step = grey(16) { _, column in column < 8 ? 0 : 51 }
        #expect(abs(blockingEffectFactor(of: step) - 0.75 * 0.04 / 2) < 1e-12)
        #expect(blockingEffectFactor(of: grey(16) { _, column in column < 5 ? 0 : 51 }) == 0)
        #expect(blockingEffectFactor(of: grey(16) { _, column in column * 10 }) == 0)
        let ratio = blockSensitivePeakSignalToNoiseRatio(step, grey(16) { _, column in column < 8 ? 1 : 52 })
        #expect(abs(ratio - peakSignalToNoiseRatio(ofMeanSquaredError: 1.0 / 65_025 + 0.015)) < 1e-12)
    }

    @Test("entropies: 0 of one symbol, 8 of all bytes, log₂ n of n different numbers")
    func entropies() {
        #expect(shannonEntropy(of: [7, 7, 7]) == 0)
        #expect(abs(shannonEntropy(of: 0...255) - 8) < 1e-12)
        #expect(abs(shannonEntropy(ofCounts: [1, 1, 2]) - 1.5) < 1e-12)
        #expect(abs(shannonEntropy(ofDistinct: (0..<784).map { Float($0) * 0.001 }) - 9.614709844115208) < 1e-11)
        #expect(shannonEntropy(of: [UInt8]()) == 0)
    }

    @Test("replayed formulas: the mean over the deviation, the Python object's bits, the shifted point")
    func replays() {
        #expect(MetricReplay.meanOverDeviation(of: [1, 3]) == 2)
        #expect(MetricReplay.meanOverDeviation(of: [5, 5]) == 0)
        let (three, four) = (
            MetricReplay.pythonObjectBitsPerPixel(pixels: 784, bytesPerPixel: 3),
            MetricReplay.pythonObjectBitsPerPixel(pixels: 784, bytesPerPixel: 4)
        )
        #expect((three * 1e4).rounded() == 243_367 && (four * 1e4).rounded() == 323_367)
        #expect(MetricReplay.shiftedDecimalPoint(9.614) == 0.9614)
    }
}
