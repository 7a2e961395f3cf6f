import Files

/// The source digest of every stage kind: what tells the cache that a kind's code has changed.
///
/// The digest of a kind's folder covers the folder's own files, those in `Shared`, and those of all the package's targets that they import,
/// directly or through others. Paths enter relative to the package. Kinds that have code in common may lie in folders of one folder, whose
/// own `Shared` only they have. Kinds must not use each other's code but through `Shared`: they are one module, so the compiler would let
/// them.
package struct KindDigests: Sendable {
    package static let sharedFolder = "Shared"

    private let sources: [String: SourceText]
    private let stages: String
    private let leftOut: Set<String>

    /// - Parameters:
    ///   - files: Path relative to the package → content, of everything under `Sources`.
    ///   - stages: The target that holds the kinds, one folder each.
    ///   - leftOut: Targets that reach a stage by value only, through what is in the key already.
    package init(files: [String: [UInt8]], stages: String = "Stages", leavingOut leftOut: Set<String> = ["Pipeline"]) {
        var sources: [String: SourceText] = [:]
        for (path, content) in files {
            guard let language = Self.language(of: path) else { continue }
            sources[path] = SourceText(content, language: language)
        }
        self.sources = sources
        self.stages = stages
        self.leftOut = leftOut
    }

    /// Source files by their extension; `nil` for files that are no source.
    package static func language(of path: String) -> SourceText.Language? {
        switch path.split(separator: ".").last {
        case "swift": .swift
        case "c", "h", "modulemap": .c
        default: nil
        }
    }

    /// Kind folder → digest.
    package var byFolder: [String: Digest] { byFolder { digest(of: covered(byFolder: $0)) } }

    /// Kind folder → the parts of the package that its digest covers, each with a digest of its own: folders of kinds as `Stages/Train`,
    /// targets by their names. They say what has changed where a kind's digest has.
    package var partsByFolder: [String: [String: Digest]] {
        let parts = Dictionary(grouping: sources.keys, by: part(of:)).mapValues { digest(of: $0) }
        return byFolder(covered(byFolder:)).mapValues { paths in
            let names = Set(paths.map(part(of:)))
            return parts.filter { names.contains($0.key) }
        }
    }

    private func part(of path: String) -> String {
        if let folder = kindFolder(of: path) { return "\(stages)/\(folder.joined(separator: "/"))" }
        return path.split(separator: "/").dropFirst().first.map(String.init) ?? path
    }

    private func byFolder<Value>(_ value: ([Substring]) -> Value) -> [String: Value] {
        let folders = Set(sources.keys.compactMap(kindFolder(of:))).filter { $0.last != Substring(Self.sharedFolder) }
        return Dictionary(uniqueKeysWithValues: folders.map { ($0.joined(separator: "/"), value($0)) })
    }

    /// `Sources/Stages/Train/…` → `Train`, `Sources/Stages/Code/Train/…` → `Code`, `Train`; `nil` for files elsewhere, or right in
    /// `Sources/Stages`.
    private func kindFolder(of path: String) -> [Substring]? {
        let parts = path.split(separator: "/")
        return parts.count > 3 && parts[0] == "Sources" && parts[1] == stages ? Array(parts[2..<parts.count - 1]) : nil
    }

    /// The files that a kind's digest covers.
    private func covered(byFolder folder: [Substring]) -> Set<String> {
        let shared = folder.indices.map { folder[..<$0] + [Substring(Self.sharedFolder)] }.map(Array.init)
        var paths = Set(sources.keys.filter { kindFolder(of: $0).map { $0 == folder || shared.contains($0) } == true })
        var open = Set(paths.flatMap(modulesImported(by:)))
        var seen = leftOut.union([stages])
        while let module = open.popFirst() {
            guard seen.insert(module).inserted else { continue }
            let files = sources.keys.filter { $0.hasPrefix("Sources/\(module)/") }
            paths.formUnion(files)
            open.formUnion(files.flatMap(modulesImported(by:)))
        }
        return paths
    }

    private func digest(of paths: some Sequence<String>) -> Digest {
        var hash = SHA256()
        for path in paths.sorted() {
            let text = sources[path]?.bytes ?? []
            hash.update(Array("\(path)\n\(text.count)\n".utf8))
            hash.update(text)
        }
        return hash.finalize()
    }

    private func modulesImported(by path: String) -> Set<String> {
        path.hasSuffix(".swift") ? sources[path]?.importedModules ?? [] : []
    }
}
