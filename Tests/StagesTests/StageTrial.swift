import Files
import Foundation
import Pipeline
import Stages
import TestSupport
import Testing

/// Runs one stage kind in this process, in a folder of its own, on files that the test gives.
struct StageTrial {
    let folder: TemporaryFolder
    private let log = TrialLog()

    init() throws { folder = try TemporaryFolder() }

    var lines: [String] { log.lines }

    /// Where a killed attempt's checkpoints would be.
    var checkpoints: URL { folder.url.appending(path: "checkpoints") }

    /// Runs a kind on parameters given as JSON, as a worker does, and returns its outputs by name.
    func run(
        _ kindName: String, _ parameters: String, seed: UInt64 = 7, inputs: [String: [InputFile]] = [:],
        into folder: String = "outputs"
    ) async throws -> [String: URL] {
        let kind = try #require(registry[kindName]).kind
        return try await run(kind, Data(parameters.utf8), seed: seed, inputs: inputs, into: folder)
    }

    private func run<Kind: StageKind>(
        _ kind: Kind.Type, _ json: Data, seed: UInt64, inputs: [String: [InputFile]], into name: String
    ) async throws -> [String: URL] {
        let parameters = try JSONDecoder().decode(Kind.Parameters.self, from: json)
        let outputs = folder.url.appending(path: name)
        try createDirectory(outputs)
        try createDirectory(checkpoints)
        let urls = Dictionary(
            uniqueKeysWithValues: kind.outputs(of: parameters).map { ($0.name, outputs.appending(path: $0.fileName)) })
        let declared = kind.inputs(of: parameters)
        #expect(Set(inputs.keys).isSubset(of: declared.map(\.name)))
        #expect(Set(inputs.keys).isSuperset(of: declared.filter { $0.count != .optional }.map(\.name)))
        // An optional input that is left out has no artifacts.
        let inputs = Dictionary(uniqueKeysWithValues: declared.map { ($0.name, inputs[$0.name] ?? []) })
        try await kind.run(
            parameters,
            in: StageContext(
                stage: StageName(namespace: "trial", stage: kind.name), seed: seed, checkpointDirectory: checkpoints,
                inputs: inputs, outputs: urls, reporter: log))
        for (output, url) in urls {
            #expect(FileManager.default.fileExists(atPath: url.path), "the output \(output) is declared and not made")
        }
        return urls
    }
}

extension StageTrial {
    /// Sixty digits to train on and some to test, with their labels.
    func drawDigits(testImages: Int = 20) async throws -> [InputFile] {
        let outputs = try await run(
            "draw-digits", #"{"trainingImages": 60, "testImages": \#(testImages)}"#, into: "drawn")
        return try ["trainImages", "trainLabels", "testImages", "testLabels"].map {
            .from("datasets/drawn", try #require(outputs[$0]), output: $0)
        }
    }

    /// The halves of a codec of twenty principal components of drawn digits, with a coarse and a fine step.
    func buildComponents(of digits: [InputFile], named producer: String) async throws
        -> (encoder: InputFile, decoder: InputFile)
    {
        let written = try await run(
            "write-components", #"{"count": 20}"#, inputs: ["images": [digits[0]]], into: "components")
        let built = try await run(
            "build-codec", #"{"steps": [2, 0.25], "pooled": false}"#,
            inputs: [
                "encoder": [.from("w", try #require(written["encoder"]))],
                "decoder": [.from("w", try #require(written["decoder"]))], "images": [digits[0]],
            ], into: "built")
        return (
            .from(producer, try #require(built["encoder"])), .from(producer, try #require(built["decoder"]))
        )
    }
}

extension InputFile {
    /// A file as if a stage had made it.
    static func from(_ producer: String, _ url: URL, output: String = "out") -> InputFile {
        InputFile(producer: producer, output: output, url: url)
    }
}

private final class TrialLog: StageReporter, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String] = []

    var lines: [String] { lock.withLock { kept } }
    func report(_ progress: StageProgress) {}
    func log(_ line: String) { lock.withLock { kept.append(line) } }
}
