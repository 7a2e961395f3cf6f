import Files

/// Why one source of a file did not give it.
package struct SourceFailure: Error, Equatable, Sendable {
    /// The address or path tried.
    package let source: String
    package let reason: Reason
    /// How often it was tried.
    package let attempts: Int

    package enum Reason: Error, Equatable, Sendable {
        /// The download command is not installed.
        case commandMissing(String)
        /// No connection: name, route, port or certificate; `detail` in the client's words.
        case unreachable(detail: String)
        case httpStatus(Int)
        /// The answer is not HTTP, or has no usable head.
        case malformedAnswer(detail: String)
        /// The connection broke; `received` counts the bytes of the file held so far.
        case interrupted(detail: String, received: Int)
        /// No byte came for the stall time-out.
        case stalled(timeout: Duration, received: Int)
        /// The answer ended in good order, with too few bytes.
        case truncated(received: Int)
        /// More bytes came than the file has.
        case oversized
        /// The answer announces another size, or the mirrored file has one.
        case wrongSize(found: Int)
        /// A range was asked for from `asked` on, and the answer holds another.
        case wrongRange(asked: Int, answered: String)
        case wrongDigest(found: Digest)
        case fileMissing
        case fileUnreadable(FileError)
    }
}

extension SourceFailure.Reason {
    /// Whether the same source may do better a moment later.
    var isPassing: Bool {
        switch self {
        case .interrupted, .stalled, .truncated, .wrongRange: true
        case .httpStatus(let status): status >= 500 || [408, 416, 429].contains(status)
        default: false
        }
    }

    /// Whether the bytes held so far cannot be part of the file as this source has it.
    var spoilsPartialFile: Bool {
        switch self {
        case .oversized, .wrongRange, .wrongDigest, .httpStatus(416): true
        default: false
        }
    }
}
