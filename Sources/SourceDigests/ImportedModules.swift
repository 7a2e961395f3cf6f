extension SourceText {
    /// The modules that Swift source imports, as its `import` lines say: `import A`, `package import struct A.B`, `@preconcurrency import A`.
    package var importedModules: Set<String> {
        var modules: Set<String> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            for statement in line.split(separator: UInt8(ascii: ";")) {
                let words = statement.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
                guard let keyword = words.firstIndex(of: "import"),
                    words[..<keyword].allSatisfy({ $0.hasPrefix("@") || Self.accessLevels.contains($0) })
                else { continue }
                let path = words[(keyword + 1)...].first { !Self.importKinds.contains($0) }
                if let module = path?.split(separator: ".").first { modules.insert(String(module)) }
            }
        }
        return modules
    }

    private static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    private static let importKinds: Set<String> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "var", "let",
    ]
}
