import Foundation
import ModelExport
import NeuralNetworks
import Tensors
import Testing

/// Holds the exporter against the package `onnx`, which wrote the same models, and onnxruntime, which ran them: see
/// Reference/make_models.py.
@Suite("Models as ONNX")
struct ONNXModelTests {
    @Test(
        "a network becomes, to the byte, the model that the package onnx makes node by node",
        arguments: ["tied", "images", "shapes", "nothing"])
    func bytes(name: String) throws {
        let expected = try #require(try Reference.models()[name])
        let found = try ONNXModel.encode(try Reference.network(name), name: name, metadata: ["stage": "trial"])
        #expect(found == expected.onnx)
    }

    @Test(
        "onnxruntime makes of that model what the network makes of the same numbers",
        arguments: ["tied", "images", "shapes", "nothing"])
    func outputs(name: String) throws {
        let expected = try #require(try Reference.models()[name]).output
        let network = try Reference.network(name)
        let shape = Shape([2] + network.architecture.input)
        let output = network.forward(
            Tensor(shape, elements: Reference.numbers(shape.count)), using: CompiledKernels())
        #expect(output.elements.count == expected.count)
        let difference = zip(output.elements, expected).map { abs($0 - $1) }.max() ?? 0
        let largest = expected.map { abs($0) }.max() ?? 0
        #expect(difference < 1e-6 * max(1, largest))
    }

    @Test(
        "un-pooling of overlapping windows, which adds up here and not in ONNX, is refused with the layer and a way on")
    func overlap() throws {
        let network = Network(
            NetworkArchitecture(
                known: [.maximumPooling(window: 3, stride: 2), .unpooling(layer: 0)], input: [5, 5, 1]))
        #expect(throws: ONNXError.overlappingUnpooling(layer: 1, window: 3, stride: 2)) {
            try ONNXModel.encode(network, name: "overlap")
        }
    }
}

private enum Reference {
    struct Model: Decodable {
        let onnx: Data
        let output: [Float]
    }

    static func models() throws -> [String: Model] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/models.json")
        return try JSONDecoder().decode([String: Model].self, from: Data(contentsOf: file))
    }

    /// The networks that make_models.py writes, with its numbers.
    static func network(_ name: String) throws -> Network {
        let network = Network(try #require(architectures[name]))
        network.updateParameters {
            $0.value.elements = TensorElements(numbers($0.value.elements.count).map { $0 - 0.375 })
        }
        network.updateStatistics { name, statistic in
            let offset: Float = name.hasSuffix("runningVariance") ? 0.5 : -0.375
            statistic.elements = TensorElements(numbers(statistic.elements.count).map { $0 + offset })
        }
        return network
    }

    static func numbers(_ count: Int) -> [Float] { (0..<count).map { Float($0 * 5 % 16) / 16 } }

    private static let architectures = [
        "tied": NetworkArchitecture(
            known: [
                .dense(inputs: 3, outputs: 2, activation: .sigmoid),
                .tiedDense(layer: 0, activation: .hyperbolicTangent),
            ]),
        "images": NetworkArchitecture(
            known: [
                .convolution(filters: 3, kernel: 3, padding: 1, hasBias: false),
                .batchNormalization(activation: .rectifier),
                .maximumPooling(window: 2, stride: 2), .channelDropout(rate: 0.5), .unpooling(layer: 2),
                .upsampling(factor: 2),
                .transposedConvolution(filters: 2, kernel: 3, padding: 1, activation: .sigmoid),
            ], input: [5, 5, 2]),
        "shapes": NetworkArchitecture(
            known: [
                .reshaping(to: [2, 3, 2]), .transposedConvolution(filters: 1, kernel: 2, stride: 2),
                .gaussianNoise(standardDeviation: 1), .dense(inputs: 24, outputs: 4, activation: .identity),
                .batchNormalization(epsilon: 1e-3), .scaling(factor: 255),
            ], input: [12]),
        "nothing": NetworkArchitecture(known: [.dropout(rate: 0.5)], input: [3]),
    ]
}
