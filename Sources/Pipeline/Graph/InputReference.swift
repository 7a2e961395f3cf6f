/// What one entry under `inputs` names, before it is resolved.
enum InputReference: Hashable, Sendable {
    /// `datasets/mnist.trainImages`; the output `*` means all of them.
    case output(StagePattern, output: String)
    /// `file:plots/curves.gp`: a file of the workspace, relative to its root.
    case file(path: String)
    /// `published:results/measurements/ercan.csv`: what the profile has published, relative to where it publishes.
    case published(path: String)

    static let forms = "stage.output, file:path or published:path"

    /// - Returns: `nil` when the text has none of the three forms.
    init?(_ text: String, namespace: String) {
        if let path = text.removingPrefix("file:") {
            self = .file(path: path)
            return
        }
        if let path = text.removingPrefix("published:") {
            self = .published(path: path)
            return
        }
        let searchStart = text.firstIndex(of: "]") ?? text.startIndex
        guard let dot = text[searchStart...].firstIndex(of: ".") else { return nil }
        let output = String(text[text.index(after: dot)...])
        guard output == "*" || isValidName(output),
            let pattern = StagePattern(String(text[..<dot]), defaultNamespace: namespace),
            !(pattern.namespace + pattern.stage).contains("*")
        else { return nil }
        self = .output(pattern, output: output)
    }
}

extension String {
    fileprivate func removingPrefix(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}

/// Whether a path stays inside the workspace: relative, without `..`.
func isInsideWorkspace(_ path: String) -> Bool {
    let dot = UInt8(ascii: ".")
    // An absolute path begins with an empty part.
    return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && !part.elementsEqual([dot]) && !part.elementsEqual([dot, dot])
    }
}
