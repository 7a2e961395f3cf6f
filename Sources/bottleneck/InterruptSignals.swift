import Dispatch
import Foundation

/// Calls a handler when the process is asked to end: by Ctrl-C (SIGINT) or SIGTERM. A second signal ends it at once, and so does any once
/// it is stopped.
final class InterruptSignals {
    private static let numbers = [SIGINT, SIGTERM]
    private let sources: [any DispatchSourceSignal]

    init(handler: @escaping @Sendable () -> Void) {
        sources = Self.numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                handler()
            }
            source.activate()
            return source
        }
    }

    func stop() {
        for source in sources { source.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
    }
}
