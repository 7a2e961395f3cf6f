import ImageCompression
import LearnedCodecs
import Randomness
import Tensors
import Testing

@Suite("Principal components as networks")
struct PrincipalComponentsTests {
    @Test("the two layers rebuild images as the components do", arguments: [1, 5, 12])
    func reconstructions(count: Int) {
        var random = Philox(seed: 4, stream: 0)
        let images = ByteMatrix(
            rows: 50, columns: 12,
            bytes: (0..<600).map { UInt8($0 % 12 * 15) + UInt8.random(in: 0...40, using: &random) })
        let kernels = CompiledKernels()
        let components = PrincipalComponents(of: images, using: kernels)
        let (encoder, decoder) = components.networks(count: count)
        let rebuilt = decoder.outputs(for: encoder.outputs(for: images, using: kernels), using: kernels)
        let expected = components.reconstructions(of: images, count: count, using: kernels)
        for index in 0..<600 { #expect(abs(rebuilt.elements[index] - expected.elements[index]) < 1e-5) }
        // Codes of the images have no mean, and fall in variance.
        let codes = encoder.outputs(for: images, using: kernels)
        for unit in 0..<count {
            let mean = (0..<50).reduce(0) { $0 + codes.elements[$1 * count + unit] } / 50
            #expect(abs(mean) < 1e-5)
        }
    }
}
