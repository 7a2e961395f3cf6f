import ImageCompression
import LearnedCodecs
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Autoencoders cut at another code")
struct AutoencoderCuttingTests {
    private let kernels = CompiledKernels()
    private let network: Network = {
        let network = Network([
            .dense(inputs: 6, outputs: 5, activation: .rectifier), .dense(inputs: 5, outputs: 4, activation: .identity),
            .dense(inputs: 4, outputs: 5, activation: .rectifier), .dense(inputs: 5, outputs: 6, activation: .sigmoid),
        ])
        var generator = Philox(seed: 1, stream: 0)
        network.initialize(.normal(standardDeviation: 1), using: &generator)
        return network
    }()
    private let input = Tensor([2, 6], elements: (0..<12).map { Float($0) / 12 })

    private func halves() throws -> AutoencoderHalves {
        try AutoencoderHalves(
            encoder: network.part(0..<2), decoder: network.part(2..<4), encoderName: "e", decoderName: "d", pixels: 6)
    }

    @Test("after the first layer lie its outputs, and the last layer takes them")
    func layers() throws {
        let cut = try halves().cut(afterLayer: 1)
        #expect(cut.codeWidth == 5)
        let code = network.part(0..<1).forward(input, using: kernels)
        #expect(cut.encoder.forward(input, using: kernels) == code)
        #expect(
            cut.decoder.forward(code, using: kernels) == network.part(3..<4).forward(code, using: kernels))
        let whole = try halves().cut(afterLayer: 2)
        #expect(whole.encoder.architecture == network.part(0..<2).architecture)
    }

    @Test("the first units are those of the code, and decoded as if the others were zero")
    func units() throws {
        let cut = try halves().cut(toUnits: 3)
        let whole = network.part(0..<2).forward(input, using: kernels)
        let code = cut.encoder.forward(input, using: kernels)
        var zeroed = whole
        for row in 0..<2 {
            for unit in 0..<4 {
                if unit < 3 {
                    #expect(code.elements[row * 3 + unit] == whole.elements[row * 4 + unit])
                } else {
                    zeroed.elements[row * 4 + unit] = 0
                }
            }
        }
        #expect(
            cut.decoder.forward(code, using: kernels) == network.part(2..<4).forward(zeroed, using: kernels))
    }

    @Test("running means of a normalisation stay with it")
    func statistics() throws {
        let encoder = Network([
            .dense(inputs: 6, outputs: 5, activation: .identity), .batchNormalization(activation: .rectifier),
            .dense(inputs: 5, outputs: 4, activation: .identity),
        ])
        var generator = Philox(seed: 2, stream: 0)
        encoder.initialize(.normal(standardDeviation: 1), using: &generator)
        encoder.updateStatistics { name, tensor in
            tensor = Tensor(tensor.shape, filledWith: name.hasSuffix("runningMean") ? 0.5 : 4)
        }
        let halves = try AutoencoderHalves(
            encoder: encoder, decoder: Network([.dense(inputs: 4, outputs: 6, activation: .identity)]),
            encoderName: "e",
            decoderName: "d", pixels: 6)
        let whole = encoder.forward(input, using: kernels)
        let code = try halves.cut(toUnits: 2).encoder.forward(input, using: kernels)
        for row in 0..<2 {
            for unit in 0..<2 { #expect(code.elements[row * 2 + unit] == whole.elements[row * 4 + unit]) }
        }
    }

    @Test("what cannot be cut is said")
    func refused() throws {
        let halves = try halves()
        #expect(throws: UncuttableAutoencoder.layers(asked: 3, encoder: 2, decoder: 2)) {
            try halves.cut(afterLayer: 3)
        }
        #expect(throws: UncuttableAutoencoder.units(asked: 5, codeWidth: 4)) { try halves.cut(toUnits: 5) }
        #expect(throws: UncuttableAutoencoder.units(asked: 0, codeWidth: 4)) { try halves.cut(toUnits: 0) }
        let scaled = try AutoencoderHalves(
            encoder: Network([.dense(inputs: 6, outputs: 4, activation: .identity), .scaling(factor: 2)]),
            decoder: Network([.dense(inputs: 4, outputs: 6, activation: .identity)]), encoderName: "e",
            decoderName: "d",
            pixels: 6)
        #expect(throws: UncuttableAutoencoder.codeNotDense) { try scaled.cut(toUnits: 2) }
    }
}
