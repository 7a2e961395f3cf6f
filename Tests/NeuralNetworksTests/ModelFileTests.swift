import Foundation
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Model files")
struct ModelFileTests {
    private let network: Network = {
        let network = Network([
            .dense(inputs: 3, outputs: 2, activation: .sigmoid),
            .dense(inputs: 2, outputs: 3, activation: .hyperbolicTangent),
        ])
        var generator = Philox(seed: 1, stream: 0)
        network.initialize(.normal(standardDeviation: 1), using: &generator)
        return network
    }()

    @Test("a network survives the way through its file, and equal networks give equal bytes")
    func roundTrip() throws {
        let data = try ModelFile.encode(network)
        let copy = try ModelFile.decode(Safetensors(decoding: data))
        #expect(copy.architecture == network.architecture)
        #expect(zip(copy.parameters, network.parameters).allSatisfy { $0.value == $1.value })
        #expect(try ModelFile.encode(copy) == data)
    }

    @Test("encoder and decoder together are the network")
    func parts() throws {
        let kernels = CompiledKernels()
        let input = Tensor([1, 3], elements: [0.1, 0.5, 0.9])
        let code = network.part(0..<1).forward(input, using: kernels)
        #expect(network.part(1..<2).forward(code, using: kernels) == network.forward(input, using: kernels))
    }

    /// The decoder takes a text for UTF-16 or UTF-32 by its mark, or by zeros among the first bytes, and traps there at 513 as well.
    @Test(
        "a header, an architecture or an input that opens more arrays than the JSON decoder follows is refused, in any encoding",
        arguments: [512, 513, 514])
    func deepNesting(depth: Int) throws {
        let units = ["[", "[\u{0}", "\u{0}[", "[\u{0}\u{0}\u{0}", "\u{0}\u{0}\u{0}[", #"{"a":["#]
        let marks: [[UInt8]] = [[], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE], [0xFF, 0xFE, 0, 0]]
        for unit in units {
            let nested = String(repeating: unit, count: depth)
            for mark in marks {
                let text = mark + Array(nested.utf8)
                let header = withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) } + Data(text)
                #expect(throws: SafetensorsError(offset: 8, problem: .malformedHeader)) {
                    try Safetensors(decoding: header)
                }
            }
            let layers = #"[{"kind":"scaling","factor":2}]"#
            for metadata in [["architecture": nested], ["architecture": layers, "input": nested]] {
                #expect(throws: ModelFileError.unreadableArchitecture(metadata["architecture"] ?? "")) {
                    try ModelFile.decode(Safetensors(tensors: [], metadata: metadata))
                }
            }
        }
    }

    @Test("every file cut short is refused, and none is taken for whole")
    func truncation() throws {
        let data = try ModelFile.encode(network)
        for length in 0..<data.count {
            #expect(throws: SafetensorsError.self) { try Safetensors(decoding: data.prefix(length)) }
        }
    }

    @Test("what is wrong with a file is named with its offset")
    func damage() throws {
        let data = try ModelFile.encode(network)
        let headerLength = Int(data[0]) + Int(data[1]) << 8
        #expect(throws: SafetensorsError(offset: data.count, problem: .trailingBytes(count: 1))) {
            try Safetensors(decoding: data + [0])
        }
        var longer = data
        longer[7] = 0x7f
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: longer) }
        var malformed = data
        malformed[8] = UInt8(ascii: "[")
        #expect(throws: SafetensorsError(offset: 8, problem: .malformedHeader)) { try Safetensors(decoding: malformed) }
        for (from, to) in [("\"F32\"", "\"F16\""), ("[3,2]", "[3,9]"), ("[0,24]", "[4,28]")] {
            let header = String(decoding: data[8..<8 + headerLength], as: UTF8.self).replacing(
                from, with: to, maxReplacements: 1)
            let changed = data.prefix(8) + Data(header.utf8) + data.dropFirst(8 + headerLength)
            #expect(throws: SafetensorsError.self, "\(from) → \(to)") { try Safetensors(decoding: changed) }
        }
    }

    @Test(
        "shapes and ranges whose arithmetic overflows are refused",
        arguments: [
            "[2],\"data_offsets\":[-9223372036854775808,9223372036854775807]",
            "[2],\"data_offsets\":[9223372036854775807,-9223372036854775808]",
            "[2],\"data_offsets\":[0,9223372036854775807]", "[2],\"data_offsets\":[8,0]",
            "[4611686018427387904,4],\"data_offsets\":[0,8]", "[-1,-2],\"data_offsets\":[0,8]",
            "[0,4611686018427387904,4611686018427387904],\"data_offsets\":[0,0]", "[],\"data_offsets\":[0,8]",
            "[2],\"data_offsets\":[0]", "[2],\"data_offsets\":[]",
        ])
    func overflow(claim: String) {
        let header = Data("{\"t\":{\"dtype\":\"F32\",\"shape\":\(claim)}}".utf8)
        var data = Data()
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(header)
        data.append(Data(count: 8))
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: data) }
    }

    @Test("a file whose tensors do not fit its architecture is refused before memory is claimed for it")
    func foreignArchitecture() throws {
        let layers = #"[{"inputs":1000000,"outputs":1000000,"activation":"sigmoid"}]"#
        let file = Safetensors(
            tensors: [("layers.0.weight", Tensor([1, 1]))], metadata: ["architecture": layers])
        #expect(
            throws: ModelFileError.wrongShape(
                tensor: "layers.0.weight", expected: [1_000_000, 1_000_000], found: [1, 1])
        ) { try ModelFile.decode(file) }
        #expect(throws: ModelFileError.noArchitecture) { try ModelFile.decode(Safetensors(tensors: [])) }
        #expect(throws: ModelFileError.unreadableArchitecture("[]")) {
            try ModelFile.decode(Safetensors(tensors: [], metadata: ["architecture": "[]"]))
        }
    }
}
