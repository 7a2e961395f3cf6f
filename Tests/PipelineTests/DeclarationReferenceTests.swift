import Foundation
import Testing

@Suite("The reference of declarations")
struct DeclarationReferenceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    @Test(
        "docs/declarations.md has a line for each key that is read of a file, and for no other",
        arguments: [
            ("## `experiments/pipeline.yaml`", "PipelineSettings", "struct PipelineSettings", ["resources"]),
            ("## A file of stages", "NamespaceDeclaration", "struct NamespaceDeclaration", []),
            ("## A stage", "NamespaceDeclaration", "struct StageDeclaration", ["resources", "retries", "timeout"]),
        ])
    func keys(section: String, file: String, type: String, readElsewhere: [String]) throws {
        let code = try text("Sources/Pipeline/Declarations/\(file).swift")
        let body = try #require(
            code.components(separatedBy: type).dropFirst().first?.components(separatedBy: "\n}\n").first)
        var read = Set(readElsewhere)
        for match in body.matches(of: /\breader\.(?:required|optional|string|mapping|list)\("([^"]+)"/) {
            read.insert(String(match.1))
        }
        let reference = try text("docs/declarations.md")
        let lines = try #require(
            reference.components(separatedBy: section + "\n").last?.components(separatedBy: "\n## ").first)
        let described = Set(lines.matches(of: /(?m)^\| `([^`]+)` \|/).map { String($0.1) })
        #expect(read == described && read.count > 3)
    }

    @Test("what is read elsewhere is read")
    func elsewhere() throws {
        #expect(try text("Sources/Pipeline/Declarations/Resources.swift").contains(#"reader.mapping("resources""#))
        let limits = try text("Sources/Pipeline/Declarations/ExecutionLimits.swift")
        #expect(Set(limits.matches(of: /reader\.optional\("([^"]+)"/).map { String($0.1) }) == ["retries", "timeout"])
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }
}
