import Foundation

/// A process whose output is read through pipes, by blocking calls; ended and reaped when it is released.
///
/// Why not `Foundation.Process`: its children inherit the signal mask of the thread, and the threads of Swift's
/// concurrency block every signal, so that `terminate()` is never heard and `waitUntilExit()` never returns.
final class ChildProcess {
    /// The descriptor from which its standard output is read.
    let output: Int32
    private let complaints: Int32
    private let identifier: pid_t
    private var status: Int32?

    /// Starts an executable with an empty standard input; `nil` when the system cannot run it.
    init?(_ executable: String, arguments: [String], environment: [String: String]) {
        guard let outputPipe = ChildProcess.makePipe() else { return nil }
        guard let complaintsPipe = ChildProcess.makePipe() else {
            outputPipe.close()
            return nil
        }
        output = outputPipe.reading
        complaints = complaintsPipe.reading
        let started = ChildProcess.spawn(
            executable, arguments: arguments, environment: environment, output: outputPipe.writing,
            complaints: complaintsPipe.writing)
        close(outputPipe.writing)
        close(complaintsPipe.writing)
        identifier = started ?? -1
        // From here on `deinit` runs, and closes what is open.
        if started == nil { return nil }
    }

    deinit {
        if identifier > 0 && status == nil {
            kill(identifier, SIGKILL)
            wait()
        }
        close(output)
        close(complaints)
    }

    /// All that it writes to its standard error, until it closes it.
    func readComplaints() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(complaints, &buffer, buffer.count)
            if count > 0 {
                bytes.append(contentsOf: buffer[..<count])
            } else if count == 0 || errno != EINTR {
                return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    /// Waits for its end: the exit status, or 128 and the signal that ended it.
    @discardableResult
    func wait() -> Int32 {
        if let status { return status }
        var word: Int32 = 0
        while waitpid(identifier, &word, 0) < 0 {
            precondition(errno == EINTR, "waiting for a child of our own failed: \(String(cString: strerror(errno)))")
        }
        let signal = word & 0x7F
        let ended = signal == 0 ? word >> 8 & 0xFF : 128 + signal
        status = ended
        return ended
    }

    private struct PipeEnds {
        let reading, writing: Int32

        func close() {
            Foundation.close(reading)
            Foundation.close(writing)
        }
    }

    /// A pipe whose ends no other child inherits, even one that is started at this moment: a pair of sockets, as Swift
    /// does not see `pipe2`.
    private static func makePipe() -> PipeEnds? {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            return nil
        }
        return PipeEnds(reading: ends[0], writing: ends[1])
    }

    private static func spawn(
        _ executable: String, arguments: [String], environment: [String: String], output: Int32, complaints: Int32
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO)

        // A parent that ignores SIGPIPE or blocks signals must not hand that on: a child whose reader is gone ends.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var identifier: pid_t = 0
        guard posix_spawn(&identifier, executable, &actions, &attributes, &words, &settings) == 0 else { return nil }
        return identifier
    }
}
