import Foundation

/// One process from its start to its end, timed by the clock, with what it used by the system's account.
struct MeasuredProcess {
    /// By the clock.
    let seconds: Double
    /// Of the processors, with those of all processes that it started and waited for.
    let processorSeconds: Double
    let peakMemoryKibibytes: Int

    /// Runs a command to its end, its output in a file that is written over.
    ///
    /// - Parameter command: A path, then arguments.
    /// - Throws: ``MeasurementError``.
    init(_ command: [String], in folder: URL, log: URL) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        // Threads of Swift's concurrency block every signal, and a process inherits that: `openssl speed` would never hear its alarm.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }

        // The program does one thing at a time, so the process that is started may take its folder from here.
        let here = FileManager.default.currentDirectoryPath
        guard chdir(folder.path) == 0 else {
            throw MeasurementError.notStarted(command[0], reason: "there is no folder \(folder.path)")
        }
        defer { chdir(here) }
        let clock = ContinuousClock()
        let start = clock.now
        var process: pid_t = 0
        let code = posix_spawn(&process, command[0], &actions, &attributes, &arguments, environ)
        guard code == 0 else { throw MeasurementError.notStarted(command[0], reason: String(cString: strerror(code))) }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        seconds = (clock.now - start) / .seconds(1)
        guard status == 0 else { throw MeasurementError.failed(command, status: status, log: log.path) }
        func inSeconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        processorSeconds = inSeconds(usage.ru_utime) + inSeconds(usage.ru_stime)
        peakMemoryKibibytes = usage.ru_maxrss
    }
}

/// A command that could not be measured.
enum MeasurementError: Error, CustomStringConvertible {
    case notStarted(String, reason: String)
    case failed([String], status: Int32, log: String)

    var description: String {
        switch self {
        case .notStarted(let path, let reason): "\(path) does not start: \(reason)"
        case .failed(let command, let status, let log):
            "\(command.joined(separator: " ")) ended with wait status \(status); what it wrote is in \(log)"
        }
    }
}
