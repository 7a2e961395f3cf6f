import Foundation
import Randomness
import Tensors

/// Trains a network, epoch by epoch.
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
    private var minibatch: Minibatch

    /// A training that starts from fresh parameters.
    package init(
        _ configuration: TrainingConfiguration, architecture: NetworkArchitecture, seed: UInt64, kernels: any Kernels
    ) {
        let network = Network(architecture)
        var generator = Philox(.initialization(seed: seed))
        network.initialize(configuration.initializer, using: &generator)
        self.init(configuration, startingFrom: network, seed: seed, kernels: kernels)
    }

    /// A training that goes on from a network's numbers, and changes them: the fine-tuning of one trained before.
    package init(
        _ configuration: TrainingConfiguration, startingFrom network: Network, seed: UInt64, kernels: any Kernels
    ) {
        (self.configuration, self.network, self.seed, self.kernels) = (configuration, network, seed, kernels)
        optimizer = Optimizer(configuration.optimizer, for: network)
        minibatch = Minibatch(input: Tensor(Shape([0] + network.architecture.input)))
    }

    /// Runs one epoch: every example once, in a random order, in minibatches of which the last may be smaller.
    package mutating func runEpoch(on examples: some TrainingSet) -> EpochSummary {
        var generator = Philox(.order(seed: seed, epoch: epoch))
        let order = generator.permutation(of: examples.count)
        let rateFactor = configuration.schedule.factor(inEpoch: epoch)
        var (loss, summedLoss, penalty) = (0.0, 0.0, 0.0)
        var last = Objective(loss: 0, penalty: 0)
        for (number, start) in stride(from: 0, to: order.count, by: configuration.batchSize).enumerated() {
            let batch = order[start..<min(start + configuration.batchSize, order.count)]
            let step = TrainingStep(seed: seed, epoch: epoch, step: number)
            examples.fill(&minibatch, with: batch, at: step, using: kernels)
            network.forward(minibatch.input, mode: .training(step), using: kernels)
            last = network.backward(
                minibatch, loss: configuration.loss, penalties: configuration.penalties, using: kernels)
            optimizer.step(network, rateFactor: rateFactor, using: kernels)
            loss += last.loss * Double(batch.count)
            summedLoss += last.loss
            penalty += last.penalty * Double(batch.count)
        }
        epoch += 1
        let count = Double(examples.count)
        return EpochSummary(
            epoch: epoch, meanMinibatchLoss: loss / count, lastMinibatchLoss: last.loss,
            summedMinibatchLoss: summedLoss, meanMinibatchPenalty: penalty / count)
    }
}

/// What one epoch of training gave. The losses are those of the parameters before each step.
package struct EpochSummary: Codable, Equatable, Sendable {
    /// The epoch's number, from 1.
    package let epoch: Int
    /// The mean over the minibatches, weighted by their size.
    package let meanMinibatchLoss: Double
    package let lastMinibatchLoss: Double
    /// The sum over the minibatches, whatever their size: what a program prints that adds up `loss.item()`.
    package let summedMinibatchLoss: Double
    /// What the penalties added to the loss, weighted alike.
    package let meanMinibatchPenalty: Double
}

/// A training's recipe.
package struct TrainingConfiguration: Equatable, Sendable {
    package let initializer: Initializer
    package let optimizer: OptimizerConfiguration
    package let loss: Loss
    package let batchSize: Int
    package let schedule: LearningRateSchedule
    package let penalties: [ActivationPenalty]

    package init(
        initializer: Initializer, optimizer: OptimizerConfiguration, loss: Loss, batchSize: Int,
        schedule: LearningRateSchedule = .constant, penalties: [ActivationPenalty] = []
    ) {
        precondition(batchSize > 0, "a minibatch of \(batchSize)")
        (self.initializer, self.optimizer, self.schedule) = (initializer, optimizer, schedule)
        (self.loss, self.batchSize, self.penalties) = (loss, batchSize, penalties)
    }
}
