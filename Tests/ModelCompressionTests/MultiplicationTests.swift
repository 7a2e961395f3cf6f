import ModelCompression
import NeuralNetworks
import Testing

@Suite("Multiplications of a network")
struct MultiplicationTests {
    @Test("dense layers take inputs times outputs; wani's decoder has as many as weights")
    func dense() {
        let wani = NetworkArchitecture(known: [
            .dense(inputs: 64, outputs: 128, activation: .rectifier),
            .dense(inputs: 128, outputs: 256, activation: .rectifier),
            .dense(inputs: 256, outputs: 784, activation: .sigmoid),
        ])
        #expect(wani.multiplications == 64 * 128 + 128 * 256 + 256 * 784)
        #expect(wani.multiplications == wani.weightCount)
    }

    @Test("a convolution takes its kernel for each output, a transposed one for each input, pooling none")
    func convolutions() {
        let network = NetworkArchitecture(
            known: [
                .convolution(filters: 8, kernel: 5, stride: 2, padding: 2, activation: .rectifier),
                .maximumPooling(window: 2, stride: 2),
                .transposedConvolution(filters: 3, kernel: 4, stride: 2, padding: 1),
            ], input: [28, 28, 1])
        #expect(network.outputShapes == [[14, 14, 8], [7, 7, 8], [14, 14, 3]])
        #expect(network.multiplications == 14 * 14 * 8 * 25 + 7 * 7 * 8 * 16 * 3)
    }
}
