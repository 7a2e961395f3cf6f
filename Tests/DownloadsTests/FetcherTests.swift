import Downloads
import Files
import Foundation
import TestSupport
import Testing

@Suite("Fetching a file over HTTP")
struct FetcherTests {
    private let fixture: FetcherFixture
    private var server: LoopbackServer { fixture.server }
    private var content: [UInt8] { FetcherFixture.content }

    init() throws { fixture = try FetcherFixture() }

    @Test("a whole file arrives at its final path and leaves no partial file")
    func whole() throws {
        let source = server.serve(content, at: "/a", .whole)
        #expect(try fixture.fetch(from: [source]) == source)
        #expect(fixture.fetched == content)
        #expect(fixture.heldInPartialFile == nil)
        #expect(server.requests.map(\.target) == ["/a"])
        #expect(server.requests.map(\.range) == [nil])
    }

    @Test("an answer without a length is taken by its digest")
    func withoutLength() throws {
        try fixture.fetch(from: [server.serve(content, at: "/a", .withoutLength)])
        #expect(fixture.fetched == content)
    }

    @Test("a broken connection is taken up where it broke, by a range")
    func resume() throws {
        try fixture.fetch(from: [server.serve(content, at: "/a", .truncated(after: 100_000), .whole)])
        #expect(fixture.fetched == content)
        #expect(server.requests.map(\.range) == [nil, "bytes=100000-"])
    }

    @Test("a silent server is left after the stall time-out, and the next attempt goes on from its bytes")
    func stall() throws {
        let began = ContinuousClock.now
        try fixture.fetch(from: [server.serve(content, at: "/a", .stalled(after: 70_000), .whole)])
        #expect(fixture.fetched == content)
        #expect(server.requests.map(\.range) == [nil, "bytes=70000-"])
        #expect(ContinuousClock.now - began < .seconds(10))
    }

    @Test("a server that never answers counts as stalled")
    func silent() throws {
        let failures = try fixture.failures(from: [server.serve(content, at: "/a", .silent)], retries: 0)
        #expect(failures.map(\.reason) == [.stalled(timeout: .milliseconds(300), received: 0)])
    }

    @Test("the next process goes on from what an earlier one held")
    func resumeAcrossProcesses() throws {
        let source = server.serve(content, at: "/a", .truncated(after: 123_456), .whole)
        #expect(try fixture.failures(from: [source], retries: 0).count == 1)
        #expect(fixture.heldInPartialFile == 123_456)
        #expect(fixture.fetched == nil)
        try fixture.fetch(from: [source])
        #expect(fixture.fetched == content)
        #expect(server.requests.last?.range == "bytes=123456-")
    }

    @Test("a server that ignores the range starts the file afresh")
    func ignoredRange() throws {
        try fixture.fetch(from: [server.serve(content, at: "/a", .truncated(after: 1000), .ignoringRange)])
        #expect(fixture.fetched == content)
    }

    @Test("a range other than the one asked for is refused, and the file starts afresh")
    func shiftedRange() throws {
        let source = server.serve(content, at: "/a", .truncated(after: 1000), .shiftedRange(by: 5), .whole)
        try fixture.fetch(from: [source])
        #expect(fixture.fetched == content)
        #expect(server.requests.map(\.range) == [nil, "bytes=1000-", nil])
    }

    @Test("a corrupted byte gives no file: the next source does")
    func corrupted() throws {
        let wrong = server.serve(content, at: "/wrong", .corrupted(at: 200_000))
        let right = server.serve(content, at: "/right", .whole)
        #expect(try fixture.fetch(from: [wrong, right]) == right)
        #expect(fixture.fetched == content)
        #expect(server.requests.map(\.range) == [nil, nil])
    }

    @Test("a corrupted file from every source gives an error with the digest found, and nothing on disk")
    func corruptedEverywhere() throws {
        var wrong = content
        wrong[5] ^= 1
        let failures = try fixture.failures(from: [server.serve(content, at: "/a", .corrupted(at: 5))])
        #expect(failures.map(\.reason) == [.wrongDigest(found: Digest(of: wrong))])
        #expect(failures.map(\.attempts) == [1])
        #expect(fixture.fetched == nil)
        #expect(fixture.heldInPartialFile == nil)
    }

    @Test("wrong bytes of an earlier source don't spoil the next one, which is asked again from the start")
    func spoiledPartialFile() throws {
        let wrong = [UInt8](repeating: 1, count: content.count)
        let first = server.serve(wrong, at: "/wrong", .truncated(after: 5000), .status(404))
        let second = server.serve(content, at: "/right", .whole)
        #expect(try fixture.fetch(from: [first, second]) == second)
        #expect(fixture.fetched == content)
        #expect(server.requests.map(\.range) == [nil, "bytes=5000-", "bytes=5000-", nil])
    }

    @Test("a body that does not end is cut off at the file's size")
    func oversized() throws {
        let failures = try fixture.failures(from: [server.serve(content, at: "/a", .oversized(by: 50_000_000))])
        #expect(failures.map(\.reason) == [.oversized])
        #expect(fixture.fetched == nil)
    }

    @Test("another size announced is refused before the first byte")
    func announcedSize() throws {
        let failures = try fixture.failures(from: [server.serve(content, at: "/a", .announcing(extra: 9))])
        #expect(failures.map(\.reason) == [.wrongSize(found: content.count + 9)])
    }

    @Test("a file that ends early in good order is not taken for whole")
    func short() throws {
        let failures = try fixture.failures(from: [server.serve(content, at: "/a", .short(after: 99))], retries: 1)
        #expect(failures.map(\.source) == ["\(server.address)/a"])
        #expect(failures.map(\.reason) == [.truncated(received: 99)])
        #expect(failures.map(\.attempts) == [2])
        #expect(fixture.fetched == nil)
    }

    @Test("a redirect is followed")
    func redirect() throws {
        server.serve(content, at: "/moved", .whole)
        try fixture.fetch(from: [server.serve([], at: "/a", .redirect(to: "/moved"))])
        #expect(fixture.fetched == content)
    }

    @Test("redirects in a circle end")
    func circle() throws {
        let failures = try fixture.failures(from: [server.serve([], at: "/a", .redirect(to: "/a"))], retries: 0)
        #expect(failures.count == 1)
        #expect(server.requests.count == 6)
    }

    @Test("status 500 is tried again, as often as there are delays")
    func serverError() throws {
        try fixture.fetch(from: [server.serve(content, at: "/a", .status(500), .status(503), .whole)])
        #expect(fixture.fetched == content)
        let failures = try fixture.failures(from: [server.serve(content, at: "/b", .status(500))], retries: 3)
        #expect(failures.map(\.reason) == [.httpStatus(500)])
        #expect(failures.map(\.attempts) == [4])
    }

    @Test("status 404 is not tried again")
    func missing() throws {
        let failures = try fixture.failures(from: [server.address + "/nothing"])
        #expect(failures.map(\.reason) == [.httpStatus(404)])
        #expect(server.requests.count == 1)
    }

    @Test("bytes that are not HTTP are refused")
    func noise() throws {
        let noise = server.serve([], at: "/a", .raw(Array("220 mail server ready\r\n".utf8)))
        #expect(try fixture.failures(from: [noise], retries: 0).count == 1)
        #expect(fixture.fetched == nil)
    }

    @Test("a proxy of the environment is asked for the whole address")
    func proxy() throws {
        let address = "http://dataset.invalid/images.gz"
        server.serve(content, at: address, .whole)
        try fixture.fetch(from: [address], environment: ["http_proxy": server.address])
        #expect(fixture.fetched == content)
        #expect(server.requests.map(\.target) == [address])
    }

    @Test("what the progress report throws ends the fetch and keeps the bytes")
    func cancelled() throws {
        let source = server.serve(content, at: "/a", .whole)
        #expect(throws: CancellationError.self) {
            try fixture.fetch(from: [source]) { progress in
                #expect(progress.total == content.count)
                if progress.received > 100_000 { throw CancellationError() }
            }
        }
        #expect(fixture.fetched == nil)
        #expect(try #require(fixture.heldInPartialFile) > 100_000)
    }

    @Test("two fetches at once don't write to one partial file")
    func busy() throws {
        let source = server.serve(content, at: "/a", .whole)
        try fixture.fetch(from: [source]) { _ in
            #expect(throws: DownloadError.partialFileInUse(path: fixture.partial.path)) {
                try fixture.fetch(from: [source])
            }
        }
        #expect(fixture.fetched == content)
    }

    @Test("where nothing can be reached, one error within seconds names every source and the three ways on")
    func unreachable() throws {
        let began = ContinuousClock.now
        let closed = try { try LoopbackServer().address }()
        let error = #expect(throws: DownloadError.self) {
            try fixture.fetch(
                from: ["http://dataset.invalid/a", "\(closed)/b"], environment: ["DATA_MIRROR": "/no/such/folder"])
        }
        let text = try #require(error).description
        for part in [
            "images.gz of Digits", "/no/such/folder/digits/images.gz: no such file",
            "http://dataset.invalid/a: Could not resolve", "\(closed)/b: ", "connect this machine", "DATA_MIRROR=",
            "`make demo`",
        ] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(!text.contains("attempts"), "a source that cannot be reached is tried once")
        #expect(ContinuousClock.now - began < .seconds(5))
        #expect(fixture.heldInPartialFile == nil)
    }

    @Test("without curl the error says what is missing")
    func noCommand() throws {
        let failures = try fixture.failures(from: [server.address + "/a"], environment: ["PATH": "/nowhere"])
        #expect(failures.map(\.reason) == [.commandMissing("curl")])
    }
}
