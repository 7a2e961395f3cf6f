import Files
import Foundation
import NeuralNetworks
import Randomness
import Tensors
import Testing

/// Trainings of what dense networks do not have: images, labels, draws in a step, penalties, schedules.
@Suite("Training of networks of every kind")
struct NetworkTrainingTests {
    static let autoencoder = NetworkArchitecture(
        known: [
            .gaussianNoise(standardDeviation: 0.1), .convolution(filters: 5, kernel: 3, padding: 1, hasBias: false),
            .batchNormalization(activation: .rectifier), .maximumPooling(window: 2, stride: 2),
            .channelDropout(rate: 0.2),
            .dense(inputs: 45, outputs: 9, activation: .sigmoid), .tiedDense(layer: 5, activation: .hyperbolicTangent),
            .reshaping(to: [3, 3, 5]), .unpooling(layer: 3),
            .transposedConvolution(filters: 1, kernel: 3, padding: 1, activation: .sigmoid),
        ], input: [6, 6, 1])

    private let recipe = TrainingConfiguration(
        initializer: .heNormal, optimizer: .adam(learningRate: 0.05, weightDecay: 1e-4), loss: .binaryCrossEntropy,
        batchSize: 16, schedule: .cosine(epochs: 6),
        penalties: [ActivationPenalty(layer: 5, .sparsity(target: 0.2, weight: 0.01))])

    @Test("a training under the plain loops and under every level of this CPU ends in one digest")
    func sameBitsAtEveryLevel() throws {
        let expected = try train(Self.autoencoder, epochs: 2, kernels: ReferenceKernels()).checkpoint(note: "")
        for level in InstructionSetLevel.allCases {
            guard let kernels = CompiledKernels(level: level) else { continue }
            let checkpoint = try train(Self.autoencoder, epochs: 2, kernels: kernels).checkpoint(note: "")
            #expect(Digest(of: checkpoint) == Digest(of: expected), "level \(level.rawValue)")
        }
        // A snapshot: the same on every machine, and until the arithmetic is meant to change.
        #expect(Digest(of: expected).hexadecimal.prefix(8) == "dc8ef8f7")
    }

    @Test("a training with draws, statistics and a schedule goes on from its checkpoint to the same bits")
    func resuming() throws {
        let undisturbed = try train(Self.autoencoder, epochs: 4).checkpoint(note: "")
        let half = try train(Self.autoencoder, epochs: 2).checkpoint(note: "")
        var resumed = trainer(Self.autoencoder)
        _ = try resumed.restore(half)
        for _ in 0..<2 { _ = resumed.runEpoch(on: Self.images) }
        #expect(try resumed.checkpoint(note: "") == undisturbed)
    }

    @Test("the loss falls, and the penalty is told apart from it")
    func learning() {
        var trainer = trainer(Self.autoencoder)
        let epochs = (0..<6).map { _ in trainer.runEpoch(on: Self.images) }
        #expect(epochs[5].meanMinibatchLoss < 0.8 * epochs[0].meanMinibatchLoss)
        #expect(epochs.allSatisfy { $0.meanMinibatchPenalty > 0 && $0.meanMinibatchPenalty < 0.1 })
        // The cosine has come down to zero: nothing moves any more, however long.
        let parameters = trainer.network.parameters.map(\.value)
        _ = trainer.runEpoch(on: Self.images)
        #expect(trainer.network.parameters.map(\.value) == parameters)
    }

    @Test("a classifier learns its labels")
    func classification() throws {
        let recipe = TrainingConfiguration(
            initializer: .pyTorchDefault, optimizer: .sgd(learningRate: 0.1, momentum: 0.5), loss: .softmaxCrossEntropy,
            batchSize: 10)
        let classifier = NetworkArchitecture(
            known: [
                .convolution(filters: 6, kernel: 3, activation: .rectifier), .maximumPooling(window: 2, stride: 2),
                .dense(inputs: 24, outputs: 3, activation: .identity),
            ], input: [6, 6, 1])
        let set = try LabelledImages(images: Self.images, labels: (0..<60).map { UInt8($0 % 3) }, classes: 3)
        var trainer = Trainer(recipe, architecture: classifier, seed: 5, kernels: CompiledKernels())
        var summary = trainer.runEpoch(on: set)
        #expect(summary.meanMinibatchLoss > 0.5)
        for _ in 0..<20 { summary = trainer.runEpoch(on: set) }
        #expect(summary.meanMinibatchLoss < 0.05)
    }

    @Test("labels that a classifier does not have, or that are not as many as the images, are refused")
    func labels() throws {
        let images = ByteMatrix(rows: 3, columns: 1, bytes: [0, 0, 0])
        #expect(throws: UnusableLabels.noClass(10, image: 2, classes: 10)) {
            try LabelledImages(images: images, labels: [0, 9, 10], classes: 10)
        }
        #expect(throws: UnusableLabels.wrongCount(2, images: 3)) {
            try LabelledImages(images: images, labels: [0, 9], classes: 10)
        }
        #expect(
            UnusableLabels.noClass(10, image: 2, classes: 10).description
                == "image 2 has the label 10; expected one from 0 to 9")
    }

    /// Noisy images, whose noise is what the network should find.
    private struct NoisyImages: TrainingSet {
        let images: ByteMatrix
        var count: Int { images.rows }

        func fill(
            _ minibatch: inout Minibatch, with examples: ArraySlice<Int32>, at step: TrainingStep,
            using kernels: any Kernels
        ) {
            kernels.gather(examples, of: images, into: &minibatch.input)
            var noise = Tensor(minibatch.input.shape)
            kernels.drawStandardNormals(step.streamOfExamples, into: &noise)
            kernels.addScaled(noise, factor: 0.5, to: &minibatch.input)
            minibatch.target = noise
        }
    }

    @Test("inputs and targets may differ: a network learns the noise in its input")
    func noise() {
        let recipe = TrainingConfiguration(
            initializer: .heNormal, optimizer: .adam(learningRate: 0.01), loss: .meanSquaredError, batchSize: 12)
        let denoiser = NetworkArchitecture(
            known: [
                .convolution(filters: 12, kernel: 3, padding: 1, hasBias: false),
                .batchNormalization(activation: .rectifier), .convolution(filters: 1, kernel: 3, padding: 1),
            ], input: [6, 6, 1])
        var trainer = Trainer(recipe, architecture: denoiser, seed: 5, kernels: CompiledKernels())
        let losses = (0..<30).map { _ in
            trainer.runEpoch(on: NoisyImages(images: Self.images)).meanMinibatchLoss
        }
        // Noise of variance 1: a network that says nothing errs by 1.
        #expect(losses[0] > 0.9 && losses[29] < 0.5)
    }

    @Test("each step draws anew, and the same step the same")
    func draws() {
        let network = Network([.dense(inputs: 4, outputs: 40, activation: .sigmoid), .dropout(rate: 0.5)])
        let input = Tensor([1, 4], filledWith: 1)
        func kept(_ step: TrainingStep) -> [Bool] {
            network.forward(input, mode: .training(step), using: CompiledKernels()).elements.map { $0 > 0 }
        }
        let first = kept(TrainingStep(seed: 1, epoch: 0, step: 0))
        #expect(kept(TrainingStep(seed: 1, epoch: 0, step: 0)) == first)
        let others = [
            TrainingStep(seed: 2, epoch: 0, step: 0), TrainingStep(seed: 1, epoch: 1, step: 0),
            TrainingStep(seed: 1, epoch: 0, step: 1),
        ].map(kept)
        #expect(Set(others + [first]).count == 4)
        #expect(network.forward(input, using: CompiledKernels()).elements.allSatisfy { $0 == 0.5 })
    }

    /// Variances for a fan-in of 72 and a fan-out of 180; a uniform number from (−a, a) has a²/3.
    static let spreads: [(Initializer, Double)] = [
        (.heNormal, 1.0 / 36), (.pyTorchDefault, 1.0 / 216), (.glorotUniform, 1.0 / 126), (.zero, 0),
    ]

    @Test(
        "initial weights have the spread of their rule, counted over all inputs of an output",
        arguments: spreads)
    func initialization(initializer: Initializer, variance: Double) throws {
        let network = Network(
            NetworkArchitecture(
                known: [.convolution(filters: 20, kernel: 3, padding: 1), .batchNormalization()], input: [5, 5, 8]))
        var generator = Philox(seed: 8, stream: 0)
        network.initialize(initializer, using: &generator)
        let weights = network.parameters[0].value.elements.map { Double($0) }
        let found = weights.map { $0 * $0 }.reduce(0, +) / Double(weights.count)
        #expect(abs(found - variance) <= 0.15 * variance)
        #expect(
            (network.parameters[1].value.elements != TensorElements(repeating: 0, count: 20))
                == (initializer == .pyTorchDefault))
        #expect(network.parameters[2].value.elements == TensorElements(repeating: 1, count: 20))
        #expect(network.parameters[3].value.elements == TensorElements(repeating: 0, count: 20))
    }

    @Test("an optimizer without weight decay reads and writes as before there was one")
    func declaredOptimizers() throws {
        let text = #"{"adam":{"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"learningRate":0.001}}"#
        let optimizer = try JSONDecoder().decode(OptimizerConfiguration.self, from: Data(text.utf8))
        #expect(optimizer == .adam())
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(optimizer), as: UTF8.self) == text)
    }

    /// Bars at three places, with a little noise.
    private static let images: ByteMatrix = {
        var generator = Philox(seed: 3, stream: 1)
        let bytes = (0..<60).flatMap { image in
            (0..<36).map { $0 % 6 / 2 == image % 3 ? UInt8(220) : UInt8(generator.integer(below: 40)) }
        }
        return ByteMatrix(rows: 60, columns: 36, bytes: bytes)
    }()

    private func trainer(_ architecture: NetworkArchitecture, kernels: any Kernels = CompiledKernels()) -> Trainer {
        Trainer(recipe, architecture: architecture, seed: 42, kernels: kernels)
    }

    private func train(
        _ architecture: NetworkArchitecture, epochs: Int, kernels: any Kernels = CompiledKernels()
    ) throws -> Trainer {
        var trainer = trainer(architecture, kernels: kernels)
        for _ in 0..<epochs { _ = trainer.runEpoch(on: Self.images) }
        return trainer
    }
}
