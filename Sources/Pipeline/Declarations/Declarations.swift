/// The text of one declaration file.
package struct DeclarationFile: Sendable {
    /// Relative to the workspace: `experiments/ercan.yaml`.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// Everything that `experiments/` declares, read but not yet unfolded.
package struct Declarations: Sendable {
    package let settings: PipelineSettings
    package let profile: Profile
    /// In the order of the files' names.
    package let namespaces: [NamespaceDeclaration]
    /// Whether a file could not be read: what seems to be missing may be in it.
    package let isIncomplete: Bool

    /// Reads all files. What cannot be read is reported; the rest goes on, so that one pass finds every problem.
    ///
    /// - Parameter problems: Those found while the files were read.
    /// - Returns: `nil` when there is no usable `pipeline.yaml`.
    package init?(_ files: [DeclarationFile], profile: Profile, problems: inout [DeclarationProblem]) {
        self.profile = profile
        var isIncomplete = !problems.isEmpty
        var settings: PipelineSettings?
        var namespaces: [NamespaceDeclaration] = []
        let pipelineFiles = files.filter { $0.fileName == PipelineSettings.fileName }
        for file in pipelineFiles {
            guard let value = Self.parse(file, problems: &problems) else { continue }
            settings = PipelineSettings(value, profile: profile.name, problems: &problems)
        }
        let left = Set(settings?.otherFiles ?? []).union([PipelineSettings.fileName])
        for file in files.sorted(by: { $0.path < $1.path }) where !left.contains(file.fileName) {
            guard let value = Self.parse(file, problems: &problems),
                let namespace = NamespaceDeclaration(value, problems: &problems)
            else {
                isIncomplete = true
                continue
            }
            namespaces.append(namespace)
        }
        if pipelineFiles.isEmpty {
            let path = "experiments/\(PipelineSettings.fileName)"
            problems.append(.init(.missingPipelineFile(path: path), at: .init(file: path, line: 1, column: 1)))
        }
        var first: [String: NamespaceDeclaration] = [:]
        self.namespaces = namespaces.filter { namespace in
            guard let earlier = first[namespace.name] else {
                first[namespace.name] = namespace
                return true
            }
            let kind = DeclarationProblem.Kind.duplicateNamespace(namespace.name, first: earlier.position.file)
            problems.append(.init(kind, at: namespace.position))
            return false
        }
        self.isIncomplete = isIncomplete
        guard let settings else { return nil }
        self.settings = settings
    }

    private static func parse(_ file: DeclarationFile, problems: inout [DeclarationProblem]) -> DeclaredValue? {
        do {
            if let value = try DeclaredValue(parsing: file.text, file: file.path) { return value }
            problems.append(.init(.emptyFile, at: .init(file: file.path, line: 1, column: 1)))
        } catch {
            problems.append(error)
        }
        return nil
    }
}

extension DeclarationFile {
    fileprivate var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}
