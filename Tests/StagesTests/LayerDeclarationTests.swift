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
        """

    @Test("layers are read with their defaults")
    func reading() throws {
        let (parameters, problems) = try decode(declared)
        #expect(problems == [])
        #expect(
            parameters
                == Parameters(
                    layers: [
                        .convolution(filters: 25, kernel: 3, stride: 3, padding: 1, activation: .rectifier),
                        .maximumPooling(window: 2, stride: 2),
                        .convolution(filters: 8, kernel: 3, hasBias: false),
                        .batchNormalization(activation: .rectifier),
                        .dense(inputs: 72, outputs: 10, activation: .identity),
                    ], optimizer: .sgd(learningRate: 0.01, momentum: 0.5, weightDecay: 0.001),
                    schedule: .cosine(epochs: 20)))
    }

    @Test(
        "what a declaration says wrongly is named",
        arguments: [
            ("maximumPooling", "maximalPooling", "maximalPooling"), ("window", "windows", "windows"),
            ("outputs: 10", "outputs: ten", "ten"), ("filters: 8, ", "", "filters"), ("cosine", "cosinus", "cosinus"),
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

    private func decode(_ yaml: String) throws -> (value: Parameters?, problems: [String]) {
        let declared = try #require(try DeclaredValue(parsing: yaml, file: "f"))
        var problems: [DeclarationProblem] = []
        let value = ParameterDecoder.decode(Parameters.self, from: declared, problems: &problems)
        return (value, problems.map { "\($0.position): \($0.message)" })
    }
}
