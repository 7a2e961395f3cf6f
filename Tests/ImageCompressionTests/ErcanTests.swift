import ImageCompression
import Testing

@Suite("Ercan's network")
struct ErcanTests {
    @Test("has the paper's 217,088 weights, and the 1,104 biases of his code")
    func counts() {
        let autoencoder = Ercan.autoencoder(codeWidth: 64)
        #expect(autoencoder.network.weightCount == 217_088)
        #expect(autoencoder.network.parameterCount - 217_088 == 1_104)
        #expect(autoencoder.codeWidth == 64 && autoencoder.encoderLayers == 2)
        #expect(Ercan.autoencoder(codeWidth: 128).codeWidth == 128)
    }

    @Test(
        "widths that do not lead through a middle layer back to the pixels are no autoencoder",
        arguments: [[784], [784, 64], [784, 64, 783], [784, 128, 64, 784], [0, 3, 0]])
    func invalidWidths(widths: [Int]) {
        #expect(!DenseAutoencoder.isValid(widths: widths))
    }
}
