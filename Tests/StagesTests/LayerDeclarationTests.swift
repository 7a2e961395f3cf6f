import Foundation
import NeuralNetworks
import Pipeline
import Testing

/// Layers, optimizers and schedules as a stage's parameters name them.
@Suite("Declared networks")
struct LayerDeclarationTests {
    private struct Parameters: Codable, Equatable {
        let layers: [LayerArchitecture]
        let optimizer: OptimizerConfiguration
        let schedule: LearningRateSchedule
        let penalty: ActivationPenalty
        let machine: ContrastiveDivergence.Configuration
    }

    private let declared = """
        layers:
          - {kind: convolution, filters: 25, kernel: 3, stride: 3, padding: 1, activation: rectifier}
          - {kind: maximumPooling, window: 2, stride: 2}
          - {kind: convolution, filters: 8, kernel: 3, hasBias: false, activation: identity}
          - {kind: batchNormalization, activation: rectifier}
          - {inputs: 72, outputs: 10, activation: identity}
        optimizer: {sgd: {learningRate: 0.01, momentum: 0.5, weightDecay: 0.001}}
        schedule: {cosine: {epochs: 20}}
        penalty: {layer: 3, kind: {sparsity: {target: 0.05, weight: 0.5}}}
        machine: {learningRate: 0.05, momentum: {final: 0.8}}
        """

    @Test("layers are read with their defaults")
    func reading() throws {
        let (parameters, problems) = try decode(declared)
        #expect(problems == [])
        let layers: [LayerArchitecture] = [
            .convolution(filters: 25, kernel: 3, stride: 3, padding: 1, activation: .rectifier),
            .maximumPooling(window: 2, stride: 2), .convolution(filters: 8, kernel: 3, hasBias: false),
            .batchNormalization(activation: .rectifier), .dense(inputs: 72, outputs: 10, activation: .identity),
        ]
        let expected = Parameters(
            layers: layers, optimizer: .sgd(learningRate: 0.01, momentum: 0.5, weightDecay: 0.001),
            schedule: .cosine(epochs: 20), penalty: ActivationPenalty(layer: 3, .sparsity(target: 0.05, weight: 0.5)),
            machine: .init(learningRate: 0.05, momentum: .init(final: 0.8)))
        #expect(parameters == expected)
    }

    @Test(
        "what a declaration says wrongly is named",
        arguments: [
            ("maximumPooling", "maximalPooling", "maximalPooling"), ("window", "windows", "windows"),
            ("outputs: 10", "outputs: ten", "ten"), ("filters: 8, ", "", "filters"), ("cosine", "cosinus", "cosinus"),
            ("epochs: 20", "epochs: 0", "epochs: expected at least 1, found 0"), ("epochs: 20", "epoch: 20", "epoch"),
            ("cosine: {epochs: 20}", "step: {epochs: -1, factor: 0.5}", "expected at least 1, found -1"),
            ("cosine: {epochs: 20}", "step: {epochs: 9}", "factor"),
            ("{cosine: {epochs: 20}}", "{constant: {}, exponential: {factor: 1}}", "one of its kinds"),
            ("target: 0.05", "target: 1", "between 0 and 1, found 1"), ("target: 0.05", "target: 0", "found 0"),
            ("final: 0.8", "finally: 0.8", "finally"), ("learningRate: 0.05", "steps: 0", "found 0 and 100"),
            ("learningRate: 0.05", "steps: 4096", "from 1 to 4095 steps"),
            ("learningRate: 0.05", "batchSize: 0", "found 1 and 0"),
            ("learningRate: 0.05", "batchSize: ten", "ten"),
        ])
    func problems(from: String, to: String, named: String) throws {
        let (parameters, problems) = try decode(declared.replacing(from, with: to))
        #expect(parameters == nil)
        #expect(problems.contains { $0.contains(named) }, "\(problems)")
    }

    @Test("an optimizer without weight decay has the key that it had before there was one")
    func keys() throws {
        let optimizer = OptimizerConfiguration.adam(learningRate: 0.001)
        #expect(
            try CanonicalEncoder.encode(optimizer)
                == .object([
                    "adam": .object([
                        "learningRate": .double(0.001), "beta1": .double(0.9), "beta2": .double(0.999),
                        "epsilon": .double(1e-8),
                    ])
                ]))
    }

    @Test(
        "schedules are written as the compiler's own coding writes them, and read again",
        arguments: [
            (LearningRateSchedule.constant, #"{"constant":{}}"#),
            (.step(epochs: 4, factor: 0.5), #"{"step":{"epochs":4,"factor":0.5}}"#),
            (.exponential(factor: 0.5), #"{"exponential":{"factor":0.5}}"#),
            (.cosine(epochs: 20), #"{"cosine":{"epochs":20}}"#),
        ])
    func schedules(schedule: LearningRateSchedule, text: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(schedule), as: UTF8.self) == text)
        #expect(try JSONDecoder().decode(LearningRateSchedule.self, from: Data(text.utf8)) == schedule)
    }

    private func decode(_ yaml: String) throws -> (value: Parameters?, problems: [String]) {
        let declared = try #require(try DeclaredValue(parsing: yaml, file: "f"))
        var problems: [DeclarationProblem] = []
        let value = ParameterDecoder.decode(Parameters.self, from: declared, problems: &problems)
        return (value, problems.map { "\($0.position): \($0.message)" })
    }
}
