import ImageCompression
import Tensors
import Testing

@Suite("Reconstructions as bytes")
struct ReconstructedImagesTests {
    @Test("numbers are clipped to [0, 1] and rounded, halves up")
    func rounding() throws {
        let values: [Float] = [-3, -0.0, 0.4 / 255, 0.5 / 255, 127.5 / 255, 254.4 / 255, 1, 7]
        #expect(
            try ByteMatrix(reconstructions: Tensor([2, 4], elements: values))
                == ByteMatrix(rows: 2, columns: 4, bytes: [0, 0, 0, 1, 128, 254, 255, 255]))
    }

    @Test("what has no grey is refused, with its image", arguments: [Float.nan, .infinity, -.infinity])
    func notFinite(value: Float) throws {
        let error = try #require(throws: ReconstructionNotFinite.self) {
            try ByteMatrix(reconstructions: Tensor([3, 2], elements: [0, 0, 1, value, 0, 0]))
        }
        #expect(error.image == 1 && error.value.bitPattern == value.bitPattern)
    }
}
