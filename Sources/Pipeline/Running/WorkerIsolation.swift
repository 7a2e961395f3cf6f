import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Hides from a worker what it has not declared: of the workspace and of the store it sees its inputs and its own folders, of the folder for
/// temporary files nothing that was there, and the network only where its kind may use it. Programs and libraries of the system stay visible;
/// they cannot be written.
///
/// By bubblewrap (`bwrap`), which makes mount and network namespaces of the kernel's.
package struct WorkerIsolation: Sendable {
    /// Why a worker cannot be isolated on this machine.
    package struct Unavailable: Error, Equatable, CustomStringConvertible {
        package let reason: String

        package var description: String {
            "--hermetic needs bubblewrap (Debian: apt-get install bubblewrap) and a system that lets it make namespaces; here \(reason). Without "
                + "--hermetic the same stages run, and nobody watches what they read"
        }
    }

    static let command = "bwrap"
    /// Arguments that try out whether it can make namespaces.
    static let trial = ["--ro-bind", "/", "/", "--unshare-net", "true"]

    /// The workspace and the store.
    private let hidden: [URL]

    /// Tries it out.
    ///
    /// - Throws: ``Unavailable``.
    package init(hiding hidden: [URL]) async throws {
        self.hidden = hidden
        do {
            let trial = try await Subprocess.run(
                .name(Self.command), arguments: Arguments(Self.trial), output: .discarded,
                error: .string(limit: 4096))
            guard case .exited(0) = trial.terminationStatus else {
                let words = trial.standardError.split(separator: "\n").last.map(String.init)
                throw Unavailable(reason: words ?? "it failed without a word")
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw Unavailable(reason: "there is no command \(Self.command)")
        } catch let error as SubprocessError {
            throw Unavailable(reason: "the command \(Self.command) failed: \(error)")
        }
    }

    /// The arguments that come before the worker's own command.
    ///
    /// - Parameters:
    ///   - folders: What the worker may write.
    ///   - files: What else it may read of what is hidden.
    func arguments(folder: URL, writable folders: [URL], readable files: [URL], mayUseNetwork: Bool) -> [String] {
        var arguments = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
        let hidden = ([FileManager.default.temporaryDirectory] + hidden).map(\.realPath).filter {
            access($0, F_OK) == 0
        }
        let readable = Set(files.map(\.realPath))
        func contains(_ path: String, _ inner: String) -> Bool { inner == path || inner.hasPrefix(path + "/") }
        // Later mounts cover earlier ones: what is around something hidden comes before it, what is within comes after it.
        let around = readable.filter { path in hidden.contains { contains(path, $0) } }
        for path in around.sorted() { arguments += ["--ro-bind", path, path] }
        for path in Set(hidden).sorted() { arguments += ["--tmpfs", path] }
        for path in readable.subtracting(around).sorted() { arguments += ["--ro-bind", path, path] }
        for path in folders.map(\.realPath) { arguments += ["--bind", path, path] }
        arguments += mayUseNetwork ? [] : ["--unshare-net"]
        return arguments + ["--chdir", folder.path, "--die-with-parent", "--"]
    }
}

extension URL {
    /// Without links, as mounts need it.
    fileprivate var realPath: String { resolvingSymlinksInPath().path }
}
