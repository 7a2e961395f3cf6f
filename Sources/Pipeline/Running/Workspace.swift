import Files
import Foundation

/// A folder with `experiments/` in it, and one of its profiles.
package struct Workspace: Sendable {
    package static let declarationFolder = "experiments"
    package static let storeFolder = ".bottleneck"

    package let root: URL
    package let profile: Profile
    package let layout: StoreLayout

    /// - Parameter store: `nil` for the default, `.bottleneck` in the root.
    package init(root: URL, profile: Profile, store: URL? = nil) {
        self.root = root
        self.profile = profile
        layout = StoreLayout(folder: store ?? root.appending(path: Workspace.storeFolder))
    }

    /// The nearest folder with `experiments/pipeline.yaml` in it, from the given one upwards.
    package static func findRoot(from folder: URL) -> URL? {
        var folder = folder.standardizedFileURL
        while true {
            let file = folder.appending(path: "\(declarationFolder)/\(PipelineSettings.fileName)")
            if access(file.path, F_OK) == 0 { return folder }
            let parent = folder.deletingLastPathComponent().standardizedFileURL
            if parent.path == folder.path || folder.path == "/" { return nil }
            folder = parent
        }
    }

    package var files: DiskWorkspaceFiles { DiskWorkspaceFiles(root: root) }

    /// Reads and checks all declarations.
    ///
    /// - Throws: ``DeclarationErrors`` with everything that is wrong.
    package func loadGraph(registry: KindRegistry) throws(DeclarationErrors) -> StageGraph {
        var problems: [DeclarationProblem] = []
        let declared = readDeclarations(problems: &problems)
        let root = root.path
        return try StageGraph.load(
            declared, profile: profile, registry: registry, problems: problems,
            fileExists: { access("\(root)/\($0)", F_OK) == 0 })
    }

    private func readDeclarations(problems: inout [DeclarationProblem]) -> [DeclarationFile] {
        let folder = root.appending(path: Workspace.declarationFolder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var files: [DeclarationFile] = []
        for name in names.sorted() where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
            let path = "\(Workspace.declarationFolder)/\(name)"
            do {
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                files.append(DeclarationFile(path: path, text: text))
            } catch {
                let kind = DeclarationProblem.Kind.unreadable(path: path, reason: "it is no readable UTF-8 text")
                problems.append(.init(kind, at: SourcePosition(file: path, line: 1, column: 1)))
            }
        }
        return files
    }
}

extension StageGraph {
    /// Reads and checks declarations.
    ///
    /// - Parameter problems: Those found while the files were read.
    /// - Throws: ``DeclarationErrors`` with everything that is wrong.
    package static func load(
        _ files: [DeclarationFile], profile: Profile, registry: KindRegistry, problems: [DeclarationProblem] = [],
        fileExists: @escaping @Sendable (String) -> Bool
    ) throws(DeclarationErrors) -> StageGraph {
        var problems = problems
        guard let declarations = Declarations(files, profile: profile, problems: &problems) else {
            throw DeclarationErrors(problems)
        }
        var builder = GraphBuilder(declarations, registry: registry, problems: problems, fileExists: fileExists)
        return try builder.build()
    }
}
