import ImageCompression
import NeuralNetworks
import Tensors
import Testing

@Suite("Classification")
struct ClassificationTests {
    @Test("answers are the largest number's class, and accuracy and cross-entropy are told by class")
    func answers() throws {
        let logits = Tensor([4, 3], elements: [9, 1, 0, 0, 5, 5, 0, 1, 2, 3, 3, 3])
        let answers = Classification(logits: logits, labels: [0, 2, 2, 1], using: CompiledKernels())
        #expect(answers.predictions == [0, 1, 2, 0])
        #expect(answers.accuracy() == 0.5 && answers.accuracy(ofClass: 2) == 0.5 && answers.accuracy(ofClass: 1) == 0)
        #expect(answers.confusion == [[1, 0, 0], [1, 0, 0], [0, 1, 1]])
        #expect(answers.accuracy(ofClass: 0) == 1)
        // Three equal numbers: ln 3.
        #expect(abs(answers.crossEntropy(ofClass: 1) - 1.0986123) < 1e-6)
        // ln(1 + e⁵ + e⁵) − 5 and ln(1 + e + e²) − 2.
        #expect(abs(answers.crossEntropy(ofClass: 2) - (0.6965103 + 0.4076060) / 2) < 1e-6)
    }

    @Test("classifiers end in a row of classes, and declarations that do not are refused")
    func architecture() throws {
        #expect(throws: ClassifierError.noClasses([6, 6, 1])) {
            try ClassifierArchitecture(
                input: [6, 6, 1], layers: [.convolution(filters: 1, kernel: 3, padding: 1, activation: .sigmoid)])
        }
        let classifier = try ClassifierArchitecture(
            input: [6, 6, 1], layers: [.dense(inputs: 36, outputs: 4, activation: .identity)])
        #expect(classifier.classes == 4 && classifier.pixels == 36)
    }
}

@Suite("McNemar's test")
struct McNemarTests {
    @Test(
        "the exact two-sided probability",
        arguments: [
            (0, 0, 1.0), (5, 5, 1), (10, 2, 158.0 / 4096), (1, 5, 14.0 / 64), (0, 100, 0x1p-99),
            (1000, 1200, 2.1817026e-05), (300, 41, 8.7753788e-50),
        ])
    func probabilities(first: Int, second: Int, expected: Double) {
        let found = McNemarTest(onlyFirst: first, onlySecond: second).probability
        #expect(abs(found - expected) <= 1e-6 * expected, "\(found)")
        #expect(found == McNemarTest(onlyFirst: second, onlySecond: first).probability)
    }

    @Test("what cannot be told from 0 in Double is 0")
    func underflow() {
        #expect(McNemarTest(onlyFirst: 0, onlySecond: 2000).probability == 0)
        #expect(McNemarTest(onlyFirst: 5000, onlySecond: 5000).probability == 1)
    }
}

@Suite("Magnitude pruning")
struct MagnitudePruningTests {
    @Test("the smallest weights of all networks together go, and biases stay")
    func smallestFirst() {
        let networks = [
            Network([.dense(inputs: 2, outputs: 2, activation: .identity)]),
            Network([.dense(inputs: 2, outputs: 1, activation: .identity)]),
        ]
        let values: [[Float]] = [[0.5, -0.1, 0.3, -0.9], [0.2, -0.4]]
        for (network, numbers) in zip(networks, values) {
            network.updateParameters { parameter in
                let count = parameter.value.elements.count
                parameter.value.elements =
                    count == numbers.count
                    ? TensorElements(numbers) : TensorElements(repeating: 0.01, count: count)
            }
        }
        let result = MagnitudePruning.prune(networks, percent: 50)
        #expect(result.weights == 6 && result.kept == 3)
        #expect(networks[0].parameters.map(\.value.elements) == [[0.5, 0, 0, -0.9], [0.01, 0.01]])
        #expect(networks[1].parameters.map(\.value.elements) == [[0, -0.4], [0.01]])
        #expect(MagnitudePruning.prune(networks, percent: 0) == result)
        #expect(MagnitudePruning.prune(networks, percent: 100).kept == 0)
    }
}
