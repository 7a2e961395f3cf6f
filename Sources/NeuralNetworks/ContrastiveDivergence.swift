import Randomness
import Tensors

/// Trains a restricted Boltzmann machine by contrastive divergence, epoch by epoch.
///
/// A step of CD-k: hidden probabilities of the data, hidden states drawn from them, and k times down to visible probabilities and up to
/// hidden probabilities, with states drawn before each way down. The weights follow ⟨v·h⟩ of data − ⟨v·h⟩ of reconstruction, with the hidden
/// *probabilities* on both sides, as Hinton's program does.
///
/// - Cost: (2 + 4·k + 4)·N·visible·hidden flops a step.
/// - Source: Hinton and Salakhutdinov 2006, doi:10.1126/science.1127647, and its program `rbm.m`.
package struct ContrastiveDivergence {
    package let configuration: Configuration
    package internal(set) var machine: BinaryRBM
    /// Epochs finished.
    package internal(set) var epoch = 0
    private let seed: UInt64
    private let kernels: any Kernels

    /// Of weights, visible bias and hidden bias.
    var velocities: [Tensor]
    private var gradients: [Tensor]
    /// Visible units of both phases: rows of data, and as many of its reconstruction.
    private var units: Tensor
    /// Hidden probabilities of both phases, each times its phase's share in the gradient.
    private var shares: Tensor
    /// A phase's sum of visible units.
    private var sum: Tensor
    private var data: Tensor
    private var dataProbabilities: Tensor
    private var states: Tensor
    private var reconstruction: Tensor
    private var probabilities: Tensor

    package init(_ configuration: Configuration, machine: BinaryRBM, seed: UInt64, kernels: any Kernels) {
        (self.configuration, self.machine, self.seed, self.kernels) = (configuration, machine, seed, kernels)
        let shapes = [machine.weights.shape, machine.visibleBias.shape, machine.hiddenBias.shape]
        velocities = shapes.map { Tensor($0) }
        (gradients, sum) = (velocities, velocities[1])
        data = Tensor([0, machine.visible])
        (reconstruction, units) = (data, data)
        dataProbabilities = Tensor([0, machine.hidden])
        (states, probabilities, shares) = (dataProbabilities, dataProbabilities, dataProbabilities)
    }

    /// Runs one epoch over `count` rows: each once, in a random order.
    ///
    /// - Parameter fill: makes the visible rows of these numbers; the tensor has the machine's visible units as columns, and is to be
    ///   resized to the rows.
    /// - Returns: the mean over the rows of Σ (v − reconstruction)², before each step.
    package mutating func runEpoch(
        rows count: Int, _ fill: (ArraySlice<Int32>, inout Tensor) throws -> Void
    ) rethrows -> Double {
        var generator = Philox(.order(seed: seed, epoch: epoch))
        let order = generator.permutation(of: count)
        var error = 0.0
        for (number, start) in stride(from: 0, to: count, by: configuration.batchSize).enumerated() {
            let batch = order[start..<min(start + configuration.batchSize, count)]
            try fill(batch, &data)
            error += step(TrainingStep(seed: seed, epoch: epoch, step: number))
        }
        epoch += 1
        return error / Double(count)
    }

    /// - Returns: Σ (v − reconstruction)² over the minibatch, of the last way down.
    private mutating func step(_ step: TrainingStep) -> Double {
        let rows = data.rows
        machine.hiddenProbabilities(of: data, into: &dataProbabilities, using: kernels)
        for pass in 0..<configuration.steps {
            states.resize(rows: rows)
            kernels.drawBernoulli(
                step.stream(ofLayer: pass), probabilities: pass == 0 ? dataProbabilities : probabilities, into: &states)
            machine.visibleProbabilities(of: states, into: &reconstruction, using: kernels)
            machine.hiddenProbabilities(of: reconstruction, into: &probabilities, using: kernels)
        }
        setGradients()
        let momentum = Float(configuration.momentum.value(inEpoch: epoch))
        let rate = Float(configuration.learningRate)
        machine.update { index, tensor in
            kernels.stochasticGradientDescent(
                &tensor, gradient: gradients[index], velocity: &velocities[index], rate: rate, momentum: momentum,
                weightDecay: index == 0 ? Float(configuration.weightDecay) : 0)
        }
        return kernels.squaredError(reconstruction, target: data)
    }

    /// ⟨v·h⟩ of reconstruction − ⟨v·h⟩ of data, and the same of the units alone. Both phases go into one product, so that the weights'
    /// gradient, which no near cache holds, is written once. The factors go into the hidden units, which are fewer than the weights.
    private mutating func setGradients() {
        let rows = data.rows
        units.resize(rows: 2 * rows)
        shares.resize(rows: 2 * rows)
        gradients[1].withElements { $0.update(repeating: 0) }
        let phases = [(data, dataProbabilities, -1 / Float(rows)), (reconstruction, probabilities, 1 / Float(rows))]
        for (phase, (visible, hidden, factor)) in phases.enumerated() {
            units.setRows(from: phase * rows, to: visible)
            shares.setRows(from: phase * rows, to: hidden, times: factor)
            kernels.sumColumns(of: visible, into: &sum)
            kernels.addScaled(sum, factor: factor, to: &gradients[1])
        }
        kernels.sumColumns(of: shares, into: &gradients[2])
        kernels.multiply(.transposed(units), .plain(shares), into: &gradients[0], accumulating: false)
    }
}

extension ContrastiveDivergence {
    /// The recipe. Its default momentum and weight decay are those of `rbm.m`.
    package struct Configuration: Codable, Equatable, Sendable {
        /// k of CD-k: ways down and up per step.
        package let steps: Int
        package let learningRate: Double
        package let momentum: MomentumSwitch
        /// Of the weights alone.
        package let weightDecay: Double
        package let batchSize: Int

        package init(
            steps: Int = 1, learningRate: Double = 0.1, momentum: MomentumSwitch = MomentumSwitch(),
            weightDecay: Double = 0.0002, batchSize: Int = 100
        ) {
            (self.steps, self.learningRate, self.momentum) = (steps, learningRate, momentum)
            (self.weightDecay, self.batchSize) = (weightDecay, batchSize)
            precondition(isUsable, "CD-\(steps) on \(batchSize)")
        }

        /// What is absent has its default.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let standard = Configuration()
            steps = try container.decodeIfPresent(Int.self, forKey: .steps) ?? standard.steps
            learningRate = try container.decodeIfPresent(Double.self, forKey: .learningRate) ?? standard.learningRate
            momentum = try container.decodeIfPresent(MomentumSwitch.self, forKey: .momentum) ?? standard.momentum
            weightDecay = try container.decodeIfPresent(Double.self, forKey: .weightDecay) ?? standard.weightDecay
            batchSize = try container.decodeIfPresent(Int.self, forKey: .batchSize) ?? standard.batchSize
            guard isUsable else {
                throw DecodingError.dataCorruptedError(
                    forKey: .steps, in: container,
                    debugDescription:
                        "expected from 1 to \(RandomStream.layers.count) steps and a batchSize of at least 1, "
                        + "found \(steps) and \(batchSize)")
            }
        }

        private var isUsable: Bool { (1...RandomStream.layers.count).contains(steps) && batchSize >= 1 }
    }

    /// A momentum that rises once, when the first steps have found a direction.
    package struct MomentumSwitch: Codable, Equatable, Sendable {
        package let initial: Double, final: Double
        /// Epochs with the initial one.
        package let epochs: Int

        package init(initial: Double = 0.5, final: Double = 0.9, epochs: Int = 5) {
            (self.initial, self.final, self.epochs) = (initial, final, epochs)
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let standard = MomentumSwitch()
            initial = try container.decodeIfPresent(Double.self, forKey: .initial) ?? standard.initial
            final = try container.decodeIfPresent(Double.self, forKey: .final) ?? standard.final
            epochs = try container.decodeIfPresent(Int.self, forKey: .epochs) ?? standard.epochs
        }

        /// In an epoch counted from 0.
        package func value(inEpoch epoch: Int) -> Double { epoch < epochs ? initial : final }
    }
}
