import ImageCompression
import Testing

@Suite("Ercan's network")
struct ErcanTests {
    @Test("has the paper's 217,088 weights, and the 1,104 biases of his code")
    func counts() {
        let network = Ercan.autoencoder(codeWidth: 64)
        #expect(network.weightCount == 217_088)
        #expect(network.parameterCount - network.weightCount == 1_104)
        #expect(network.codeWidth == 64 && network.encoderLayers == 2)
        #expect(Ercan.autoencoder(codeWidth: 128).codeWidth == 128)
    }

    @Test(
        "widths that do not lead through a middle layer back to the pixels are no autoencoder",
        arguments: [[784], [784, 64], [784, 64, 783], [784, 128, 64, 784], [0, 3, 0]])
    func invalidWidths(widths: [Int]) {
        #expect(!DenseAutoencoder.isValid(widths: widths))
    }
}
