import Foundation
import LearnedCodecs
import NeuralNetworks
import Testing

@Suite("Model files that anyone may have written")
struct HostileModelTests {
    @Test(
        "halves whose header, architecture or input opens more arrays than the JSON decoder follows are refused",
        arguments: [512, 513, 514])
    func deepNesting(depth: Int) throws {
        let nested = String(repeating: "[", count: depth)
        let header = withUnsafeBytes(of: UInt64(depth).littleEndian) { Data($0) } + Data(nested.utf8)
        let malformedHeader = SafetensorsError(offset: 8, problem: .malformedHeader)
        #expect(throws: malformedHeader) { try DecoderHalf(decoding: header) }
        #expect(throws: malformedHeader) { try EncoderHalf(decoding: header, for: []) }
        for var metadata in [["architecture": nested], ["architecture": "[]", "input": nested]] {
            metadata["decoder"] = ""
            let file = Safetensors(tensors: [], metadata: metadata).encoded()
            let unreadable = ModelFileError.unreadableArchitecture(metadata["architecture"] ?? "")
            #expect(throws: unreadable) { try DecoderHalf(decoding: file) }
            #expect(throws: unreadable) { try EncoderHalf(decoding: file, for: []) }
        }
    }
}
