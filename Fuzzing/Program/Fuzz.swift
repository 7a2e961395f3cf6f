import CAllocationLimit
import Foundation

/// libFuzzer's entry: gives some bytes to the reader that the environment names.
///
/// An input may hold 64 MiB at a time; what it declares to decode to is ``mostDeclared`` at most, and counts among these. It may take a
/// second of the processor's time: how long a busy machine lets it wait says nothing. One that never ends is left to libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let (bytes, read) = (Array(UnsafeBufferPointer(start: start, count: count)), fuzzedReader)
    let began = processorSeconds()
    beginAllocationLimit(64 << 20)
    read(bytes)
    endAllocationLimit()
    let seconds = processorSeconds() - began
    expect(seconds < 1, "an input that takes \(seconds) seconds")
    return 0
}

private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Samples that an input may declare; larger files are read up to the point where their samples would be decoded.
///
/// The readers' loops are the same for more, and a fuzzer gets on by many small inputs.
let mostDeclared = 1 << 16

/// A reader of bytes that anyone may have written, which traps where the bytes give neither a result nor an error within them.
typealias FuzzedReader = ([UInt8]) -> Void

private func makeReader(_ name: String) -> FuzzedReader? {
    switch name {
    case "adaptive-rans": readAdaptiveRANS
    case "anymap": readAnymap
    case "classical": readClassicalParts
    case "compressed-model": readCompressedModel
    case "container": FixedModel().readContainer
    case "gzip": NamelessFile().readGzip
    case "huffman": readHuffman
    case "idx": readIDX
    case "learned": FixedModel().readParts
    case "lossless": readLosslessParts
    case "model": readModel
    case "pictures": readPictures
    case "rans": readRANS
    case "safetensors": readSafetensors
    default: nil
    }
}

// libFuzzer calls from one thread.
nonisolated(unsafe) private let fuzzedReader: FuzzedReader = {
    let name = ProcessInfo.processInfo.environment["FUZZ_READER"] ?? ""
    guard let reader = makeReader(name) else {
        fatalError("FUZZ_READER: expected the name of a folder in Fuzzing/corpus/, found “\(name)”")
    }
    return reader
}()

/// Holds a claim about what was read.
func expect(_ claim: Bool, _ text: @autoclosure () -> String) {
    if !claim { fatalError(text()) }
}

/// Holds an error to its promise: it lies within the bytes that were read, and can be told.
func expectWithin(_ count: Int, _ offset: Int, _ error: some Error) {
    let text = "\(error)"
    expect((0...count).contains(offset), "offset \(offset) of \(count) bytes: \(text)")
}

/// An error that a reader does not promise.
func unexpected(_ error: any Error) -> Never { fatalError("an error of another kind: \(error)") }
