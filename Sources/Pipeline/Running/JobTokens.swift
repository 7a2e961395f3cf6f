import Foundation

/// Says whether one more stage may run at once, beside the first, which always may.
package protocol JobTokens: Sendable {
    /// - Returns: `nil` where there is no room now.
    func take() -> JobToken?
}

/// Room for one stage, until it is let go.
package final class JobToken: Sendable {
    private let giveBack: @Sendable () -> Void

    package init(giveBack: @escaping @Sendable () -> Void) {
        self.giveBack = giveBack
    }

    deinit { giveBack() }
}

/// Room without end: the number of jobs alone is the limit.
package struct UnlimitedJobTokens: JobTokens {
    package init() {}

    package func take() -> JobToken? { JobToken {} }
}

/// The job server of a `make -j` that this process was started by: all its children together run as many jobs as it was told.
///
/// A token is a byte of a pipe, which is read to take it and written to give it back.
///
/// - Source: GNU make manual, "Sharing Job Slots with GNU make" (POSIX job server),
///   https://www.gnu.org/software/make/manual/html_node/POSIX-Jobserver.html
package final class MakeJobServer: JobTokens {
    /// Reads without waiting, by a description of its own, as make shares the other with all of its children.
    private let reading: Int32
    private let writing: Int32

    /// - Parameter flags: The variable `MAKEFLAGS`.
    /// - Returns: `nil` where it names no job server, or one that was not passed on (the recipe's line needs a `+`).
    package init?(flags: String?) {
        let words = (flags ?? "").split(separator: " ")
        let names = ["--jobserver-auth=", "--jobserver-fds="]
        guard
            let value = words.last(where: { word in names.contains { word.hasPrefix($0) } })?
                .split(separator: "=", maxSplits: 1).last
        else { return nil }
        let paths: (read: String, write: String)
        if value.hasPrefix("fifo:") {
            paths = (String(value.dropFirst(5)), String(value.dropFirst(5)))
        } else {
            let numbers = value.split(separator: ",").compactMap { Int32($0) }
            // Any number may be another file's, where make did not pass its own on.
            guard numbers.count == 2, numbers.allSatisfy(Self.isPipe) else { return nil }
            paths = ("/proc/self/fd/\(numbers[0])", "/proc/self/fd/\(numbers[1])")
        }
        reading = open(paths.read, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        writing = open(paths.write, O_WRONLY | O_CLOEXEC)
        if reading < 0 || writing < 0 { return nil }
    }

    deinit {
        for descriptor in [reading, writing] where descriptor >= 0 { close(descriptor) }
    }

    package func take() -> JobToken? {
        var byte: UInt8 = 0
        guard read(reading, &byte, 1) == 1 else { return nil }
        let taken = byte
        return JobToken { [self] in
            var byte = taken
            while write(writing, &byte, 1) < 0, errno == EINTR {}
        }
    }

    private static func isPipe(_ descriptor: Int32) -> Bool {
        var status = stat()
        return descriptor >= 0 && fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }
}
