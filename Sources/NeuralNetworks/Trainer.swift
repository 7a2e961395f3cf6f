import Foundation
import Randomness
import Tensors

/// Trains an autoencoder on rows of bytes, epoch by epoch.
///
/// Owns the loop and nothing else: no clock, no disk, no printing. What an epoch does follows from the parameters, the optimizer's
/// state, the seed and the epoch's number, so a training that goes on from a checkpoint ends in the same bits.
package struct Trainer {
    package let configuration: TrainingConfiguration
    package let network: Network
    package internal(set) var optimizer: Optimizer
    /// Epochs finished.
    package internal(set) var epoch = 0
    private let seed: UInt64
    private let kernels: any Kernels
    private var minibatch: Tensor

    /// A training that starts from fresh parameters.
    package init(
        _ configuration: TrainingConfiguration, architecture: [LayerArchitecture], seed: UInt64, kernels: any Kernels
    ) {
        self.configuration = configuration
        self.seed = seed
        self.kernels = kernels
        network = Network(architecture)
        var generator = Philox(seed: seed, stream: RandomStream.initialization.number)
        network.initialize(configuration.initializer, using: &generator)
        optimizer = Optimizer(configuration.optimizer, for: network)
        minibatch = Tensor([0, network.inputs])
    }

    /// Runs one epoch: every row once, in a random order, in minibatches of which the last may be smaller.
    package mutating func runEpoch(on rows: ByteMatrix) -> EpochSummary {
        var generator = Philox(seed: seed, stream: RandomStream.epoch(epoch).number)
        let order = generator.permutation(of: rows.rows)
        var sum = 0.0
        var last = 0.0
        for start in stride(from: 0, to: order.count, by: configuration.batchSize) {
            let batch = order[start..<min(start + configuration.batchSize, order.count)]
            kernels.gather(batch, of: rows, into: &minibatch)
            network.forward(minibatch, using: kernels)
            last = network.backward(input: minibatch, target: minibatch, loss: configuration.loss, using: kernels)
            optimizer.step(network, using: kernels)
            sum += last * Double(batch.count)
        }
        epoch += 1
        return EpochSummary(
            epoch: epoch, meanMinibatchLoss: sum / Double(rows.rows), lastMinibatchLoss: last)
    }
}

/// What one epoch of training gave. The losses are those of the parameters before each step.
package struct EpochSummary: Codable, Equatable, Sendable {
    /// The epoch's number, from 1.
    package let epoch: Int
    /// The mean over the minibatches, weighted by their size.
    package let meanMinibatchLoss: Double
    package let lastMinibatchLoss: Double
}

/// A training's recipe.
package struct TrainingConfiguration: Codable, Equatable, Sendable {
    package let initializer: Initializer
    package let optimizer: OptimizerConfiguration
    package let loss: Loss
    package let batchSize: Int

    package init(initializer: Initializer, optimizer: OptimizerConfiguration, loss: Loss, batchSize: Int) {
        precondition(batchSize > 0, "a minibatch of \(batchSize)")
        (self.initializer, self.optimizer) = (initializer, optimizer)
        (self.loss, self.batchSize) = (loss, batchSize)
    }
}

/// The random streams of a training, each with a number of its own.
private enum RandomStream {
    case initialization
    case epoch(Int)

    var number: UInt64 {
        switch self {
        case .initialization: 0
        case .epoch(let epoch): 1 + UInt64(epoch)
        }
    }
}
