import Files
import Foundation

/// What a worker is told, as a JSON file in the stage's temporary folder.
struct WorkerRequest: Codable, Sendable {
    static let fileName = "request.json"

    let stage: StageName
    let kind: String
    /// What the key says of the kind's code; a worker made from other code refuses.
    let sourceDigest: Digest
    /// JSON of the kind's parameters.
    let parameters: String
    let seed: UInt64
    let inputs: [String: [InputFile]]
    /// Output → path.
    let outputs: [String: String]
    let checkpointDirectory: String
}

/// What a worker tells, one JSON object per line of its standard output.
enum WorkerEvent: Codable, Sendable {
    case progress(StageProgress)
    case log(String)
    /// The last event of a stage that ended well.
    case finished(ResourceUsage)
}

/// Cuts a stream of bytes into lines.
struct LineSplitter {
    private var rest: [UInt8] = []

    /// The lines that these bytes complete, without their line feeds.
    mutating func append(_ bytes: some Sequence<UInt8>) -> [[UInt8]] {
        rest.append(contentsOf: bytes)
        let parts = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest = Array(parts.last ?? [])
        return parts.dropLast().map(Array.init)
    }
}
