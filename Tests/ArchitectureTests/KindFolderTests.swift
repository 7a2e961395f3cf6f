import SourceDigests
import Testing

@Suite("Folders of stage kinds")
struct KindFolderTests {
    @Test("every folder of kinds is named by one, so that no source of a kind lies where no key covers it")
    func folders() throws {
        let files = try PackageSources.content()
        let named = files.filter { $0.key.hasPrefix("Sources/Stages/") }.values.flatMap { bytes in
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
                line.split(separator: "\"").dropFirst().first.flatMap {
                    line.contains("static let sourceFolder = ") ? String($0) : nil
                }
            }
        }
        #expect(Set(named) == Set(KindDigests(files: files).byFolder.keys))
        let apart = files.keys.filter { path in
            named.contains { path.hasPrefix("Sources/Stages/\($0)/") }
                || path.split(separator: "/").contains("Shared") || path == "Sources/Stages/Registry.swift"
        }
        #expect(files.keys.filter { $0.hasPrefix("Sources/Stages/") }.allSatisfy(apart.contains))
    }
}
