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
}
