import Files
import Foundation
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Training")
struct TrainingTests {
    static let recipes: [OptimizerConfiguration] = [
        .sgd(learningRate: 10, momentum: 0.9), .rmsprop(learningRate: 0.2), .adam(learningRate: 0.02),
    ]

    @Test(
        "a training under the plain loops and under every level of this CPU ends in the same bits", arguments: recipes)
    func sameBitsAtEveryLevel(optimizer: OptimizerConfiguration) throws {
        let expected = try train(optimizer, epochs: 2, kernels: ReferenceKernels()).checkpoint(note: "")
        for level in InstructionSetLevel.allCases {
            guard let kernels = CompiledKernels(level: level) else { continue }
            let checkpoint = try train(optimizer, epochs: 2, kernels: kernels).checkpoint(note: "")
            #expect(Digest(of: checkpoint) == Digest(of: expected), "level \(level.rawValue)")
        }
    }

    @Test("a training that goes on from its checkpoint ends in the bits of an undisturbed one", arguments: recipes)
    func resuming(optimizer: OptimizerConfiguration) throws {
        let undisturbed = try train(optimizer, epochs: 4).checkpoint(note: "end")
        let half = try train(optimizer, epochs: 2).checkpoint(note: "losses so far")
        var resumed = trainer(optimizer)
        #expect(try resumed.restore(half) == "losses so far")
        #expect(resumed.epoch == 2)
        for _ in 0..<2 { _ = resumed.runEpoch(on: Self.images) }
        #expect(try resumed.checkpoint(note: "end") == undisturbed)
    }

    @Test("training lowers the loss under every optimizer", arguments: recipes)
    func learning(optimizer: OptimizerConfiguration) {
        var trainer = trainer(optimizer)
        let losses = (0..<20).map { _ in trainer.runEpoch(on: Self.images).meanMinibatchLoss }
        #expect((losses.last ?? 1) < 0.7 * losses[0])
    }

    @Test("another seed gives another network")
    func seeds() throws {
        let first = try trainer(.adam(), seed: 1).checkpoint(note: "")
        #expect(try trainer(.adam(), seed: 2).checkpoint(note: "") != first)
    }

    @Test("a checkpoint of another architecture, or without the optimizer's state, is refused by name")
    func foreignCheckpoints() throws {
        var trainer = trainer(.adam())
        let other = Network([.dense(inputs: 2, outputs: 2, activation: .sigmoid)])
        #expect(throws: CheckpointError.otherArchitecture) { try trainer.restore(try ModelFile.encode(other)) }
        let plain = try train(.sgd(learningRate: 0.1), epochs: 1).checkpoint(note: "")
        #expect(throws: CheckpointError.missingState("optimizer.mean.layers.0.weight")) { try trainer.restore(plain) }
        let network = try ModelFile.encode(trainer.network)
        #expect(throws: CheckpointError.noProgress) { try trainer.restore(network) }
    }

    @Test("a checkpoint that is refused for its last tensor leaves the training as it was", arguments: recipes)
    func refusedCheckpoint(optimizer: OptimizerConfiguration) throws {
        var trainer = try train(optimizer, epochs: 1)
        let before = try trainer.checkpoint(note: "")
        var file = try Safetensors(decoding: try train(optimizer, epochs: 2).checkpoint(note: ""))
        let last = file.tensors.removeLast().name
        #expect(throws: CheckpointError.missingState(last)) { try trainer.restore(file.encoded()) }
        #expect(try trainer.checkpoint(note: "") == before)
    }

    @Test(
        "an epoch or a step that no training reaches is refused",
        arguments: [
            ("-1", "0"), ("1", "-1"), ("9223372036854775807", "1"), ("1048576", "1"), ("1", "9223372036854775807"),
        ])
    func impossibleProgress(epoch: String, step: String) throws {
        var trainer = try train(.adam(), epochs: 1)
        var file = try Safetensors(decoding: try trainer.checkpoint(note: ""))
        file.metadata["epoch"] = epoch
        file.metadata["step"] = step
        #expect(throws: CheckpointError.noProgress) { try trainer.restore(file.encoded()) }
    }

    private static let images: ByteMatrix = {
        var generator = Philox(seed: 3, stream: 1)
        let bytes = (0..<50).flatMap { _ in
            let phase = generator.integer(below: 5)
            return (0..<23).map { ($0 + phase) % 5 == 0 ? UInt8(255) : UInt8(generator.integer(below: 40)) }
        }
        return ByteMatrix(rows: 50, columns: 23, bytes: bytes)
    }()

    private func trainer(
        _ optimizer: OptimizerConfiguration, seed: UInt64 = 42, kernels: any Kernels = CompiledKernels()
    ) -> Trainer {
        Trainer(
            TrainingConfiguration(
                initializer: .glorotUniform, optimizer: optimizer, loss: .meanSquaredError, batchSize: 16),
            architecture: NetworkArchitecture(known: [
                .dense(inputs: 23, outputs: 9, activation: .sigmoid),
                .dense(inputs: 9, outputs: 23, activation: .sigmoid),
            ]), seed: seed, kernels: kernels)
    }

    private func train(
        _ optimizer: OptimizerConfiguration, epochs: Int, kernels: any Kernels = CompiledKernels()
    ) throws -> Trainer {
        var trainer = trainer(optimizer, kernels: kernels)
        for _ in 0..<epochs { _ = trainer.runEpoch(on: Self.images) }
        return trainer
    }
}
