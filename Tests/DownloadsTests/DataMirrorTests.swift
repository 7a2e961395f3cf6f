import Downloads
import Files
import Foundation
import TestSupport
import Testing

@Suite("The mirror")
struct DataMirrorTests {
    private let fixture: FetcherFixture
    private var content: [UInt8] { FetcherFixture.content }

    init() throws { fixture = try FetcherFixture() }

    @Test(
        "a folder is asked first, with and without the data set's folder", arguments: ["digits/images.gz", "images.gz"])
    func folder(place: String) throws {
        let original = try fixture.folder.write(content, to: "mirror/\(place)")
        let source = fixture.server.serve(content, at: "/a", .whole)
        let used = try fixture.fetch(from: [source], environment: ["DATA_MIRROR": fixture.mirrorFolder.path])
        #expect(used == original.path)
        #expect(fixture.fetched == content)
        #expect(fixture.server.requests.isEmpty)
    }

    @Test("an address is asked first, with and without the data set's folder")
    func address() throws {
        fixture.server.serve(content, at: "/mirror/images.gz", .whole)
        let source = fixture.server.serve(content, at: "/a", .whole)
        try fixture.fetch(from: [source], environment: ["DATA_MIRROR": "\(fixture.server.address)/mirror/"])
        #expect(fixture.fetched == content)
        #expect(fixture.server.requests.map(\.target) == ["/mirror/digits/images.gz", "/mirror/images.gz"])
    }

    @Test("a mirrored file of the wrong bytes or size is refused; the public source gives the file")
    func wrongMirror() throws {
        var wrong = content
        wrong[17] ^= 1
        try fixture.folder.write(wrong, to: "mirror/digits/images.gz")
        try fixture.folder.write(Array(content.dropLast()), to: "mirror/images.gz")
        let mirror = ["DATA_MIRROR": fixture.mirrorFolder.path]
        #expect(
            try fixture.failures(from: [], environment: mirror).map(\.reason) == [
                .wrongDigest(found: Digest(of: wrong)), .wrongSize(found: content.count - 1),
            ])
        #expect(fixture.fetched == nil)
        let source = fixture.server.serve(content, at: "/a", .whole)
        #expect(try fixture.fetch(from: [source], environment: mirror) == source)
        #expect(fixture.fetched == content)
    }

    @Test("an empty DATA_MIRROR is none, and a file: address is a folder")
    func reading() {
        #expect(DataMirror("") == nil)
        #expect(DataMirror(environment: [:]) == nil)
        #expect(DataMirror("https://example.org/data/") == .address("https://example.org/data"))
        guard case .folder(let folder) = DataMirror("file:///data/sets") else {
            Issue.record("a file: address is not read as a folder")
            return
        }
        #expect(folder.path == "/data/sets")
    }
}
