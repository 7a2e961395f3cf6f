import Foundation

/// A file operation that the system refused: what was tried, on which path, and the system's reason.
package struct FileError: Error, Equatable, CustomStringConvertible {
    package enum Operation: String, Sendable {
        case open, read, write, synchronize, rename, createDirectory = "create the folder", remove
    }

    package let operation: Operation
    package let path: String
    /// In the system's words.
    package let reason: String

    /// After a system call; Foundation's calls leave `errno` as anything, so their errors go through
    /// ``init(_:path:underlying:)``.
    ///
    /// - Parameter code: `errno` as the call left it.
    package init(_ operation: Operation, path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        reason = String(cString: strerror(code))
    }

    /// After a call of Foundation's: the system's own reason where the error holds it.
    package init(_ operation: Operation, path: String, underlying error: any Error) {
        self.operation = operation
        self.path = path
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError
        reason = cause.map { String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription
    }

    package var description: String {
        "cannot \(operation.rawValue) \(path): \(reason)"
    }
}
