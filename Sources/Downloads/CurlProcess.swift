import Foundation

/// The `curl` command at work on one address: heads and body come through a pipe, so that a slow reader slows the
/// sender, and a stopped reader stops it.
///
/// Why the command and not `URLSession`: the Foundation of Linux queues the pieces of a body without bound, and decodes
/// `Content-Encoding` unasked. `curl` honours proxies and certificates of the environment, and its words tell a user
/// what to mend.
final class CurlProcess {
    enum Reading {
        case bytes(UnsafeRawBufferPointer)
        case end
        case timedOut
    }

    private let child: ChildProcess
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    /// Starts the download of `address` from byte `offset` on.
    ///
    /// - Throws: `SourceFailure.Reason.commandMissing`.
    init(address: String, offset: Int, timeouts: FetchTimeouts, environment: [String: String]) throws {
        let arguments =
            [
                // -q comes first: no configuration file of the user's.
                "-q", "--silent", "--show-error", "--include", "--suppress-connect-headers", "--no-buffer", "--globoff",
                "--location", "--max-redirs", "5", "--proto", "=http,https", "--proto-redir", "=http,https",
                "--user-agent", "bottleneck", "--header", "Accept-Encoding: identity",
                "--connect-timeout", String(timeouts.connect.inSeconds),
                // Ends a trickle, and an orphan whose parent was killed while the server was silent.
                "--speed-limit", "256", "--speed-time", String(Int(timeouts.stall.inSeconds.rounded(.up)) + 1),
            ] + (offset > 0 ? ["--header", "Range: bytes=\(offset)-"] : []) + ["--url", address]
        guard let executable = CurlProcess.executable(environment: environment),
            let child = ChildProcess(executable, arguments: arguments, environment: environment)
        else {
            buffer.deallocate()
            throw SourceFailure.Reason.commandMissing("curl")
        }
        self.child = child
    }

    deinit { buffer.deallocate() }

    /// The next bytes, at most 64 KiB, valid until the next call.
    func read(within limit: Duration) throws -> Reading {
        let deadline = ContinuousClock.now + limit
        while true {
            let remaining = max(.zero, deadline - .now)
            var watched = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, Int32((remaining.inSeconds * 1000).rounded(.up)))
            if ready == 0 { return .timedOut }
            let count = ready < 0 ? -1 : Foundation.read(child.output, buffer.baseAddress, buffer.count)
            if count > 0 { return .bytes(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            if count == 0 { return .end }
            precondition(errno == EINTR, "reading from a pipe of our own failed: \(String(cString: strerror(errno)))")
        }
    }

    /// Waits for the end of a process that has closed its output.
    ///
    /// - Returns: the exit status, and what the command complained of, without its own prefix.
    func waitForExit() -> (code: Int32, detail: String) {
        let text = child.readComplaints().trimmingCharacters(in: .whitespacesAndNewlines)
        let code = child.wait()
        let prefix = "curl: (\(code)) "
        let detail = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        return (code, detail.isEmpty ? "curl ended with status \(code)" : detail)
    }

    /// Whether an exit status says that no connection came about: address, proxy, name, port, time-out, TLS.
    static func meansUnreachable(_ code: Int32) -> Bool {
        [1, 3, 4, 5, 6, 7, 28, 35, 53, 58, 60, 66, 77, 83, 91, 97].contains(code)
    }

    private static func executable(environment: [String: String]) -> String? {
        (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map { "\($0)/curl" }
            .first { access($0, X_OK) == 0 }
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
