import Foundation

/// The `curl` command at work on one address: heads and body come through a pipe, so that a slow reader slows the
/// sender, and a stopped reader stops it.
///
/// Why the command and not `URLSession`: the Foundation of Linux queues the pieces of a body without bound, decodes
/// `Content-Encoding` unasked, and says of a failed connection only a code. `curl` honours proxies and certificates of
/// the environment, and its words tell a user what to mend.
final class CurlProcess {
    enum Reading {
        case bytes(UnsafeRawBufferPointer)
        case end
        case timedOut
    }

    private let process = Process()
    private let output = Pipe()
    private let complaints = Pipe()
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    /// Starts the download of `address` from byte `offset` on.
    ///
    /// - Throws: `SourceFailure.Reason.commandMissing`.
    init(address: String, offset: Int, timeouts: FetchTimeouts, environment: [String: String]) throws {
        guard let executable = CurlProcess.executable(environment: environment) else {
            throw SourceFailure.Reason.commandMissing("curl")
        }
        process.executableURL = executable
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = complaints
        process.arguments =
            [
                // -q comes first: no configuration file of the user's.
                "-q", "--silent", "--show-error", "--include", "--suppress-connect-headers", "--no-buffer", "--globoff",
                "--location", "--max-redirs", "5", "--proto", "=http,https", "--proto-redir", "=http,https",
                "--user-agent", "bottleneck", "--header", "Accept-Encoding: identity",
                "--connect-timeout", String(timeouts.connect.inSeconds),
                // Ends a trickle, and an orphan whose parent was killed while the server was silent.
                "--speed-limit", "256", "--speed-time", String(Int(timeouts.stall.inSeconds.rounded(.up)) + 1),
            ] + (offset > 0 ? ["--header", "Range: bytes=\(offset)-"] : []) + ["--url", address]
        do {
            try process.run()
        } catch {
            throw SourceFailure.Reason.commandMissing(executable.path)
        }
    }

    deinit { buffer.deallocate() }

    /// The next bytes, at most 64 KiB, valid until the next call.
    func read(within limit: Duration) throws -> Reading {
        let descriptor = output.fileHandleForReading.fileDescriptor
        let deadline = ContinuousClock.now + limit
        while true {
            let remaining = max(.zero, deadline - .now)
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, Int32((remaining.inSeconds * 1000).rounded(.up)))
            if ready == 0 { return .timedOut }
            let count = ready < 0 ? -1 : Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count > 0 { return .bytes(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            if count == 0 { return .end }
            precondition(errno == EINTR, "reading from a pipe of our own failed: \(String(cString: strerror(errno)))")
        }
    }

    /// Waits for the end of a process that has closed its output.
    ///
    /// - Returns: the exit status, and what the command complained of, without its own prefix.
    func waitForExit() -> (code: Int32, detail: String) {
        process.waitUntilExit()
        let said = try? complaints.fileHandleForReading.readToEnd()
        let text = String(decoding: said ?? Data(), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let code = process.terminationStatus
        let prefix = "curl: (\(code)) "
        let detail = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        return (code, detail.isEmpty ? "curl ended with status \(code)" : detail)
    }

    /// Ends the process, if it still runs, and closes the pipes.
    func stop() {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        try? output.fileHandleForReading.close()
        try? complaints.fileHandleForReading.close()
    }

    /// Whether an exit status says that no connection came about: address, proxy, name, port, time-out, TLS.
    static func meansUnreachable(_ code: Int32) -> Bool {
        [1, 3, 4, 5, 6, 7, 28, 35, 53, 58, 60, 66, 77, 83, 91, 97].contains(code)
    }

    private static func executable(environment: [String: String]) -> URL? {
        (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
            .map { URL(filePath: String($0), directoryHint: .isDirectory).appending(path: "curl") }
            .first { access($0.path, X_OK) == 0 }
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
