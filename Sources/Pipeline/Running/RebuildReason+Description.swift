extension RebuildReason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .neverRan: return "never ran"
        case .forced: return "forced"
        case .outputGone(let name): return "its output '\(name)' is gone from the store"
        case .noComparableRecord: return "its key is new"
        case .changed(let changes):
            var parts: [String] = []
            for change in changes where !parts.contains(change.summary) { parts.append(change.summary) }
            let shown = parts.prefix(3).joined(separator: ", ")
            return parts.count > 3 ? "\(shown) and \(parts.count - 3) more" : shown
        }
    }
}

extension FieldChange {
    /// A few words on one field of the key.
    fileprivate var summary: String {
        if path == FingerprintPreimage.sourcesField { return "the kind's sources changed" }
        if let field = path.dropping("parameters.") {
            return "parameter \(field) \(old ?? "(absent)") → \(new ?? "(absent)")"
        }
        if let field = path.dropping("inputs.") {
            return "input \(field.prefix { $0 != "[" && $0 != "." }) changed"
        }
        if let field = path.dropping("libraries.") {
            return "library \(field) \(old ?? "(absent)") → \(new ?? "(absent)")"
        }
        return "\(path) \(old ?? "(absent)") → \(new ?? "(absent)")"
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
