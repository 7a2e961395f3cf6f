import Files
import Foundation
import Testing

@Suite("Digests and durable writing")
struct DigestTests {
    @Test(
        "SHA-256 of the standard's own messages (FIPS 180-4, examples)",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func knownAnswers(message: String, expected: String) {
        #expect(Digest(of: message).hexadecimal == expected)
    }

    @Test("only 64 hexadecimal digits are a digest", arguments: ["", "abc", String(repeating: "g", count: 64)])
    func malformed(text: String) {
        #expect(Digest(hexadecimal: text) == nil)
    }

    @Test("a file's digest equals that of its bytes, and a write replaces the file whole")
    func fileRoundTrip() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try createDirectory(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "content")
        for length in [0, 1, 1 << 20, (1 << 20) + 1] {
            let bytes = [UInt8](repeating: 7, count: length)
            try writeAtomically(bytes, to: url)
            #expect(try Digest(ofFile: url) == Digest(of: bytes))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["content"])
    }

    @Test("an unreadable path is named in the error")
    func missingFile() {
        #expect(throws: FileError(.open, path: "/nonexistent/file", code: ENOENT)) {
            try Digest(ofFile: URL(filePath: "/nonexistent/file"))
        }
    }
}
