import ImageCompression
import Tensors
import Testing

@Suite("Reconstruction errors")
struct ReconstructionErrorTests {
    @Test("means, sums and percentiles of hand-made errors")
    func means() {
        // Errors of 0, 0.25, 0.5 and 1 on both pixels of four black or white images.
        let images = ByteMatrix(rows: 4, columns: 2, bytes: [0, 0, 255, 255, 0, 255, 255, 0])
        let error = ReconstructionError(
            of: Tensor([4, 2], elements: [0, 0, 0.75, 0.75, 0.5, 0.5, 0, 1]), against: images)
        #expect(error.perImage == [0, 0.0625, 0.25, 1])
        #expect(error.mean == 1.3125 / 4)
        #expect(error.meanSum == 2 * error.mean)
        #expect(error.mean { $0 >= 2 } == 0.625)
        #expect([25, 26, 50, 75, 100].map(error.percentile) == [0, 0.0625, 0.0625, 0.25, 1])
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
}
