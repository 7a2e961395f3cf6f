import Foundation
import ImageCompression
import Measurements
import NeuralNetworks
import Pipeline
import Randomness
import Tensors

/// One pre-training of a stack of machines, from the first machine's first epoch, or a checkpoint, to the outputs.
final class PretrainingRun {
    private let parameters: PretrainMachines.Parameters
    let context: StageContext
    private let kernels: CompiledKernels
    private let images: ByteMatrix
    /// Those that are trained, the lowest first.
    private var machines: [BinaryRBM] = []
    var measurements: StageMeasurements

    init(_ parameters: PretrainMachines.Parameters, in context: StageContext) throws {
        (self.parameters, self.context) = (parameters, context)
        kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let file = try context.input("images")
        images = try ByteMatrix(images: file.url).first(parameters.trainingImages, named: "trainingImages")
        guard images.columns == parameters.widths[0] else {
            throw UnusableInput(
                "widths: the first machine takes \(parameters.widths[0]) pixels, the images have \(images.columns)")
        }
        measurements = StageMeasurements(of: context.stage, on: file)
    }

    /// Trains to the end and writes the outputs.
    ///
    /// - Throws: ``MachineDiverged`` as soon as an error or a machine's number is not finite.
    func finish() throws {
        // A machine's own seed, so that no two machines share an order or draws.
        var seeds = Philox(.initialization(seed: context.seed))
        for index in 0..<parameters.widths.count - 1 {
            machines.append(try train(index, seed: seeds.next()))
        }
        try ModelFile.encode(BinaryRBM.unrolled(machines)).write(to: context.output("network"))
        try measurements.write(in: context)
    }

    private func train(_ index: Int, seed: UInt64) throws -> BinaryRBM {
        var training = resumedTraining { freshTraining(index, seed: seed) }
        if training.epoch > 0 { log("machine \(index + 1) goes on after epoch \(training.epoch)") }
        var below = machines.map { Tensor([0, $0.visible]) }
        while training.epoch < parameters.epochs {
            let error = training.runEpoch(rows: images.rows) { rows, data in
                fill(&data, with: rows, through: &below)
            }
            try check(training.machine, error: error, index: index, epoch: training.epoch)
            measurements.add(
                "reconstructionError", of: "machine-\(index + 1)", error, unit: MeasurementUnit.machineError,
                split: .train, step: training.epoch)
            try save(training.checkpoint(note: note))
            context.report(
                StageProgress(
                    completed: index * parameters.epochs + training.epoch,
                    total: (parameters.widths.count - 1) * parameters.epochs,
                    detail: String(format: "machine %d, error %.3f", index + 1, error)))
        }
        return training.machine
    }

    private func freshTraining(_ index: Int, seed: UInt64) -> ContrastiveDivergence {
        var generator = Philox(.initialization(seed: seed))
        let machine = BinaryRBM(
            visible: parameters.widths[index], hidden: parameters.widths[index + 1], using: &generator)
        return ContrastiveDivergence(parameters.machine, machine: machine, seed: seed, kernels: kernels)
    }

    /// Makes what the next machine sees of images: the pixels, sent up through the machines below.
    ///
    /// - Parameter below: memory for what each machine below sees.
    private func fill(_ data: inout Tensor, with rows: ArraySlice<Int32>, through below: inout [Tensor]) {
        guard !machines.isEmpty else { return kernels.gather(rows, of: images, into: &data) }
        kernels.gather(rows, of: images, into: &below[0])
        for (index, machine) in machines.enumerated() {
            if index + 1 < machines.count {
                let seen = below[index]
                machine.hiddenProbabilities(of: seen, into: &below[index + 1], using: kernels)
            } else {
                machine.hiddenProbabilities(of: below[index], into: &data, using: kernels)
            }
        }
    }

    private func check(_ machine: BinaryRBM, error: Double, index: Int, epoch: Int) throws {
        let isFinite = [machine.weights, machine.visibleBias, machine.hiddenBias].allSatisfy {
            $0.elements.withUnsafeBufferPointer { $0.allSatisfy(\.isFinite) }
        }
        guard error.isFinite, isFinite else { throw MachineDiverged(machine: index + 1, epoch: epoch) }
    }
}

extension PretrainingRun: StageKeeper, CheckpointKeeper {
    /// Of the machine that is being trained: those below it are finished.
    var checkpointName: String { "machine-\(machines.count + 1)" }
}

/// A machine whose error or numbers are no longer finite.
struct MachineDiverged: Error, CustomStringConvertible {
    /// Both from 1.
    let machine: Int
    let epoch: Int

    var description: String {
        "the training diverged: machine \(machine) is not finite after epoch \(epoch); lower the machine's learningRate"
    }
}

extension MeasurementUnit {
    /// Σ (v − reconstruction)² over a machine's visible units, averaged over images.
    fileprivate static let machineError = "per image, units in [0,1]"
}
