import Foundation
import PackagePlugin

/// Generates `SourceDigests.swift` for the target that holds the stage kinds. See `KindDigests` for what a digest covers.
///
/// The build tool runs again when any source of the package changes that the target depends on. After a change to this
/// file itself, remove `.build`.
@main
struct SourceDigest: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let own = Set(context.package.targets.map(\.id))
        let targets = ([target] + target.recursiveTargetDependencies).filter { own.contains($0.id) }
        // The runner's own code is in no digest, so its edits need not run the tool.
        let inputs = targets.filter { $0.name != "Pipeline" }.flatMap { sources(in: $0.directoryURL) }
        let output = context.pluginWorkDirectoryURL.appending(path: "SourceDigests.swift")
        return [
            .buildCommand(
                displayName: "Source digests of \(target.name)",
                executable: try context.tool(named: "source-digest").url,
                arguments: [context.package.directoryURL.path(), output.path()], inputFiles: inputs,
                outputFiles: [output])
        ]
    }

    /// Headers included, which `sourceFiles` leaves out.
    private func sources(in folder: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL]
        return (files ?? []).filter { ["swift", "c", "h", "modulemap"].contains($0.pathExtension) }
            .sorted { $0.path() < $1.path() }
    }
}
