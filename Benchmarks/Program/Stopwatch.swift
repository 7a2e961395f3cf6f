import Foundation

/// Times an operation by repeating it for long enough.
struct Stopwatch {
    /// The clock: CPU time leaves out what other processes took; elapsed time is what two processes side by side need.
    enum Clock {
        case threadCPUTime, elapsedTime

        var nanoseconds: Double {
            var now = timespec()
            clock_gettime(self == .threadCPUTime ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now)
            return Double(now.tv_sec) * 1e9 + Double(now.tv_nsec)
        }
    }

    private let clock: Clock
    let repetitions: Int
    private let operation: () -> Void

    /// Runs the operation until it is warm and until it is known how many repetitions last `shortest` nanoseconds.
    init(_ clock: Clock, shortest: Double, _ operation: @escaping () -> Void) {
        self.clock = clock
        self.operation = operation
        operation()
        var repetitions = 1
        while Stopwatch.time(clock, repetitions, operation) < shortest { repetitions *= 2 }
        self.repetitions = repetitions
    }

    /// Runs the operation once, and so many times for each measurement.
    init(_ clock: Clock, repetitions: Int, _ operation: @escaping () -> Void) {
        (self.clock, self.repetitions, self.operation) = (clock, repetitions, operation)
        operation()
    }

    /// Nanoseconds of one call: the mean over the repetitions.
    func measure() -> Double { Stopwatch.time(clock, repetitions, operation) / Double(repetitions) }

    private static func time(_ clock: Clock, _ repetitions: Int, _ operation: () -> Void) -> Double {
        let start = clock.nanoseconds
        for _ in 0..<repetitions { operation() }
        return clock.nanoseconds - start
    }
}
