import Foundation

/// One attempt at one HTTP address, through the `curl` command: the bytes after those already held, appended as they
/// come.
struct HTTPDownload: Sendable {
    let timeouts: FetchTimeouts
    let environment: [String: String]

    /// - Returns: whether the server sent the file from its first byte.
    /// - Throws: `SourceFailure.Reason`; `FileError` for the partial file; what `progress` throws.
    func run(
        _ address: String, file: DatasetManifest.File, into partial: PartialFile,
        progress: (FetchProgress) throws -> Void
    ) throws -> Bool {
        let asked = partial.count
        let curl = try CurlProcess(address: address, offset: asked, timeouts: timeouts, environment: environment)

        var head = HTTPAnswerHead()
        var status: HTTPAnswerHead.Final?
        while true {
            let piece: UnsafeRawBufferPointer
            switch try curl.read(within: status == nil ? timeouts.connect + timeouts.stall : timeouts.stall) {
            case .bytes(let bytes): piece = bytes
            case .end:
                try finish(curl, head: head, status: status, partial: partial, file: file)
                return status?.firstByte == 0
            case .timedOut: throw SourceFailure.Reason.stalled(timeout: timeouts.stall, received: partial.count)
            }
            var body = piece
            if status == nil {
                let (final, rest) = try head.consume(piece)
                guard let final else { continue }
                try accept(final, asked: asked, file: file, partial: partial)
                status = final
                body = rest
            }
            guard partial.count + body.count <= file.size else { throw SourceFailure.Reason.oversized }
            try partial.append(body)
            try progress(FetchProgress(source: address, received: partial.count, total: file.size))
        }
    }

    /// Compares what the server says it will send with what is needed, before the first byte is taken.
    private func accept(
        _ final: HTTPAnswerHead.Final, asked: Int, file: DatasetManifest.File, partial: PartialFile
    ) throws {
        switch final.status {
        case 200:
            if let length = final.contentLength, length != file.size {
                throw SourceFailure.Reason.wrongSize(found: length)
            }
            if asked > 0 { try partial.restart() }
        case 206:
            guard final.firstByte == asked else {
                throw SourceFailure.Reason.wrongRange(asked: asked, answered: final.contentRange ?? "no Content-Range")
            }
            if let total = final.total, total != file.size { throw SourceFailure.Reason.wrongSize(found: total) }
        default:
            throw SourceFailure.Reason.httpStatus(final.status)
        }
    }

    private func finish(
        _ curl: CurlProcess, head: HTTPAnswerHead, status: HTTPAnswerHead.Final?, partial: PartialFile,
        file: DatasetManifest.File
    ) throws {
        let (code, detail) = curl.waitForExit()
        if code != 0 {
            if head.isEmpty && CurlProcess.meansUnreachable(code) {
                throw SourceFailure.Reason.unreachable(detail: detail)
            }
            throw SourceFailure.Reason.interrupted(detail: detail, received: partial.count)
        }
        guard status != nil else { throw SourceFailure.Reason.malformedAnswer(detail: "no head") }
        guard partial.count == file.size else { throw SourceFailure.Reason.truncated(received: partial.count) }
    }
}
