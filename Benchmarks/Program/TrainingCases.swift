import NeuralNetworks
import Randomness
import Tensors

extension BenchmarkCase {
    /// Training steps of the papers' models: making the minibatch, forward, backward, optimizer.
    static var trainings: [BenchmarkCase] { TrainingModel.all.map(training) + [boltzmannMachine] }

    /// The steps that one call of an operation does are an epoch of so many minibatches.
    private static func training(_ model: TrainingModel) -> BenchmarkCase {
        let batchSize = model.configuration.batchSize
        return BenchmarkCase(
            .train, "\(model.name), batch \(batchSize)", line: "train \(model.name)_b\(batchSize)",
            work: .samples(batchSize, flops: Double(batchSize) * model.architecture.trainingFlops),
            callsPerOperation: model.stepsPerEpoch
        ) { kernels in
            var trainer = Trainer(model.configuration, architecture: model.architecture, seed: 0, kernels: kernels)
            let count = model.stepsPerEpoch * batchSize
            let (input, output) = (model.architecture.input, model.architecture.output)
            switch model.examples {
            case .images:
                let images = ByteMatrix.random(rows: count, columns: input.reduce(1, *))
                return { _ = trainer.runEpoch(on: images) }
            case .labelledImages(let classes):
                let images = ByteMatrix.random(rows: count, columns: input.reduce(1, *))
                let labels = (0..<count).map { UInt8($0 % classes) }
                let examples = LabelledImages(images: images, labels: labels)
                return { _ = trainer.runEpoch(on: examples) }
            case .pairs:
                let examples = OneMinibatch(
                    count: count, input: .random(Shape([batchSize] + input)),
                    target: .random(Shape([batchSize] + output)))
                return { _ = trainer.runEpoch(on: examples) }
            }
        }
    }

    /// CD-1 of the first machine of the deep belief network.
    private static var boltzmannMachine: BenchmarkCase {
        let (visible, hidden, batchSize, steps) = (784, 1000, 100, 8)
        // Up, down and up again, and the products of two phases.
        let flops = 10 * Double(batchSize * visible * hidden)
        return BenchmarkCase(
            .train, "rbm\(visible)x\(hidden)_cd1, batch \(batchSize)", line: "train rbm784x1000_cd1_b100",
            work: .samples(batchSize, flops: flops), callsPerOperation: steps
        ) { kernels in
            var generator = Philox(seed: 0, stream: 0)
            let machine = BinaryRBM(visible: visible, hidden: hidden, using: &generator)
            var training = ContrastiveDivergence(
                .init(batchSize: batchSize), machine: machine, seed: 0, kernels: kernels)
            let images = ByteMatrix.random(rows: steps * batchSize, columns: visible)
            return {
                _ = training.runEpoch(rows: images.rows) { rows, data in kernels.gather(rows, of: images, into: &data) }
            }
        }
    }
}

/// The same inputs and targets in every step, as the peers have them.
private struct OneMinibatch: TrainingSet {
    let count: Int
    let input: Tensor
    let target: Tensor

    func fill(
        _ minibatch: inout Minibatch, with examples: ArraySlice<Int32>, at step: TrainingStep,
        using kernels: any Kernels
    ) {
        minibatch.input = input
        minibatch.target = target
    }
}

extension ByteMatrix {
    /// Bytes, the same in every run.
    fileprivate static func random(rows: Int, columns: Int) -> ByteMatrix {
        var generator = Philox(seed: 0, stream: 0)
        let bytes = (0..<rows * columns).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        return ByteMatrix(rows: rows, columns: columns, bytes: bytes)
    }
}

extension NetworkArchitecture {
    /// Floating-point operations of a training step per example: the products and convolutions three times, but those of the first
    /// layer twice, since nobody needs the gradient by the pixels. All other work counts nothing.
    fileprivate var trainingFlops: Double {
        let forward = layers.indices.map(forwardFlops)
        return 3 * forward.reduce(0, +) - forward[0]
    }

    private func forwardFlops(ofLayer index: Int) -> Double {
        let (input, output) = (inputShape(of: index), outputShapes[index])
        return switch layers[index] {
        case .dense, .tiedDense: 2 * Double(input.reduce(1, *) * output.reduce(1, *))
        case .convolution(_, let kernel, _, _, _, _): 2 * Double(output.reduce(1, *) * kernel * kernel * input[2])
        case .transposedConvolution(_, let kernel, _, _, _, _):
            2 * Double(input.reduce(1, *) * kernel * kernel * output[2])
        default: 0
        }
    }
}
