import Files

extension DownloadError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unobtainable(let file, let dataset, let failures):
            """
            cannot get \(file.name) of \(dataset) (\(file.size) bytes, SHA-256 \(file.sha256)); tried:
            \(failures.map { "  \($0)" }.joined(separator: "\n"))
            Three ways on: connect this machine to the network; or set DATA_MIRROR=<folder or URL> to a copy of the \
            data sets; or run `make demo`, which draws its own data and needs neither.
            """
        case .partialFileInUse(let path):
            "another process is downloading to \(path); wait for it to end, or stop it"
        }
    }
}

extension SourceFailure: CustomStringConvertible {
    package var description: String {
        "\(source): \(reason)" + (attempts > 1 ? " (\(attempts) attempts)" : "")
    }
}

extension SourceFailure.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .commandMissing(let name): "the command `\(name)` is not installed; `make deps` installs it"
        case .unreachable(let detail): detail
        case .httpStatus(let status): "HTTP status \(status)"
        case .malformedAnswer(let detail): "not an HTTP answer: \(detail)"
        case .interrupted(let detail, let received): "broken off after \(received) bytes: \(detail)"
        case .stalled(let timeout, let received): "no byte for \(timeout), after \(received) bytes"
        case .truncated(let received): "ended after \(received) bytes"
        case .oversized: "sent more bytes than the file has"
        case .wrongSize(let found): "has \(found) bytes"
        case .wrongRange(let asked, let answered): "asked for bytes \(asked)-, answered “\(answered)”"
        case .wrongDigest(let found): "has SHA-256 \(found)"
        case .fileMissing: "no such file"
        case .fileUnreadable(let error): "\(error)"
        }
    }
}
