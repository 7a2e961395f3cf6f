import NeuralNetworks
import Randomness
import Tensors

extension BenchmarkCase {
    /// Training steps of the papers' models: gathering the minibatch, forward, backward, optimizer.
    static var trainings: [BenchmarkCase] {
        [
            dense(
                "dbn_finetune", [784, 1000, 500, 196, 500, 1000, 784], .sigmoid, last: .sigmoid, .adam(),
                .binaryCrossEntropy, batchSize: 100),
            dense(
                "ddcae", [784, 256, 128, 64, 128, 256, 784], .rectifier, last: .sigmoid, .adam(), .meanSquaredError,
                batchSize: 32),
            dense(
                "ddcae", [784, 256, 128, 64, 128, 256, 784], .rectifier, last: .sigmoid, .adam(), .meanSquaredError,
                batchSize: 128),
            dense(
                "ercan64", [784, 64, 784], .sigmoid, last: .sigmoid, .rmsprop(learningRate: 0.01), .meanSquaredError,
                batchSize: 256),
            dense(
                "feng_ann", [784, 400, 784], .sigmoid, last: .sigmoid, .sgd(learningRate: 0.1), .meanSquaredError,
                batchSize: 64),
        ]
    }

    /// The steps that one call of the operation does: an epoch of so many minibatches.
    private static let stepsPerEpoch = 8

    private static func dense(
        _ model: String, _ widths: [Int], _ hidden: Activation, last: Activation, _ optimizer: OptimizerConfiguration,
        _ loss: Loss, batchSize: Int
    ) -> BenchmarkCase {
        let layers = zip(widths, widths.dropFirst()).enumerated().map { index, pair in
            LayerArchitecture.dense(
                inputs: pair.0, outputs: pair.1, activation: index == widths.count - 2 ? last : hidden)
        }
        // Three products for each layer, but for the first, which needs no gradient by the pixels.
        let products = zip(widths, widths.dropFirst()).map { Double($0 * $1) }
        let flops = 2 * Double(batchSize) * (3 * products.reduce(0, +) - products[0])
        return BenchmarkCase(
            .train, "\(model), batch \(batchSize)", line: "train \(model)_b\(batchSize)",
            work: .samples(batchSize, flops: flops), callsPerOperation: stepsPerEpoch
        ) { kernels in
            let configuration = TrainingConfiguration(
                initializer: .glorotUniform, optimizer: optimizer, loss: loss, batchSize: batchSize)
            var trainer = Trainer(
                configuration, architecture: NetworkArchitecture(known: layers), seed: 0, kernels: kernels)
            let images = ByteMatrix.random(rows: stepsPerEpoch * batchSize, columns: widths[0])
            return { _ = trainer.runEpoch(on: images) }
        }
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
