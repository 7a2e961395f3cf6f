import ImageCompression
import NeuralNetworks
import Tensors
import Testing

@Suite("Halves of autoencoders")
struct AutoencoderHalvesTests {
    private func network(_ inputs: Int, _ outputs: Int) -> Network {
        Network([.dense(inputs: inputs, outputs: outputs, activation: .sigmoid)])
    }

    @Test("halves that fit give codes' width and reconstructions")
    func fitting() throws {
        let halves = try AutoencoderHalves(
            encoder: network(6, 2), decoder: network(2, 6), encoderName: "a", decoderName: "b", pixels: 6)
        #expect(halves.codeWidth == 2)
        // Parameters are zero: every output is sigmoid(0).
        let images = ByteMatrix(rows: 3, columns: 6, bytes: [UInt8](repeating: 7, count: 18))
        #expect(
            halves.reconstructions(of: images, using: ReferenceKernels())
                == Tensor([3, 6], elements: [Float](repeating: 0.5, count: 18)))
    }

    @Test(
        "halves that do not fit the images or one another are refused by name",
        arguments: [([5, 2], [2, 6]), ([6, 3], [2, 6]), ([6, 2], [2, 5])])
    func unfitting(encoder: [Int], decoder: [Int]) throws {
        let error = try #require(throws: UnfittingHalves.self) {
            try AutoencoderHalves(
                encoder: network(encoder[0], encoder[1]), decoder: network(decoder[0], decoder[1]),
                encoderName: "a/train.encoder", decoderName: "b/train.decoder", pixels: 6)
        }
        #expect([error.encoder.inputs, error.encoder.outputs] == encoder)
        #expect([error.decoder.inputs, error.decoder.outputs] == decoder)
        #expect(
            "\(error)".hasPrefix(
                "a/train.encoder, b/train.decoder: expected halves that lead from 6 pixels to a code and back, found "
                    + "\(encoder[0]) to \(encoder[1]) and \(decoder[0]) to \(decoder[1])"))
    }
}
