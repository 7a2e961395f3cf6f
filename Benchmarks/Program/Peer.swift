import Foundation

/// A process that measures the same cases: it reads a line that names a case, and answers with the nanoseconds of one call.
///
/// The process waits for its next line while we measure, so the two never compete for a core.
final class Peer {
    let name: String
    private let process = Process()
    private let toPeer = Pipe()
    private let fromPeer = Pipe()
    private var unread = Data()

    /// Starts a command: its path, then its arguments.
    init(name: String, command: [String], environment: [String: String]) throws {
        self.name = name
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment
        process.standardInput = toPeer
        process.standardOutput = fromPeer
        do { try process.run() } catch { throw PeerError(peer: name, failure: .notStarted("\(command[0]): \(error)")) }
    }

    /// Measures a case that the peer has.
    func require(_ line: String) throws -> Double {
        guard let time = try measure(line) else { throw PeerError(peer: name, failure: .lacksCase(line)) }
        return time
    }

    /// Measures a case; `nil` where the peer does not have it.
    func measure(_ line: String) throws -> Double? {
        try send(line)
        return try receive()
    }

    func send(_ line: String) throws {
        do { try toPeer.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8)) } catch {
            throw PeerError(peer: name, failure: .ended)
        }
    }

    func receive() throws -> Double? {
        let answer = try readLine()
        if answer == "unsupported" { return nil }
        guard let nanoseconds = Double(answer), nanoseconds > 0 else {
            throw PeerError(peer: name, failure: .noTime(answer))
        }
        return nanoseconds
    }

    private func readLine() throws -> String {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread = unread[unread.index(after: end)...]
                return line
            }
            let more = fromPeer.fileHandleForReading.availableData
            if more.isEmpty { throw PeerError(peer: name, failure: .ended) }
            unread.append(more)
        }
    }
}

/// A peer that cannot be measured.
struct PeerError: Error, CustomStringConvertible {
    enum Failure {
        case notStarted(String)
        case ended
        case noTime(String)
        /// It had the case before, or must have it.
        case lacksCase(String)
    }

    let peer: String
    let failure: Failure

    var description: String {
        switch failure {
        case .notStarted(let reason): "\(peer) does not start: \(reason)"
        case .ended: "\(peer) ended before it answered; its messages stand above"
        case .noTime(let answer): "\(peer) answered “\(answer)”, which is neither a time nor “unsupported”"
        case .lacksCase(let line): "\(peer) does not know “\(line)”"
        }
    }
}

/// How a peer is named and started, as the command line gives it: `oneDNN=.build/benchmarks/onednn`.
struct PeerCommand {
    let name: String
    let words: [String]

    init?(_ argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        name = parts[0]
        words = parts[1].split(separator: " ").map(String.init)
    }
}
