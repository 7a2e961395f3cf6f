import Foundation
import Synchronization

/// An HTTP server on 127.0.0.1 that misbehaves on demand, for tests of downloads.
///
/// It listens on a port of the system's choice, serves each connection on a thread of its own, records every request,
/// and stops when it is released.
package final class LoopbackServer: Sendable {
    /// How one request is answered.
    package enum Answer: Sendable {
        /// All of the content, or the range asked for.
        case whole
        /// All of the content with status 200, whatever was asked for.
        case ignoringRange
        /// The content in chunks, without a length.
        case withoutLength
        /// Closes the connection after so many bytes of the body.
        case truncated(after: Int)
        /// Ends in good order after so many bytes of the body, without a length.
        case short(after: Int)
        /// Falls silent after so many bytes of the body, with the connection open.
        case stalled(after: Int)
        /// Falls silent before the first byte of the head.
        case silent
        /// One bit of the byte at this position of the content is wrong.
        case corrupted(at: Int)
        /// So many bytes follow the content, without a length.
        case oversized(by: Int)
        /// The content announced as this many bytes more than it has.
        case announcing(extra: Int)
        /// A range shifted by so many bytes, honestly declared.
        case shiftedRange(by: Int)
        case redirect(to: String)
        case status(Int)
        /// These bytes instead of HTTP.
        case raw([UInt8])
    }

    package struct Request: Equatable, Sendable {
        /// The path, or the whole address when a client takes the server for its proxy.
        package let target: String
        /// The `Range` field, such as `bytes=100-`.
        package let range: String?
    }

    private let listener: Int32
    private let site: Site
    /// `http://127.0.0.1:<port>`, without a slash at its end.
    package let address: String

    package init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let ready = withUnsafeMutableBytes(of: &name) { bytes in
            let name = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            return bind(listener, name, length) == 0 && listen(listener, 64) == 0
                && getsockname(listener, name, &length) == 0
        }
        guard ready else {
            close(listener)
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
        let site = Site()
        self.site = site
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                if connection >= 0 {
                    Thread.detachNewThread { site.serve(connection) }
                } else if errno != EINTR && errno != ECONNABORTED {
                    break
                }
            }
            close(listener)
        }
    }

    deinit {
        // Wakes the accepting thread, which closes the socket.
        shutdown(listener, Int32(SHUT_RDWR))
        site.disconnectAll()
    }

    /// Serves `content` at a path (or, for a proxy, at a whole address). The answers are given in turn; the last one
    /// stays.
    ///
    /// - Returns: the address of the path.
    @discardableResult
    package func serve(_ content: [UInt8], at target: String, _ answers: Answer...) -> String {
        precondition(!answers.isEmpty, "a path without an answer")
        site.routes.withLock { $0[target] = Site.Route(content: content, answers: answers) }
        return address + target
    }

    /// All requests so far, in the order they came.
    package var requests: [Request] { site.requests.withLock { $0 } }
}
