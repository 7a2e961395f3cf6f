import Foundation

/// A copy of the data sets that is asked before the public sources: what the environment variable `DATA_MIRROR` names.
///
/// A file lies at `<mirror>/<mirrorFolder>/<name>`, or at `<mirror>/<name>`.
package enum DataMirror: Equatable, Sendable {
    case folder(URL)
    /// The base address, without a slash at its end.
    case address(String)

    /// Reads an `http:`, `https:` or `file:` address, or the path of a folder; `nil` for an empty text.
    package init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        guard !trimmed.isEmpty else { return nil }
        if trimmed.hasPrefix("http://") || trimmed.hasPrefix("https://") {
            self = .address(trimmed.hasSuffix("/") ? String(trimmed.dropLast()) : trimmed)
        } else if trimmed.hasPrefix("file://"), let url = URL(string: trimmed) {
            self = .folder(url)
        } else {
            self = .folder(URL(filePath: trimmed, directoryHint: .isDirectory))
        }
    }

    /// What `DATA_MIRROR` says in an environment; `nil` when it is unset or empty.
    package init?(environment: [String: String]) {
        guard let text = environment["DATA_MIRROR"] else { return nil }
        self.init(text)
    }

    /// The two places of a file, as paths relative to the mirror.
    func places(of file: DatasetManifest.File, in manifest: DatasetManifest) -> [String] {
        ["\(manifest.mirrorFolder)/\(file.name)", file.name]
    }
}
