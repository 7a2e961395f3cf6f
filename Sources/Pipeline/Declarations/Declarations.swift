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

    /// Reads all files. What cannot be read is reported; the rest goes on, so that one pass finds every problem.
    ///
    /// - Returns: `nil` when there is no usable `pipeline.yaml`.
    package init?(_ files: [DeclarationFile], profile: Profile, problems: inout [DeclarationProblem]) {
        self.profile = profile
        var settings: PipelineSettings?
        var namespaces: [NamespaceDeclaration] = []
        var hasPipelineFile = false
        for file in files.sorted(by: { $0.path < $1.path }) {
            let isPipelineFile = file.path.split(separator: "/").last.map(String.init) == PipelineSettings.fileName
            hasPipelineFile = hasPipelineFile || isPipelineFile
            do {
                guard let value = try DeclaredValue(parsing: file.text, file: file.path) else {
                    problems.append(.init(.emptyFile, at: .init(file: file.path, line: 1, column: 1)))
                    continue
                }
                if isPipelineFile {
                    settings = PipelineSettings(value, profile: profile.name, problems: &problems)
                } else if let namespace = NamespaceDeclaration(value, problems: &problems) {
                    namespaces.append(namespace)
                }
            } catch {
                problems.append(error)
            }
        }
        if !hasPipelineFile {
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
        guard let settings else { return nil }
        self.settings = settings
    }
}
