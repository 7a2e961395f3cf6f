import Foundation
import ImageCompression
import NeuralNetworks
import Randomness
import Tensors
import Testing

@Suite("Representations of codes")
struct CodeRepresentationTests {
    @Test(
        "float32 and 19-digit text give the codes back to the bit",
        arguments: [CodeRepresentation.float32, .decimalText])
    func exact(representation: CodeRepresentation) throws {
        var generator = Philox(seed: 1, stream: 0)
        var values = (0..<66).map { _ in Float(generator.uniform()) }
        values.replaceSubrange(0..<4, with: [0, 1, .leastNonzeroMagnitude, 1e-30])
        let codes = Tensor([3, 22], elements: values)
        #expect(try representation.decode(representation.encode(codes), units: 22) == codes)
    }

    @Test("text takes 25 bytes a number, in the form that numpy.savetxt gives")
    func text() {
        let text = String(decoding: DecimalText.encode([0.1, 1, 0]), as: UTF8.self)
        #expect(
            text == "1.000000014901161194e-01\n1.000000000000000000e+00\n0.000000000000000000e+00\n")
        #expect(text.utf8.count == 3 * DecimalText.bytesPerNumber)
    }

    @Test("a few bits give each number back to within half a step, whatever the number of units", arguments: 1...8)
    func quantized(bits: Int) throws {
        var generator = Philox(seed: 2, stream: 0)
        for units in 1...17 {
            let codes = Tensor([5, units], elements: (0..<5 * units).map { _ in Float(generator.uniform()) })
            let representation = CodeRepresentation.uniform(bits: bits)
            let data = try representation.encode(codes)
            #expect(data.count == 5 * ((units * bits + 7) / 8))
            let decoded = try representation.decode(data, units: units)
            let halfStep = 0.5 / Float(1 << bits - 1)
            #expect(zip(codes.elements, decoded.elements).allSatisfy { abs($0 - $1) <= halfStep * 1.0001 })
            // What is on a level already stays there.
            #expect(try representation.encode(decoded) == data)
        }
    }

    @Test("saturated codes survive a single bit")
    func saturated() throws {
        let codes = Tensor([1, 9], elements: [0, 1, 1, 0, 0, 0, 1, 0, 1])
        let data = try CodeRepresentation.uniform(bits: 1).encode(codes)
        #expect([UInt8](data) == [0b0110_0010, 0b1000_0000])
        #expect(try CodeRepresentation.uniform(bits: 1).decode(data, units: 9) == codes)
    }

    @Test("files that are not of whole images are refused with both sizes")
    func damage() {
        #expect(throws: CodeFileError.wrongSize(expected: 9, found: 7)) {
            try CodeRepresentation.uniform(bits: 8).decode(Data(count: 7), units: 9)
        }
        #expect(throws: CodeFileError.malformedNumber(line: 2, text: "x")) {
            try CodeRepresentation.decimalText.decode(Data("1.0\nx\n".utf8), units: 1)
        }
        #expect(throws: CodeFileError.wrongLineCount(expected: 4, found: 3)) {
            try CodeRepresentation.decimalText.decode(Data("1\n2\n3\n".utf8), units: 2)
        }
    }

    @Test("a float32 file without codes, or of another width or number of dimensions, is refused with what it holds")
    func otherTensors() throws {
        func decode(_ name: String, _ tensor: Tensor) throws -> Tensor {
            try CodeRepresentation.float32.decode(Safetensors(tensors: [(name, tensor)]).encoded(), units: 4)
        }
        let codes = Tensor([2, 4], elements: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
        #expect(try decode("codes", codes) == codes)
        #expect(throws: CodeFileError.noCodes(tensors: ["weights"])) { try decode("weights", codes) }
        for shape in [[4, 2], [2, 2, 2], [8]] as [Shape] {
            #expect(throws: CodeFileError.wrongShape(expectedUnits: 4, found: shape)) {
                try decode("codes", Tensor(shape, elements: codes.elements))
            }
        }
    }

    @Test(
        "a value that no level stands for is refused with its image and unit",
        arguments: [Float.nan, .infinity, -.infinity])
    func notFinite(value: Float) throws {
        var elements = [Float](repeating: 0.5, count: 6)
        elements[4] = value
        let error = #expect(throws: CodeNotFinite.self) {
            try CodeRepresentation.uniform(bits: 4).encode(Tensor([2, 3], elements: elements))
        }
        let found = try #require(error)
        #expect(found.image == 1 && found.unit == 1)
        #expect("\(found.value)" == "\(value)")
    }

    @Test(
        "names and representations stand for each other",
        arguments: ["float32", "text-19", "uniform-1", "uniform-8"])
    func names(name: String) {
        #expect(CodeRepresentation(name: name)?.name == name)
    }

    @Test("other names are none", arguments: ["uniform-0", "uniform-9", "uniform-", "float16"])
    func unknownNames(name: String) {
        #expect(CodeRepresentation(name: name) == nil)
    }
}
