import NeuralNetworks
import Randomness
import Tensors
import Testing

/// A network, its loss and its penalties, whose gradients are checked.
struct GradientCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let input: [Int]
    let layers: [LayerArchitecture]
    var loss = Loss.meanSquaredError
    var penalties: [ActivationPenalty] = []
}

@Suite("Gradients")
struct GradientTests {
    static let cases: [GradientCase] =
        [Loss.meanSquaredError, .binaryCrossEntropy].flatMap { loss in
            [Activation.sigmoid, .hyperbolicTangent, .rectifier, .identity].map { activation in
                GradientCase(
                    testDescription: "dense \(activation) under \(loss)", input: [5],
                    layers: [
                        .dense(inputs: 5, outputs: 4, activation: activation),
                        .dense(inputs: 4, outputs: 3, activation: .sigmoid),
                    ], loss: loss)
            }
        } + [
            GradientCase(
                testDescription: "a classifier of convolutions and overlapping windows", input: [7, 6, 2],
                layers: [
                    .convolution(filters: 3, kernel: 3, stride: 1, padding: 1, activation: .rectifier),
                    .maximumPooling(window: 3, stride: 2),
                    .convolution(filters: 4, kernel: 2, stride: 1, activation: .sigmoid),
                    .dense(inputs: 8, outputs: 3, activation: .identity),
                ], loss: .softmaxCrossEntropy),
            GradientCase(
                testDescription: "strided and transposed convolutions", input: [7, 8, 2],
                layers: [
                    .convolution(filters: 3, kernel: 3, stride: 2, padding: 1, activation: .hyperbolicTangent),
                    .convolution(filters: 2, kernel: 1, stride: 2, activation: .sigmoid),
                    .transposedConvolution(filters: 3, kernel: 2, stride: 3, activation: .hyperbolicTangent),
                    .transposedConvolution(filters: 1, kernel: 4, stride: 2, padding: 1, activation: .sigmoid),
                ], loss: .binaryCrossEntropy),
            GradientCase(
                testDescription: "un-pooling with overlapping windows, upsampling and reshaping", input: [5, 5, 1],
                layers: [
                    .convolution(filters: 2, kernel: 2, padding: 1, activation: .hyperbolicTangent),
                    .maximumPooling(window: 2, stride: 1),
                    .convolution(filters: 2, kernel: 1, activation: .sigmoid), .unpooling(layer: 1),
                    .upsampling(factor: 2), .reshaping(to: [9, 16, 2]),
                    .convolution(filters: 1, kernel: 3, stride: 2, activation: .sigmoid),
                ]),
            GradientCase(
                testDescription: "batch normalisation of images and units", input: [4, 5, 2],
                layers: [
                    .convolution(filters: 3, kernel: 3, padding: 1, hasBias: false),
                    .batchNormalization(activation: .hyperbolicTangent),
                    .dense(inputs: 60, outputs: 4, activation: .identity),
                    .batchNormalization(epsilon: 0.1, activation: .sigmoid),
                ]),
            GradientCase(
                testDescription: "dropout of numbers and channels, and noise", input: [4, 4, 1],
                layers: [
                    .gaussianNoise(standardDeviation: 0.5),
                    .convolution(filters: 4, kernel: 3, activation: .hyperbolicTangent), .channelDropout(rate: 0.5),
                    .dense(inputs: 16, outputs: 6, activation: .sigmoid), .dropout(rate: 0.3),
                    .dense(inputs: 6, outputs: 16, activation: .sigmoid), .reshaping(to: [4, 4, 1]),
                ]),
            GradientCase(
                testDescription: "tied weights, two layers tied to one", input: [6],
                layers: [
                    .dense(inputs: 6, outputs: 4, activation: .sigmoid),
                    .tiedDense(layer: 0, activation: .hyperbolicTangent),
                    .dense(inputs: 6, outputs: 3, activation: .hyperbolicTangent),
                    .tiedDense(layer: 2, activation: .identity),
                    .dense(inputs: 6, outputs: 4, activation: .hyperbolicTangent),
                    .tiedDense(layer: 0, activation: .sigmoid),
                ]),
            GradientCase(
                testDescription: "scaling of the input and between layers", input: [5],
                layers: [
                    .scaling(factor: 2.5), .dense(inputs: 5, outputs: 4, activation: .hyperbolicTangent),
                    .scaling(factor: -0.5), .dense(inputs: 4, outputs: 5, activation: .sigmoid),
                ]),
            GradientCase(
                testDescription: "penalties on units and on images", input: [5, 5, 1],
                layers: [
                    .convolution(filters: 3, kernel: 3, activation: .sigmoid),
                    .dense(inputs: 27, outputs: 4, activation: .hyperbolicTangent),
                    .dense(inputs: 4, outputs: 5, activation: .sigmoid),
                ],
                penalties: [
                    ActivationPenalty(layer: 0, .sparsity(target: 0.1, weight: 0.3)),
                    ActivationPenalty(layer: 1, .magnitude(weight: 0.2)),
                    ActivationPenalty(layer: 2, .sparsity(target: 0.7, weight: 0.1)),
                ]),
        ]

    /// Gradients in single precision against central differences in Double with a step of 1e-6. An error is at most 64 ε of the largest
    /// element among the network's gradients, ε being float32's 1.2e-7.
    @Test("every layer's, loss's and penalty's gradients equal central differences", arguments: cases)
    func centralDifferences(test: GradientCase) throws {
        let kernels = ReferenceKernels()
        let network = Network(try NetworkArchitecture(input: test.input, layers: test.layers))
        var generator = Philox(seed: 9, stream: 0)
        network.initialize(.normal(standardDeviation: 0.7), using: &generator)
        let rows = 3
        let step = TrainingStep(seed: 4, epoch: 1, step: 2)
        let minibatch = Minibatch(
            input: Tensor.random(Shape([rows] + test.input), &generator),
            target: Tensor.random(Shape([rows] + network.architecture.output), &generator),
            labels: (0..<rows).map { Int32($0 % 3) })
        network.forward(minibatch.input, mode: .training(step), using: kernels)
        let objective = network.backward(
            minibatch, loss: test.loss, penalties: test.penalties, includingInput: true, using: kernels)

        var plain = DoubleNetwork(network, step: step)
        var input = minibatch.input.elements.map { Double($0) }
        func value() -> Double {
            plain.objective(minibatch, input: input, loss: test.loss, penalties: test.penalties)
        }
        #expect(abs(objective.loss + objective.penalty - value()) < 1e-6 * value())

        let h = 1e-6
        var errors: [(what: String, error: Double)] = []
        var scale = 0.0
        for parameter in network.parameters {
            for (index, gradient) in parameter.gradient.elements.enumerated() {
                let start = plain.tensors[parameter.name]?[index] ?? 0
                plain.tensors[parameter.name]?[index] = start + h
                let above = value()
                plain.tensors[parameter.name]?[index] = start - h
                let slope = (above - value()) / (2 * h)
                plain.tensors[parameter.name]?[index] = start
                errors.append(("\(parameter.name)[\(index)]", abs(slope - Double(gradient))))
                scale = max(scale, slope.magnitude)
            }
        }
        for (index, gradient) in network.inputGradient.elements.enumerated() {
            let start = input[index]
            input[index] = start + h
            let above = value()
            input[index] = start - h
            let slope = (above - value()) / (2 * h)
            input[index] = start
            errors.append(("input[\(index)]", abs(slope - Double(gradient))))
        }
        let worst = try #require(errors.max { $0.error < $1.error })
        #expect(worst.error < 64 * Double(Float.ulpOfOne) * scale, "\(worst.what), largest \(scale)")
        #expect(scale > 1e-3)
    }
}

extension Tensor {
    /// Numbers from (0, 1).
    fileprivate static func random(_ shape: Shape, _ generator: inout Philox) -> Tensor {
        Tensor(shape, elements: (0..<shape.count).map { _ in Float(generator.uniform()) })
    }
}
