import Foundation
import Synchronization

extension LoopbackServer {
    /// What the server holds, shared by its threads.
    final class Site: Sendable {
        struct Route: Sendable {
            let content: [UInt8]
            var answers: [Answer]
        }

        let routes = Mutex<[String: Route]>([:])
        let requests = Mutex<[Request]>([])
        private let connections = Mutex<Set<Int32>>([])

        func disconnectAll() {
            connections.withLock { for connection in $0 { shutdown(connection, Int32(SHUT_RDWR)) } }
        }

        /// Reads one request, answers it, and closes the connection.
        func serve(_ connection: Int32) {
            connections.withLock { _ = $0.insert(connection) }
            defer {
                connections.withLock { _ = $0.remove(connection) }
                close(connection)
            }
            guard let request = readRequest(connection) else { return }
            requests.withLock { $0.append(request) }
            let found = routes.withLock { routes -> (content: [UInt8], answer: Answer)? in
                guard let route = routes[request.target] else { return nil }
                if route.answers.count > 1 { routes[request.target]?.answers.removeFirst() }
                return (route.content, route.answers[0])
            }
            Reply(connection: connection, content: found?.content ?? [], request: request)
                .send(found?.answer ?? .status(404))
        }

        private func readRequest(_ connection: Int32) -> Request? {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while bytes.suffix(4) != [13, 10, 13, 10] {
                let count = recv(connection, &buffer, buffer.count, 0)
                guard count > 0, bytes.count < 1 << 16 else { return nil }
                bytes.append(contentsOf: buffer[..<count])
            }
            let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
            let words = lines[0].split(separator: " ")
            guard words.count == 3 else { return nil }
            let range = lines.first { $0.lowercased().hasPrefix("range:") }?
                .dropFirst("range:".count).trimmingCharacters(in: .whitespaces)
            return Request(target: String(words[1]), range: range)
        }
    }

    /// The answer to one request.
    struct Reply {
        let connection: Int32
        let content: [UInt8]
        let request: Request

        /// The first byte asked for.
        private var start: Int {
            guard let range = request.range, range.hasPrefix("bytes=") else { return 0 }
            return Int(range.dropFirst("bytes=".count).prefix { $0 != "-" }) ?? 0
        }

        func send(_ answer: Answer) {
            switch answer {
            case .whole: sendRange(of: content, from: start)
            case .ignoringRange: sendWhole(content, length: content.count)
            case .withoutLength: sendWhole(content, length: nil)
            case .truncated(let count): sendRange(of: content, from: start, limit: count)
            case .short(let count): sendWhole(Array(content.prefix(count)), length: nil)
            case .stalled(let count):
                sendRange(of: content, from: start, limit: count)
                waitForClient()
            case .silent: waitForClient()
            case .corrupted(let position):
                var wrong = content
                wrong[position] ^= 1
                sendRange(of: wrong, from: start)
            case .oversized(let count): sendWhole(content + [UInt8](repeating: 7, count: count), length: nil)
            case .announcing(let extra): sendWhole(content, length: content.count + extra)
            case .shiftedRange(let shift):
                if start == 0 { sendRange(of: content, from: 0) } else { sendRange(of: content, from: start + shift) }
            case .redirect(let target): sendHead("302 Found", ["Location: \(target)", "Content-Length: 0"])
            case .status(let status):
                let page = Array("<html>\(status)</html>".utf8)
                sendHead("\(status) Status", ["Content-Length: \(page.count)"])
                send(page)
            case .raw(let bytes): send(bytes)
            }
        }

        private func sendWhole(_ body: [UInt8], length: Int?) {
            sendHead("200 OK", length.map { ["Content-Length: \($0)"] } ?? [])
            send(body)
        }

        /// Announces everything from `first` on; sends at most `limit` bytes of it.
        private func sendRange(of content: [UInt8], from first: Int, limit: Int = .max) {
            guard request.range != nil else {
                sendHead("200 OK", ["Content-Length: \(content.count)"])
                return send(Array(content.prefix(limit)))
            }
            guard (0..<content.count).contains(first) else {
                return sendHead("416 Range Not Satisfiable", ["Content-Range: bytes */\(content.count)"])
            }
            sendHead(
                "206 Partial Content",
                [
                    "Content-Range: bytes \(first)-\(content.count - 1)/\(content.count)",
                    "Content-Length: \(content.count - first)",
                ])
            send(Array(content[first...].prefix(limit)))
        }

        private func sendHead(_ status: String, _ fields: [String]) {
            let lines = ["HTTP/1.1 \(status)", "Connection: close"] + fields
            send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        }

        private func send(_ bytes: [UInt8]) {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                sent += count
            }
        }

        /// Returns when the client closes the connection, or the server is released.
        private func waitForClient() {
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
        }
    }
}
