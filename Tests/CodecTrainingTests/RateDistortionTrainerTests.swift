import CodecTraining
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Training for rate and distortion")
struct RateDistortionTrainerTests {
    @Test("a higher price of bits gives fewer bits and more error", arguments: Relaxation.allCases)
    func tradeOff(relaxation: Relaxation) {
        let summaries = [0.1, 0.0003].map { weight in
            var trainer = trainer(weight: weight, relaxation)
            return (0..<30).map { _ in trainer.runEpoch(on: images) }[29]
        }
        #expect(summaries[0].bitsPerPixel < 0.7 * summaries[1].bitsPerPixel)
        #expect(summaries[0].distortion > 1.5 * summaries[1].distortion)
    }

    @Test("the same seed gives the same bits at every instruction set, another seed others")
    func reproducible() {
        let trained = InstructionSetLevel.allCases.compactMap(CompiledKernels.init).map { kernels in
            var trainer = trainer(weight: 0.01, .noise, kernels)
            return [trainer.runEpoch(on: images), trainer.runEpoch(on: images)]
        }
        #expect(trained.allSatisfy { $0 == trained[0] })
        var other = trainer(weight: 0.01, .noise, seed: 8)
        #expect(other.runEpoch(on: images) != trained[0][0])
    }

    @Test("the encoder moves as the gradient through the decoder says: by plain steps the objective falls")
    func encoderLearns() {
        var trainer = trainer(weight: 0, .noise)
        let first = trainer.runEpoch(on: images).distortion
        let before = trainer.encoder.parameters.map(\.value)
        for _ in 0..<10 { _ = trainer.runEpoch(on: images) }
        #expect(zip(before, trainer.encoder.parameters).allSatisfy { $0 != $1.value })
        #expect(trainer.runEpoch(on: images).distortion < 0.5 * first)
    }

    @Test("codes cut short in training carry most in their first units; others do not")
    func nested() {
        let distortions = [nil, NestedDropout(widths: [1, 2, 4], codeWidth: 4)].map { nesting in
            var trainer = trainer(weight: 0.0005, .noise, nesting: nesting)
            for _ in 0..<60 { _ = trainer.runEpoch(on: images) }
            return distortion(of: trainer, width: 2)
        }
        #expect(distortions[1] < 0.5 * distortions[0])
    }

    @Test("widths of a code rise, and are its own", arguments: [[], [0, 2], [2, 2], [3, 1], [2, 5]])
    func impossibleWidths(widths: [Int]) {
        #expect(NestedDropout(widths: widths, codeWidth: 4) == nil)
        #expect(NestedDropout(widths: [1, 4], codeWidth: 4)?.widths == [1, 4])
    }

    /// The squared error of the images by the first units of their codes, rounded.
    private func distortion(of trainer: RateDistortionTrainer, width: Int) -> Double {
        let kernels = CompiledKernels()
        var pixels = Tensor([images.rows, images.columns])
        kernels.gather((0..<Int32(images.rows)).map { $0 }[...], of: images, into: &pixels)
        var codes = trainer.encoder.forward(pixels, using: kernels)
        for index in codes.elements.indices {
            codes.elements[index] = index % codes.columns < width ? codes.elements[index].rounded() : 0
        }
        let answers = trainer.decoder.forward(codes, using: kernels)
        return zip(answers.elements, pixels.elements).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    }

    /// Pictures of two numbers of freedom.
    private var images: ByteMatrix {
        var random = Philox(seed: 9, stream: 0)
        return ByteMatrix(
            rows: 256, columns: 16,
            bytes: (0..<256).flatMap { _ -> [UInt8] in
                let (height, slope) = (Int.random(in: 60...190, using: &random), Int.random(in: -7...7, using: &random))
                return (0..<16).map { UInt8(height + slope * ($0 - 8)) }
            })
    }

    private func trainer(
        weight: Double, _ relaxation: Relaxation, _ kernels: CompiledKernels = CompiledKernels(), seed: UInt64 = 7,
        nesting: NestedDropout? = nil
    ) -> RateDistortionTrainer {
        RateDistortionTrainer(
            RateDistortionRecipe(
                initializer: .heNormal,
                optimizer: .adam(learningRate: 0.005, beta1: 0.9, beta2: 0.999, epsilon: 1e-8), schedule: .constant,
                batchSize: 32, rateWeight: weight, relaxation: relaxation, nesting: nesting),
            network: NetworkArchitecture(known: [
                .dense(inputs: 16, outputs: 24, activation: .rectifier),
                .dense(inputs: 24, outputs: 4, activation: .identity),
                .dense(inputs: 4, outputs: 24, activation: .rectifier),
                .dense(inputs: 24, outputs: 16, activation: .sigmoid),
            ]), encoderLayers: 2, seed: seed, kernels: kernels)
    }
}
