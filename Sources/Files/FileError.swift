import Foundation

/// A file operation that the system refused: what was tried, on which path, and the system's reason.
package struct FileError: Error, Equatable, CustomStringConvertible {
    package enum Operation: String, Sendable {
        case open, read, write, synchronize, rename, createDirectory = "create the folder", remove
    }

    package let operation: Operation
    package let path: String
    /// `errno` as the call left it.
    package let code: Int32

    package init(_ operation: Operation, path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    package var description: String {
        "cannot \(operation.rawValue) \(path): \(String(cString: strerror(code)))"
    }
}
