import Foundation
import Testing

@Suite("The reference of declarations")
struct DeclarationReferenceTests {
    @Test("docs/declarations.md has a line for each key that is read, and for no other")
    func keys() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let folder = root.appending(path: "Sources/Pipeline/Declarations")
        var read: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let code = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for match in code.matches(of: /reader\.(?:required|optional|string|mapping|list)\("([^"]+)"/) {
                read.insert(String(match.1))
            }
        }
        let reference = try String(contentsOf: root.appending(path: "docs/declarations.md"), encoding: .utf8)
        let described = Set(reference.matches(of: /(?m)^\| `([^`]+)` \|/).map { String($0.1) })
        // Those of an override stand in the line of `overrides`.
        #expect(read.subtracting(["select"]) == described)
        #expect(read.count > 12 && reference.contains("`select`"))
    }
}
