import Foundation
import Tensors

/// A training that can be killed at any time: it goes on from its last checkpoint, and ends in the same bits.
///
/// Owns the order of things: resume, train, note down, save, check. Where checkpoints lie, and what is noted, is the keeper's.
package struct ResumableTraining {
    package private(set) var trainer: Trainer
    private let epochs: Int
    private let epochsPerCheckpoint: Int

    /// A training at its last usable checkpoint, or at its first epoch.
    ///
    /// - Parameter fresh: as in ``CheckpointKeeper/resumedTraining(fresh:)``.
    package init(
        epochs: Int, epochsPerCheckpoint: Int = 5, keeper: some TrainingKeeper, fresh: () throws -> Trainer
    ) rethrows {
        precondition(epochs >= 0 && epochsPerCheckpoint > 0, "\(epochs) epochs, saved each \(epochsPerCheckpoint)")
        (self.epochs, self.epochsPerCheckpoint) = (epochs, epochsPerCheckpoint)
        trainer = try keeper.resumedTraining(fresh: fresh)
        if trainer.epoch > 0 { keeper.log("goes on after epoch \(trainer.epoch)") }
    }

    /// Trains to the last epoch.
    ///
    /// - Throws: ``TrainingDiverged`` as soon as a loss is not finite, or for the last step's parameters; what the keeper throws.
    package mutating func finish(on examples: some TrainingSet, keeper: some TrainingKeeper) throws {
        while trainer.epoch < epochs {
            let summary = trainer.runEpoch(on: examples)
            guard summary.meanMinibatchLoss.isFinite else { throw TrainingDiverged.loss(epoch: summary.epoch) }
            keeper.epochEnded(summary, network: trainer.network)
            if summary.epoch % epochsPerCheckpoint == 0 { try keeper.save(trainer.checkpoint(note: keeper.note)) }
        }
        try checkParameters()
    }

    /// The last step moves parameters after the last loss is taken.
    private func checkParameters() throws {
        for parameter in trainer.network.parameters {
            if let index = parameter.value.elements.withUnsafeBufferPointer({ $0.firstIndex { !$0.isFinite } }) {
                throw TrainingDiverged.parameter(
                    parameter.name, index: index, value: parameter.value.elements[index], epoch: trainer.epoch)
            }
        }
    }
}

/// Who keeps a training's checkpoints and takes down what it does.
package protocol TrainingKeeper: CheckpointKeeper {
    func epochEnded(_ summary: EpochSummary, network: Network)
}

/// A loss or a parameter that is no longer a finite number.
package enum TrainingDiverged: Error, Equatable {
    case loss(epoch: Int)
    /// The first of the parameter's numbers that is not finite, after an epoch.
    case parameter(String, index: Int, value: Float, epoch: Int)
}

extension TrainingDiverged: CustomStringConvertible {
    package var description: String {
        let place =
            switch self {
            case .loss(let epoch): "the loss of epoch \(epoch) is not finite"
            case .parameter(let name, let index, let value, let epoch):
                "number \(index) of the parameter “\(name)” is \(value) after epoch \(epoch)"
            }
        return "the training diverged: \(place); lower the optimizer's learningRate"
    }
}
