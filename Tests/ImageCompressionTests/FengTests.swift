import ImageCompression
import Testing

@Suite("Feng's networks")
struct FengTests {
    @Test("the convolutional one gives codes of 10×2×2 and leads back to the image")
    func convolutional() throws {
        let network = try Feng.convolutional().network
        #expect(
            network.outputShapes == [
                [10, 10, 25], [5, 5, 25], [3, 3, 10], [2, 2, 10], [5, 5, 25], [15, 15, 10], [28, 28, 1],
            ])
        #expect(network.parameterCount == 11_086)
        #expect(try Feng.unpooling().network.output == [28, 28, 1])
        #expect(try Feng.convolutional(codeChannels: 100).network.outputShapes[3] == [2, 2, 100])
    }

    @Test("the dense ones have 628,384 parameters, and 314,784 where the weights are shared")
    func dense() {
        // 2·784·400 + 400 + 784; sharing saves 313,600 weights.
        #expect(Feng.dense(isTied: false).network.parameterCount == 628_384)
        #expect(Feng.dense(isTied: true).network.parameterCount == 314_784)
    }

    @Test("the classifier's second pooling gives the printed 4×4, and the example has PyTorch's 21,840 parameters")
    func classifier() throws {
        let plain = try Feng.classifier(isExample: false).network
        #expect(plain.outputShapes.prefix(4) == [[24, 24, 10], [12, 12, 10], [8, 8, 20], [4, 4, 20]])
        #expect(plain.parameterCount == 8_490)
        #expect(try Feng.classifier(isExample: true).network.parameterCount == 21_840)
    }
}
