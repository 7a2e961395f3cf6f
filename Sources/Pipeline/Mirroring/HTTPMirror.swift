import Files
import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A store's folder behind an address, read by the `curl` command, many files at once.
struct HTTPMirror: StoreMirror {
    private static let transfersAtOnce = 16
    /// Addresses of one call: their list goes through a pipe.
    private static let filesPerCall = 500

    /// Without secrets.
    let name: String
    private let address: String

    init(address: String) {
        self.address = address
        name = addressWithoutSecrets(address)
    }

    func records(of fingerprints: [Fingerprint]) async throws -> [Fingerprint: Data] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bottleneck-mirror-\(UUID().uuidString)")
        try createDirectory(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await get(fingerprints.map { (StoreLayout.path(of: $0), "\($0)") }, into: folder)
        return Dictionary(
            uniqueKeysWithValues: fingerprints.compactMap { fingerprint in
                FileManager.default.contents(atPath: folder.appending(path: "\(fingerprint)").path)
                    .map { (fingerprint, $0) }
            })
    }

    func fetch(_ digests: [Digest], into folder: URL) async throws {
        try await get(digests.map { (StoreLayout.path(of: $0), $0.hexadecimal) }, into: folder)
    }

    /// - Throws: ``StoreMirrorError`` where the other side cannot be reached. An answer other than a file (404, first of all) leaves the file out.
    private func get(_ files: [(path: String, name: String)], into folder: URL) async throws {
        for start in stride(from: 0, to: files.count, by: Self.filesPerCall) {
            try await call(files[start..<min(start + Self.filesPerCall, files.count)], into: folder)
        }
    }

    private func call(_ files: ArraySlice<(path: String, name: String)>, into folder: URL) async throws {
        let base = address.hasSuffix("/") ? String(address.dropLast()) : address
        // Paths are hexadecimal digits and slashes, so the address alone can hold what a list must not.
        guard !base.contains(where: { $0 == "\"" || $0 == "\\" || $0.isNewline }) else {
            throw StoreMirrorError(name: name, reason: "it is no address")
        }
        let list = files.map { "url = \"\(base)/\($0.path)\"\noutput = \"\($0.name)\"\n" }.joined()
        let words: String?
        do {
            let outcome = try await Subprocess.run(
                .name("curl"),
                arguments: [
                    // -q comes first: no configuration file of the user's.
                    "-q", "--silent", "--show-error", "--no-progress-meter", "--fail", "--remove-on-error",
                    "--location", "--globoff",
                    "--proto", "=http,https",
                    "--proto-redir", "=http,https", "--parallel", "--parallel-max", "\(Self.transfersAtOnce)",
                    "--retry", "2",
                    "--connect-timeout", "15", "--speed-limit", "256", "--speed-time", "60", "--user-agent",
                    "bottleneck",
                    "--config", "-",
                ],
                workingDirectory: FilePath(folder.path), input: .string(list), output: .discarded,
                error: .string(limit: 1 << 20))
            words = outcome.standardError
            if case .exited(0) = outcome.terminationStatus { return }
        } catch let error as CancellationError {
            throw error
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw StoreMirrorError(name: name, reason: "there is no command curl")
        } catch {
            throw StoreMirrorError(name: name, reason: "the command curl failed: \(error)")
        }
        try Task.checkCancellation()
        // Of many transfers each failed one has a line; only that a file is not there is no failure.
        let lines = (words ?? "").split(separator: "\n").map(String.init)
        let failures = lines.filter { line in !["error: 404", "error: 410"].contains { line.contains($0) } }
        if failures.isEmpty, !lines.isEmpty { return }
        throw StoreMirrorError(name: name, reason: failures.last ?? "curl failed without a word")
    }
}

/// An address as records and messages may hold it: without a password, and without what follows a question mark.
func addressWithoutSecrets(_ address: String) -> String {
    var parts = URLComponents(string: address)
    parts?.user = nil
    parts?.password = nil
    parts?.query = nil
    return parts?.string ?? "the address"
}
