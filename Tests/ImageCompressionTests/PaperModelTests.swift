import ImageCompression
import NeuralNetworks
import Testing

@Suite("The papers' networks")
struct PaperModelTests {
    @Test("Patel's has 2,767,980 parameters, 1,384,284 of them in the decoder, and as many layers tied as not")
    func patel() {
        let autoencoder = Patel.autoencoder()
        let network = Network(autoencoder.network)
        #expect(network.architecture.parameterCount == 2_767_980)
        #expect(network.part(3..<6).architecture.parameterCount == 1_384_284)
        #expect(autoencoder.codeWidth == 196 && autoencoder.encoderLayers == 3)
        // Tied, a decoder that stands alone is as large; the network lacks its weights.
        let tied = Network(Patel.autoencoder(tied: true).network)
        #expect(tied.part(3..<6).architecture.parameterCount == 1_384_284)
        #expect(tied.architecture.parameterCount == 2_767_980 - network.architecture.weightCount / 2)
    }

    @Test("Wani's has 484,944 parameters, 242,832 of them in the decoder, scaled or not")
    func wani() {
        for isScaled in [true, false] {
            let autoencoder = Wani.autoencoder(isScaled: isScaled)
            let network = Network(autoencoder.network)
            let half = autoencoder.encoderLayers
            #expect(half == (isScaled ? 3 : 4))
            #expect(network.architecture.parameterCount == 484_944)
            #expect(network.part(half..<half + 3).architecture.parameterCount == 242_832)
            #expect(autoencoder.codeWidth == 64 && autoencoder.pixels == 784)
        }
    }
}
