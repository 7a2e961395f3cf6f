import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Restricted Boltzmann machines")
struct BinaryRBMTests {
    @Test("contrastive divergence lowers the reconstruction's error, with the same bits at every level")
    func learning() {
        let (errors, expected) = train(ReferenceKernels())
        #expect((errors.last ?? 9) < 0.5 * errors[0])
        for level in InstructionSetLevel.allCases {
            guard let kernels = CompiledKernels(level: level) else { continue }
            let (found, machine) = train(kernels)
            #expect(found == errors, "level \(level.rawValue)")
            #expect(machine.weights == expected.weights && machine.hiddenBias == expected.hiddenBias)
            #expect(machine.visibleBias == expected.visibleBias)
        }
    }

    @Test("weights start from N(0, 0.1²) and biases from zero")
    func start() {
        var generator = Philox(seed: 1, stream: 0)
        let machine = BinaryRBM(visible: 100, hidden: 100, using: &generator)
        let variance = machine.weights.elements.map { Double($0) * Double($0) }.reduce(0, +) / 10_000
        #expect(abs(variance - 0.01) < 0.001)
        #expect(machine.visibleBias == Tensor([100]) && machine.hiddenBias == Tensor([100]))
    }

    @Test("the momentum switches after its epochs")
    func momentum() {
        let momentum = ContrastiveDivergence.MomentumSwitch()
        #expect((0..<7).map(momentum.value(inEpoch:)) == [0.5, 0.5, 0.5, 0.5, 0.5, 0.9, 0.9])
    }

    @Test("an unrolled stack goes up as the machines do, and down through their transposes")
    func unrolling() {
        let kernels = CompiledKernels()
        var generator = Philox(seed: 2, stream: 0)
        let machines = [(6, 5), (5, 3)].map { visible, hidden in
            BinaryRBM(
                weights: Tensor(
                    [visible, hidden], elements: (0..<visible * hidden).map { _ in Float(generator.uniform()) }),
                visibleBias: Tensor([visible], elements: (0..<visible).map { _ in Float(generator.uniform()) }),
                hiddenBias: Tensor([hidden], elements: (0..<hidden).map { _ in Float(generator.uniform()) }))
        }
        let input = Tensor([2, 6], elements: (0..<12).map { _ in Float(generator.uniform()) })
        var (middle, code) = (Tensor([0, 5]), Tensor([0, 3]))
        machines[0].hiddenProbabilities(of: input, into: &middle, using: kernels)
        machines[1].hiddenProbabilities(of: middle, into: &code, using: kernels)
        let network = BinaryRBM.unrolled(machines)
        #expect(network.part(0..<2).forward(input, using: kernels) == code)

        var expected = Tensor([2, 5])
        kernels.multiply(
            .plain(code), .transposed(machines[1].weights), addingBias: machines[1].visibleBias, activation: .sigmoid,
            into: &expected)
        #expect(network.part(2..<3).forward(code, using: kernels) == expected)
        #expect(
            network.architecture.layers == [
                .dense(inputs: 6, outputs: 5, activation: .sigmoid),
                .dense(inputs: 5, outputs: 3, activation: .sigmoid),
                .dense(inputs: 3, outputs: 5, activation: .sigmoid),
                .dense(inputs: 5, outputs: 6, activation: .sigmoid),
            ])
    }

    @Test("a training goes on from its checkpoint to the same bits, and refuses another machine's")
    func resuming() throws {
        let undisturbed = training(epochs: 6).checkpoint(note: "")
        var resumed = training(epochs: 0)
        #expect(try resumed.restore(training(epochs: 3).checkpoint(note: "half")) == "half")
        run(&resumed, epochs: 3)
        #expect(resumed.checkpoint(note: "") == undisturbed)
        for name in ["weights", "velocity.hiddenBias"] {
            var file = try Safetensors(decoding: undisturbed)
            file.tensors = file.tensors.map { $0.name == name ? (name, Tensor([1])) : $0 }
            #expect(throws: CheckpointError.missingState(name)) { try resumed.restore(file.encoded()) }
        }
        var file = try Safetensors(decoding: undisturbed)
        file.metadata["epoch"] = "-1"
        #expect(throws: CheckpointError.noProgress) { try resumed.restore(file.encoded()) }
    }

    private func train(_ kernels: any Kernels) -> (errors: [Double], machine: BinaryRBM) {
        var training = training(epochs: 0, kernels)
        let errors = run(&training, epochs: 15)
        return (errors, training.machine)
    }

    private func training(epochs: Int, _ kernels: any Kernels = CompiledKernels()) -> ContrastiveDivergence {
        var generator = Philox(seed: 6, stream: 0)
        let machine = BinaryRBM(visible: 12, hidden: 7, using: &generator)
        var training = ContrastiveDivergence(
            .init(learningRate: 0.3, batchSize: 8), machine: machine, seed: 9, kernels: kernels)
        run(&training, epochs: epochs)
        return training
    }

    @discardableResult
    private func run(_ training: inout ContrastiveDivergence, epochs: Int) -> [Double] {
        let bytes = (0..<40).flatMap { row in (0..<12).map { UInt8($0 % 4 == row % 4 ? 250 : 5) } }
        let rows = ByteMatrix(rows: 40, columns: 12, bytes: bytes)
        let kernels = CompiledKernels()
        return (0..<epochs).map { _ in
            training.runEpoch(rows: 40) { kernels.gather($0, of: rows, into: &$1) }
        }
    }
}
