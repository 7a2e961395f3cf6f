import Codecs
import CompressedFiles
import EntropyCoding
import LearnedCodecs
import ModelCompression
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Compressed models")
struct CompressedModelTests {
    @Test("float32 gives the same half back, bit for bit")
    func lossless() throws {
        let half = try smallHalf()
        let read = try CompressedModel(decoding: CompressedModel(half, by: WeightScheme(.float32), seed: 1).encoded())
        #expect(try read.decoderHalf().encoded() == half.encoded())
    }

    @Test(
        "a file is read back as the half that its writer knows, whatever stands for the weights and codes them",
        arguments: [
            WeightScheme(.float16), WeightScheme(.even(levels: 255)), WeightScheme(.even(levels: 15), coder: .huffman),
            WeightScheme(.shared(levels: 16), prunedPercent: 50, coder: .rans), WeightScheme(.shared(levels: 2)),
            WeightScheme(.even(levels: 255), prunedPercent: 90, coder: .adaptiveRANS),
            WeightScheme(.product(levels: 8, dimension: 4), coder: .rans),
            WeightScheme(.product(levels: 256, dimension: 3)),
        ])
    func roundTrip(scheme: WeightScheme) throws {
        let half = try smallHalf()
        let written = try CompressedModel(half, by: scheme, seed: 1)
        let bytes = written.encoded()
        let read = try CompressedModel(decoding: bytes)
        #expect(read.encoded() == bytes)
        #expect(try read.decoderHalf().encoded() == written.decoderHalf().encoded())
        // Levels and frequencies of codes are as they were: files stay readable.
        #expect(try read.decoderHalf().quantizers == half.quantizers)
        #expect(try bytes.count < half.encoded().count)
    }

    @Test("8-bit integers err by half a step at most, half precision by 2⁻¹¹ of the number")
    func error() throws {
        let half = try smallHalf()
        func weights(_ numbers: WeightScheme.Numbers) throws -> [(Float, Float)] {
            let copy = try CompressedModel(half, by: WeightScheme(numbers), seed: 1).decoderHalf().network
            return Array(zip(half.network.parameters[0].value.elements, copy.parameters[0].value.elements))
        }
        let furthest = half.network.parameters[0].value.elements.map(abs).max() ?? 0
        #expect(try weights(.even(levels: 255)).allSatisfy { abs($0 - $1) <= furthest / 127 * 0.5001 })
        #expect(try weights(.float16).allSatisfy { abs($0 - $1) <= abs($0) * 0x1p-11 })
    }

    @Test("pruned weights are zero, and as many as was asked for", arguments: [0, 20, 95])
    func pruned(percent: Int) throws {
        let half = try smallHalf()
        for numbers in [WeightScheme.Numbers.even(levels: 255), .shared(levels: 16)] {
            let scheme = WeightScheme(numbers, prunedPercent: percent, coder: .rans)
            let copy = try CompressedModel(half, by: scheme, seed: 1).decoderHalf().network
            let weights = copy.parameters.filter { $0.name.hasSuffix("weight") }.flatMap { Array($0.value.elements) }
            let zeros = weights.count { $0 == 0 }
            #expect(zeros >= weights.count * percent / 100)
            // Of 8 bits, the smallest that are left may round to zero.
            if case .shared = numbers { #expect(zeros == weights.count * percent / 100) }
        }
    }

    @Test("more pruning takes fewer bytes once levels are coded")
    func sizes() throws {
        let half = try smallHalf()
        let counts = try [0, 50, 80, 95].map {
            try CompressedModel(
                half, by: WeightScheme(.even(levels: 255), prunedPercent: $0, coder: .rans), seed: 1
            ).encoded().count
        }
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test("any damaged byte is found, and any file cut short")
    func damage() throws {
        let bytes = try CompressedModel(smallHalf(), by: WeightScheme(.shared(levels: 4), coder: .huffman), seed: 1)
            .encoded()
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            #expect(throws: CompressedModelError.self) { try CompressedModel(decoding: damaged) }
            #expect(throws: CompressedModelError.self) { try CompressedModel(decoding: Array(bytes[..<index])) }
        }
    }

    @Test("what lies behind a right checksum is held to the format, and errors lie within the file")
    func malformed() throws {
        let good = try Array(
            CompressedModel(smallHalf(), by: WeightScheme(.shared(levels: 4), coder: .rans), seed: 1).encoded()
                .dropLast(4))
        var refused = 0
        var generator = Philox(seed: 8, stream: 0)
        for round in 0..<2000 {
            var bytes = good
            if round < good.count {
                bytes[round] = bytes[round] &+ UInt8.random(in: 1...255, using: &generator)
            } else {
                bytes.removeSubrange(0..<Int.random(in: 0..<good.count, using: &generator))
            }
            bytes += withUnsafeBytes(of: crc32C(bytes).littleEndian, Array.init)
            do {
                #expect(try CompressedModel(decoding: bytes).encoded() == bytes)
            } catch let error as CompressedModelError {
                #expect((0...bytes.count).contains(error.offset))
                refused += 1
            } catch let error as CompressedFileError {
                #expect((0...bytes.count).contains(error.offset))
                refused += 1
            }
        }
        #expect(refused > 1000)
    }

    @Test("a model that has diverged, and one of too many numbers, are refused when they are written")
    func unstorable() throws {
        let half = try smallHalf()
        half.network.updateParameters { parameter in
            if parameter.name == "layers.1.bias" { parameter.value.elements[3] = .nan }
        }
        #expect(throws: UnstorableModel.notFinite(tensor: "layers.1.bias")) {
            try CompressedModel(half, by: WeightScheme(.float32), seed: 1)
        }
        let wide = Network([
            .dense(inputs: 6, outputs: 300_000, activation: .identity),
            .dense(inputs: 300_000, outputs: 4, activation: .identity),
        ])
        let large = DecoderHalf(network: wide, quantizers: half.quantizers, tile: TileSize(height: 2, width: 2))
        #expect(throws: UnstorableModel.self) { try CompressedModel(large, by: WeightScheme(.float32), seed: 1) }
    }

    @Test(
        "schemes that contradict themselves are named",
        arguments: [
            WeightScheme(.float32, coder: .rans), WeightScheme(.float16, prunedPercent: 10),
            WeightScheme(.even(levels: 256)), WeightScheme(.shared(levels: 1)), WeightScheme(.shared(levels: 257)),
            WeightScheme(.product(levels: 16, dimension: 1)), WeightScheme(.shared(levels: 4), prunedPercent: 100),
            WeightScheme(.product(levels: 16, dimension: 4), prunedPercent: 10),
        ])
    func impossible(scheme: WeightScheme) { #expect(scheme.problem != nil) }

    private func smallHalf() throws -> DecoderHalf {
        let network = Network([
            .dense(inputs: 6, outputs: 30, activation: .rectifier),
            .dense(inputs: 30, outputs: 35, activation: .sigmoid),
        ])
        var generator = Philox(seed: 4, stream: 0)
        network.initialize(.normal(standardDeviation: 1), using: &generator)
        let codes = Tensor([50, 6], elements: (0..<300).map { _ in Float(generator.standardNormal()) })
        return DecoderHalf(
            network: network,
            quantizers: [CodeQuantizer(for: codes, pooled: false) { .init(.lloydMax, levels: 8, for: $0) }],
            tile: TileSize(height: 5, width: 7))
    }
}
