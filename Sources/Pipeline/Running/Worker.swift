import Foundation
import Synchronization

/// The worker's side of a stage: reads the request, runs the kind, tells how it goes.
package enum Worker {
    /// What a program is called with, before the request's path, to be a worker.
    static let argument = "worker"

    /// Runs the stage that a program's arguments ask a worker for. It takes no options, and to parse them would be a tenth of its beginning.
    ///
    /// - Parameter arguments: With the program's name before them.
    /// - Returns: The exit status; `nil` where they ask for something else.
    package static func run(askedFor arguments: [String], registry: KindRegistry) async -> Int32? {
        guard arguments.count == 3, arguments[1] == argument else { return nil }
        return await run(requestAt: arguments[2], registry: registry)
    }

    /// Runs the stage of a request file. Prints of the kind and of its libraries go to standard error; standard output carries events.
    ///
    /// The process ends when its standard input does: a runner that was killed leaves no orphans.
    ///
    /// - Returns: The exit status: 0, or 1 with the reason on standard error.
    static func run(requestAt path: String, registry: KindRegistry) async -> Int32 {
        let events = dup(STDOUT_FILENO)
        dup2(STDERR_FILENO, STDOUT_FILENO)
        exitWhenStandardInputEnds()
        let reporter = EventWriter(descriptor: events)
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            let request = try JSONDecoder().decode(WorkerRequest.self, from: data)
            guard let kind = registry[request.kind] else { throw UnknownKind(name: request.kind) }
            guard kind.sourceDigest == request.sourceDigest else { throw OtherProgram(kind: request.kind) }
            let context = StageContext(
                stage: request.stage, seed: request.seed,
                checkpointDirectory: URL(filePath: request.checkpointDirectory, directoryHint: .isDirectory),
                inputs: request.inputs, outputs: request.outputs.mapValues { URL(filePath: $0) }, reporter: reporter)
            try await kind.run(parametersJSON: request.parameters, in: context)
            reporter.write(.finished(.ofThisProcess))
            return 0
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            return 1
        }
    }

    private struct UnknownKind: Error, CustomStringConvertible {
        let name: String
        var description: String { "this worker knows no kind '\(name)'" }
    }

    /// The program on disk is no longer the one that the runner was started from: its outputs would be filed under a foreign key.
    private struct OtherProgram: Error, CustomStringConvertible {
        let kind: String
        var description: String {
            "the program was built anew during the run, with other code of the kind '\(kind)'; start the run again"
        }
    }

    private static func exitWhenStandardInputEnds() {
        let thread = Thread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count == 0 || (count < 0 && errno != EINTR) { _exit(1) }
            }
        }
        thread.start()
    }
}

/// Writes events as lines, progress at most twice a second.
private final class EventWriter: StageReporter {
    private static let progressInterval = Duration.milliseconds(500)

    private let descriptor: Int32
    private let lastProgress = Mutex<ContinuousClock.Instant?>(nil)

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func report(_ progress: StageProgress) {
        let isDue = lastProgress.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < Self.progressInterval, progress.completed < progress.total { return false }
            last = now
            return true
        }
        if isDue { write(.progress(progress)) }
    }

    func log(_ line: String) { write(.log(line)) }

    /// One write per line, so lines of several threads never mix. A runner that is gone is not this stage's failure.
    func write(_ event: WorkerEvent) {
        guard var line = try? JSONEncoder().encode(event) else { return }
        line.append(UInt8(ascii: "\n"))
        line.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return }
                offset += count
            }
        }
    }
}

extension ResourceUsage {
    /// What this process has used so far.
    ///
    /// The peak comes from `/proc`, as `getrusage` also counts the memory of the process that this one was forked from.
    fileprivate static var ofThisProcess: ResourceUsage {
        var usage = rusage()
        // 0 is RUSAGE_SELF everywhere; the constant's own type differs between C libraries.
        getrusage(0, &usage)
        return ResourceUsage(
            userSeconds: Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6,
            systemSeconds: Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6,
            peakMemoryKibibytes: peakMemoryKibibytes ?? usage.ru_maxrss)
    }

    private static var peakMemoryKibibytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap { Int($0) }
    }
}
