import Foundation
import SourceDigests
import Testing

/// Holds the `import` lines of every target against the table “Targets” in CONTRIBUTING.md.
@Suite("Imports")
struct ImportTableTests {
    @Test("each target imports what the table allows and nothing else of ours, and every target is in the table")
    func imports() throws {
        let allowed = try table()
        let folders = try folders()
        #expect(folders.count > 40)
        for target in allowed.keys where folders[target] == nil {
            Issue.record("\(target) is no target of Package.swift")
        }
        for (target, folder) in folders {
            let permitted = try #require(allowed[target], "\(target) is not in the table of CONTRIBUTING.md")
            let imported = try importedModules(in: folder).intersection(allowed.keys)
            #expect(imported.subtracting(permitted).isEmpty, "\(target) may import \(permitted.sorted())")
            #expect(permitted.subtracting(imported).isEmpty, "\(target): the table allows more than is imported")
        }
    }

    @Test("GRDB is imported by Reporting alone")
    func boundaries() throws {
        for (target, folder) in try folders() where target != "Reporting" {
            let imported = try importedModules(in: folder)
            #expect(imported.isDisjoint(with: ["GRDB", "GRDBSQLite"]), "\(target) imports GRDB")
        }
    }

    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Target → targets it may import, from the rows `| `Target` | purpose | `A`, `B` |`.
    private func table() throws -> [String: Set<String>] {
        let text = try String(contentsOf: root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: "## Targets").dropFirst().first)
        var allowed: [String: Set<String>] = [:]
        for line in section.components(separatedBy: "\n## ")[0].split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|")
            func names(_ cell: Substring) -> [String] {
                cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            }
            for target in names(cells[0]) { allowed[target] = Set(names(cells[2])) }
        }
        return allowed
    }

    /// Target → its folder, of all in Package.swift but tests and plugins.
    private func folders() throws -> [String: URL] {
        let package = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let declarations = package.split(
            separator: #/\.(?=(?:target|executableTarget|systemLibrary|testTarget|plugin)\()/#)
        var folders: [String: URL] = [:]
        for declaration in declarations where declaration.prefixMatch(of: #/testTarget|plugin/#) == nil {
            guard let name = declaration.prefixMatch(of: #/\w+\(\s*name: "([^"]+)"/#)?.1 else { continue }
            let path = declaration.firstMatch(of: #/path: "([^"]+)"/#)?.1 ?? "Sources/\(name)"
            folders[String(name)] = root.appending(path: path)
        }
        return folders
    }

    private func importedModules(in folder: URL) throws -> Set<String> {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL]
        return try (files ?? []).filter { $0.pathExtension == "swift" }.reduce(into: []) { modules, file in
            modules.formUnion(SourceText(try Data(contentsOf: file), language: .swift).importedModules)
        }
    }
}
