import Foundation
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Architectures")
struct ArchitectureTests {
    @Test("shapes follow from the layers")
    func shapes() throws {
        let architecture = try NetworkArchitecture(
            input: [28, 28, 1],
            layers: [
                .convolution(filters: 25, kernel: 3, stride: 3, padding: 1), .maximumPooling(window: 2, stride: 2),
                .convolution(filters: 10, kernel: 3, stride: 2, padding: 1), .maximumPooling(window: 2, stride: 1),
                .transposedConvolution(filters: 25, kernel: 3, stride: 2),
                .transposedConvolution(filters: 10, kernel: 5, stride: 3, padding: 1),
                .transposedConvolution(filters: 1, kernel: 2, stride: 2, padding: 1),
            ])
        #expect(
            architecture.outputShapes == [
                [10, 10, 25], [5, 5, 25], [3, 3, 10], [2, 2, 10], [5, 5, 25], [15, 15, 10], [28, 28, 1],
            ])
        #expect(architecture.parameterCount == 25 * 10 + 10 * 226 + 25 * 91 + 10 * 626 + 41)
    }

    static let misfits: [(input: [Int], layers: [LayerArchitecture], error: ArchitectureError)] = [
        ([3], [], .noLayers),
        ([3, 3], [.dropout(rate: 0.5)], .unusableInput([3, 3])),
        ([0], [.dropout(rate: 0.5)], .unusableInput([0])),
        (
            [3], [.dense(inputs: 4, outputs: 1, activation: .identity)],
            .wrongInput(layer: 0, expected: "4 numbers", found: [3])
        ),
        ([3], [.upsampling(factor: 2)], .wrongInput(layer: 0, expected: "images", found: [3])),
        ([3], [.dropout(rate: 1)], .unusableNumber(layer: 0, name: "rate")),
        ([3], [.dropout(rate: .nan)], .unusableNumber(layer: 0, name: "rate")),
        // One, and infinite, in single precision.
        ([3], [.dropout(rate: 0.999_999_99)], .unusableNumber(layer: 0, name: "rate")),
        ([2, 2, 3], [.channelDropout(rate: 0.999_999_99)], .unusableNumber(layer: 0, name: "rate")),
        ([3], [.gaussianNoise(standardDeviation: 1e300)], .unusableNumber(layer: 0, name: "standardDeviation")),
        ([3], [.scaling(factor: 0)], .unusableNumber(layer: 0, name: "factor")),
        ([3], [.scaling(factor: 1e300)], .unusableNumber(layer: 0, name: "factor")),
        ([3], [.batchNormalization(epsilon: 0)], .unusableNumber(layer: 0, name: "epsilon")),
        ([3], [.gaussianNoise(standardDeviation: -1)], .unusableNumber(layer: 0, name: "standardDeviation")),
        ([4, 4, 1], [.convolution(filters: 1, kernel: 3, stride: 0)], .unusableNumber(layer: 0, name: "stride")),
        ([4, 4, 1], [.convolution(filters: -1, kernel: 3)], .unusableNumber(layer: 0, name: "filters")),
        ([4, 4, 1], [.convolution(filters: 1, kernel: 3, padding: 3)], .unusableNumber(layer: 0, name: "padding")),
        (
            [4, 4, 1], [.convolution(filters: 1, kernel: 3, hasBias: false, activation: .sigmoid)],
            .unusableNumber(layer: 0, name: "activation without a bias")
        ),
        (
            [4, 4, 1], [.convolution(filters: 1, kernel: 5)],
            .wrongInput(layer: 0, expected: "images of at least its kernel", found: [4, 4, 1])
        ),
        (
            [4, 4, 1], [.transposedConvolution(filters: 1, kernel: 3, stride: 1 << 10), .upsampling(factor: 1 << 10)],
            .unusableOutput(layer: 1, shape: [3075 << 10, 3075 << 10, 1])
        ),
        (
            [4, 4, 1], [.unpooling(layer: 0)],
            .wrongReference(layer: 0, to: 0, expected: "an earlier pooling layer")
        ),
        (
            [4], [.tiedDense(layer: -1, activation: .identity)],
            .wrongReference(layer: 0, to: -1, expected: "an earlier dense layer")
        ),
        ([64], [.reshaping(to: [1, 1, 64]), .upsampling(factor: 512)], .tooManyNumbers(layer: 1)),
        ([4], [.reshaping(to: [2, 2])], .wrongInput(layer: 0, expected: "as many numbers as [2, 2]", found: [4])),
        (
            [4], [.reshaping(to: [1 << 62, 4, 1])],
            .wrongInput(layer: 0, expected: "as many numbers as [4611686018427387904, 4, 1]", found: [4])
        ),
    ]

    @Test("layers that do not fit are named, whatever their numbers", arguments: misfits)
    func refusal(input: [Int], layers: [LayerArchitecture], error: ArchitectureError) {
        #expect(throws: error) { try NetworkArchitecture(input: input, layers: layers) }
    }

    @Test("a network has as many layers as there are streams for them")
    func depth() throws {
        let layers = [LayerArchitecture](repeating: .dropout(rate: 0.5), count: 4096)
        #expect(throws: ArchitectureError.tooManyLayers(4096)) { try NetworkArchitecture(input: [3], layers: layers) }
        #expect(try NetworkArchitecture(input: [3], layers: layers.dropLast()).layers.count == 4095)
    }

    static let everyKind: [LayerArchitecture] = [
        .gaussianNoise(standardDeviation: 0.25), .convolution(filters: 4, kernel: 3, padding: 1, hasBias: false),
        .batchNormalization(activation: .rectifier), .maximumPooling(window: 2, stride: 2), .channelDropout(rate: 0.25),
        .unpooling(layer: 3), .transposedConvolution(filters: 2, kernel: 2, stride: 2, activation: .hyperbolicTangent),
        .dense(inputs: 288, outputs: 6, activation: .sigmoid), .dropout(rate: 0.5),
        .scaling(factor: 0.5), .tiedDense(layer: 7, activation: .sigmoid), .reshaping(to: [12, 12, 2]),
        .upsampling(factor: 2),
        .convolution(filters: 1, kernel: 3, stride: 2, padding: 1, activation: .sigmoid),
    ]

    @Test("a network of every kind of layer survives the way through its file, running statistics too")
    func roundTrip() throws {
        let kernels = CompiledKernels()
        let network = Network(NetworkArchitecture(known: Self.everyKind, input: [6, 6, 1]))
        var generator = Philox(seed: 2, stream: 0)
        network.initialize(.pyTorchDefault, using: &generator)
        let input = Tensor([5, 6, 6, 1], elements: (0..<180).map { _ in Float(generator.uniform()) })
        network.forward(input, mode: .training(TrainingStep(seed: 1, epoch: 0, step: 0)), using: kernels)
        #expect(network.statistics.map(\.name) == ["layers.2.runningMean", "layers.2.runningVariance"])
        #expect(network.statistics[1].tensor.elements.allSatisfy { $0 != 1 })

        let data = try ModelFile.encode(network)
        let copy = try ModelFile.decode(Safetensors(decoding: data))
        #expect(copy.architecture == network.architecture)
        #expect(copy.forward(input, using: kernels) == network.forward(input, using: kernels))
        #expect(try ModelFile.encode(copy) == data)
        // Nothing is drawn in inference: the same again.
        #expect(copy.forward(input, using: kernels) == network.forward(input, using: kernels))
    }

    @Test("encoder and decoder are the network, where tied weights are parted from their layer and where not")
    func parts() {
        let kernels = CompiledKernels()
        let network = Network(
            NetworkArchitecture(
                known: [
                    .convolution(filters: 2, kernel: 2, activation: .sigmoid),
                    .dense(inputs: 18, outputs: 5, activation: .sigmoid),
                    .dense(inputs: 5, outputs: 3, activation: .sigmoid), .tiedDense(layer: 2, activation: .sigmoid),
                    .tiedDense(layer: 1, activation: .sigmoid),
                ], input: [4, 4, 1]))
        var generator = Philox(seed: 3, stream: 0)
        network.initialize(.heNormal, using: &generator)
        let input = Tensor([2, 4, 4, 1], elements: (0..<32).map { _ in Float(generator.uniform()) })
        let output = network.forward(input, using: kernels)
        for half in 1..<5 {
            let code = network.part(0..<half).forward(input, using: kernels)
            let decoder = network.part(half..<5)
            let rows = Tensor(Shape([2] + decoder.architecture.input), elements: code.elements)
            #expect(decoder.forward(rows, using: kernels) == output, "parted before layer \(half)")
        }
        #expect(
            network.part(3..<5).architecture.layers == [
                .dense(inputs: 3, outputs: 5, activation: .sigmoid),
                .dense(inputs: 5, outputs: 18, activation: .sigmoid),
            ])
    }

    @Test("layers as JSON: a dense layer needs no kind, and every kind comes back")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let dense = LayerArchitecture.dense(inputs: 3, outputs: 2, activation: .sigmoid)
        #expect(
            String(decoding: try encoder.encode(dense), as: UTF8.self)
                == #"{"activation":"sigmoid","inputs":3,"outputs":2}"#)
        let data = try encoder.encode(Self.everyKind)
        #expect(try JSONDecoder().decode([LayerArchitecture].self, from: data) == Self.everyKind)
        #expect(
            String(decoding: try encoder.encode(LayerArchitecture.unpooling(layer: 3)), as: UTF8.self)
                == #"{"kind":"unpooling","layer":3}"#)
    }

    @Test(
        "a file whose architecture is not one, or asks for what the file lacks, is refused",
        arguments: [
            (#"[{"kind":"upsampling","factor":1024}]"#, "[1048576,1048576,1048576]"),
            (#"[{"kind":"reshaping","shape":[1,1,64]},{"kind":"upsampling","factor":512}]"#, "[64]"),
            (#"[{"kind":"unpooling","layer":7}]"#, "[2,2,1]"), (#"[{"kind":"wavelet"}]"#, "[2]"),
            (#"[{"kind":"dropout","rate":0.5}]"#, "[]"), (#"[{"kind":"dropout","rate":0.5}]"#, "nothing"),
            (#"[{"kind":"reshaping","shape":[4611686018427387904,4]}]"#, "[4]"),
            (
                #"[{"kind":"convolution","filters":9223372036854775807,"kernel":9223372036854775807,"stride":1,"padding":0,"#
                    + #""hasBias":true,"activation":"identity"}]"#, "[4,4,1]"
            ),
        ])
    func hostileArchitecture(layers: String, input: String) {
        let file = Safetensors(tensors: [], metadata: ["architecture": layers, "input": input])
        #expect(throws: ModelFileError.unreadableArchitecture(layers)) { try ModelFile.decode(file) }
    }

    @Test("a convolution of the largest sizes is refused for the tensor that its file lacks, before memory is claimed")
    func largestConvolution() {
        let layers =
            #"[{"kind":"convolution","filters":1,"kernel":1024,"stride":1,"padding":1023,"hasBias":false,"#
            + #""activation":"identity"}]"#
        let file = Safetensors(tensors: [], metadata: ["architecture": layers, "input": "[1,1,1048576]"])
        #expect(throws: ModelFileError.missingTensor("layers.0.weight")) { try ModelFile.decode(file) }
    }
}
