import ImageCompression
import NeuralNetworks
import Testing

@Suite("DnCNN")
struct DnCNNTests {
    @Test("depth 17 and 20 have the known numbers of parameters")
    func parameterCounts() throws {
        func count(depth: Int, channels: Int, isNormalized: Bool) throws -> Int {
            let normalization = DnCNN.Normalization(epsilon: 1e-5, momentum: 0.1)
            return try DnCNN(depth: depth, filters: 64, normalization: isNormalized ? normalization : nil)
                .architecture(side: 50, channels: channels).parameterCount
        }
        #expect(try count(depth: 17, channels: 1, isNormalized: false) == 555_137)
        #expect(try count(depth: 17, channels: 3, isNormalized: false) == 557_443)
        #expect(try count(depth: 20, channels: 1, isNormalized: false) == 665_921)
        // A bias less and two factors more for each channel of the 15 layers between.
        #expect(try count(depth: 17, channels: 3, isNormalized: true) == 557_443 + 15 * 64)
        #expect(try DCunha.network(depth: 17).architecture(side: DCunha.patchSide).parameterCount == 557_443 + 15 * 64)
    }

    @Test("a depth without a first and a last layer is refused")
    func tooShallow() {
        #expect(throws: ArchitectureError.unusableNumber(layer: 0, name: "depth")) {
            try DnCNN(depth: 1, filters: 8, normalization: nil).architecture(side: 50)
        }
    }
}
