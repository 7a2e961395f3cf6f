import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("The job server of make")
struct JobTokenTests {
    @Test("a token is taken while there is one, and is there again when it is let go")
    func pipe() throws {
        var ends: [Int32] = [0, 0]
        try #require(Foundation.pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        #expect(write(ends[1], "+", 1) == 1)
        let server = try #require(MakeJobServer(flags: " -j2 --jobserver-auth=\(ends[0]),\(ends[1])"))
        var token = server.take()
        #expect(token != nil)
        #expect(server.take() == nil)
        token = nil
        #expect(server.take() != nil)
    }

    @Test("so through a named pipe, as newer versions of make pass it on")
    func namedPipe() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "jobs-\(UUID().uuidString)").path
        try #require(mkfifo(path, 0o600) == 0)
        let keeper = open(path, O_RDWR)
        defer {
            close(keeper)
            unlink(path)
        }
        #expect(write(keeper, "+", 1) == 1)
        let server = try #require(MakeJobServer(flags: "-j3 --jobserver-auth=fifo:\(path)"))
        let token = server.take()
        #expect(token != nil && server.take() == nil)
    }

    @Test(
        "without a job server, or with one that was not passed on, there is none",
        arguments: [nil, "", "-k", "--jobserver-auth=", "--jobserver-auth=900,901", "--jobserver-auth=fifo:/nowhere"])
    func none(flags: String?) {
        #expect(MakeJobServer(flags: flags) == nil)
    }

    @Test("no more stages run at once than there are tokens, and the one that always may; all of them run")
    func scheduling() async throws {
        let yaml = "paper: a\nstages:\n" + (0..<8).map { "  n\($0): {kind: note, params: {text: x\($0)}}\n" }.joined()
        for (tokens, most) in [(0, 1), (2, 3)] {
            let running = Running()
            let workspace = TestWorkspace(
                executor: RecordingExecutor { job in
                    running.begin()
                    usleep(20_000)
                    running.end()
                    return Dictionary(uniqueKeysWithValues: job.kind.outputs.map { ($0.name, "x") })
                })
            let summary = try await workspace.run(graph(yaml)) {
                $0.jobs = 8
                $0.tokens = CountedTokens(tokens)
            }
            #expect(summary.ran.count == 8)
            #expect(running.most <= most)
        }
    }
}

private final class Running: Sendable {
    private let counts = Mutex((now: 0, most: 0))
    var most: Int { counts.withLock { $0.most } }
    func begin() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func end() { counts.withLock { $0.now -= 1 } }
}

private final class CountedTokens: JobTokens {
    private let left: Mutex<Int>
    init(_ count: Int) { left = Mutex(count) }
    func take() -> JobToken? {
        let isThere = left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
        return isThere ? JobToken { self.left.withLock { $0 += 1 } } : nil
    }
}
