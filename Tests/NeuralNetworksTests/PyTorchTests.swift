import NeuralNetworks
import Randomness
import Tensors
import Testing

/// Layers, losses, optimizers and schedules against PyTorch in double precision. Errors are in units of float32's ε (1.2e-7) times the
/// largest number of the tensor, for gradients of the network.
@Suite("PyTorch gives the same numbers")
struct PyTorchTests {
    static let vectors = Result { try PyTorchVectors() }
    private let kernels = ReferenceKernels()

    @Test("networks of every kind of layer: outputs, losses, gradients and running statistics")
    func networks() throws {
        let vectors = try Self.vectors.get()
        for test in vectors.networks {
            let network = Network(try NetworkArchitecture(input: test.input, layers: test.layers))
            network.updateParameters { $0.value.elements = TensorElements(test.tensors[$0.name] ?? []) }
            network.updateStatistics { $1.elements = TensorElements(test.tensors[$0] ?? []) }
            let input = Tensor(Shape([test.examples] + test.input), elements: test.x)
            let output = Shape([test.examples] + network.architecture.output)
            let minibatch = Minibatch(
                input: input, target: test.target.map { Tensor(output, elements: $0) }, labels: test.labels)

            #expect(
                worstError(network.forward(input, using: kernels).elements, test.expected.inference) < 16,
                "\(test.name)")
            let mode = ForwardMode.training(
                TrainingStep(seed: vectors.seed, epoch: vectors.epoch, step: vectors.step))
            let trained = network.forward(input, mode: mode, using: kernels)
            #expect(worstError(trained.elements, test.expected.training) < 64, "\(test.name)")
            let objective = network.backward(
                minibatch, loss: test.loss, penalties: test.penalties, includingInput: true, using: kernels)
            #expect(abs(objective.loss - test.expected.loss) < 1e-6 * test.expected.loss, "\(test.name)")
            #expect(abs(objective.penalty - test.expected.penalty) <= 1e-6 * test.expected.penalty, "\(test.name)")

            let scale = test.expected.gradients.values.joined().map(\.magnitude).max() ?? 0
            for parameter in network.parameters {
                let expected = try #require(test.expected.gradients[parameter.name])
                let error = worstError(parameter.gradient.elements, expected, scale: scale)
                #expect(error < 64, "\(test.name): \(parameter.name)")
            }
            #expect(
                worstError(network.inputGradient.elements, test.expected.inputGradient, scale: scale) < 64,
                "\(test.name)")
            #expect(network.statistics.count == test.expected.statistics.count)
            for (name, tensor) in network.statistics {
                #expect(worstError(tensor.elements, test.expected.statistics[name] ?? []) < 8, "\(test.name): \(name)")
            }
        }
    }

    @Test("optimizers over six steps")
    func optimizers() throws {
        for test in try Self.vectors.get().optimizers {
            let network = Network([.dense(inputs: 3, outputs: 2, activation: .identity)])
            network.split(test.start) { $0.value = $1 }
            var optimizer = Optimizer(test.configuration, for: network)
            for (gradient, expected) in zip(test.gradients, test.expected) {
                network.split(gradient) { $0.gradient = $1 }
                optimizer.step(network, using: kernels)
                let found = network.parameters.flatMap(\.value.elements)
                #expect(worstError(found, expected) < 8, "\(test.name), step \(optimizer.stepCount)")
            }
        }
    }

    @Test("schedules of the learning rate, to 1e-14")
    func schedules() throws {
        for test in try Self.vectors.get().schedules {
            for (epoch, expected) in test.expected.enumerated() {
                #expect(abs(test.schedule.factor(inEpoch: epoch) - expected) < 1e-14, "\(test.name), epoch \(epoch)")
            }
        }
    }

    @Test("contrastive divergence, with the hidden states drawn from our streams")
    func machine() throws {
        let vectors = try Self.vectors.get()
        let test = vectors.machine
        let machine = BinaryRBM(
            weights: Tensor([test.visible, test.hidden], elements: test.start[0]),
            visibleBias: Tensor([test.visible], elements: test.start[1]),
            hiddenBias: Tensor([test.hidden], elements: test.start[2]))
        var training = ContrastiveDivergence(
            ContrastiveDivergence.Configuration(
                steps: 2, learningRate: 0.25, momentum: .init(initial: 0.5, final: 0.9, epochs: 1), weightDecay: 0.01,
                batchSize: test.batchSize), machine: machine, seed: vectors.seed, kernels: kernels)
        for expected in test.expected.errors {
            let error = training.runEpoch(rows: test.rows) { rows, visible in
                let elements = rows.flatMap { test.data[Int($0) * test.visible..<(Int($0) + 1) * test.visible] }
                visible = Tensor([rows.count, test.visible], elements: elements)
            }
            #expect(abs(error - expected) < 1e-5 * expected)
        }
        let trained = training.machine
        for (found, expected) in zip(
            [trained.weights, trained.visibleBias, trained.hiddenBias], test.expected.tensors)
        {
            #expect(worstError(found.elements, expected) < 16)
        }
    }
}

extension Network {
    /// Hands the parameters their parts of a list, in order.
    fileprivate func split(_ numbers: [Float], _ body: (inout Parameter, Tensor) -> Void) {
        var rest = numbers[...]
        updateParameters {
            let count = $0.value.elements.count
            body(&$0, Tensor($0.value.shape, elements: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
    }
}
