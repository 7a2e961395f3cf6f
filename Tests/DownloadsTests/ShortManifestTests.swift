import Downloads
import Files
import Foundation
import Testing

@Suite("Manifests of many files")
struct ShortManifestTests {
    private let digest = String(repeating: "0123456789abcdef", count: 4)

    private func manifest(files: String, sources: String = "") throws -> DatasetManifest {
        let text = """
            {"title": "T", "licence": "L", "citation": "C", "homepage": "H", "mirrorFolder": "m"\(sources), "files": [\(files)]}
            """
        return try JSONDecoder().decode(DatasetManifest.self, from: Data(text.utf8))
    }

    @Test("one line says what a mapping says, and both are written alike")
    func equality() throws {
        let short = try manifest(
            files: #""train/100075.jpg 72814 \#(digest)""#, sources: #", "sources": ["https://a.example/x/{name}"]"#)
        let full = try manifest(
            files: """
                {"name": "train/100075.jpg", "output": "100075", "size": 72814, "sha256": "\(digest)",
                 "sources": ["https://a.example/x/train/100075.jpg"]}
                """)
        #expect(short == full && short.files.map(\.output) == ["100075"])
        let rewritten = try JSONDecoder().decode(DatasetManifest.self, from: JSONEncoder().encode(short))
        #expect(rewritten == short)
    }

    @Test("a line with a part missing or wrong is refused", arguments: ["a.jpg 7", "a.jpg -7 0123", "a.jpg seven 00"])
    func malformed(line: String) {
        #expect(throws: DecodingError.self) { try manifest(files: "\"\(line)\"") }
    }
}
