import Foundation

extension RebuildReason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .neverRan: return "never ran"
        case .forced: return "forced"
        case .outputGone(let name): return "its output '\(name)' is gone from the store"
        case .evicted(let date): return "its outputs were evicted from the store, \(date.ISO8601Format())"
        case .noComparableRecord: return "its key is new"
        case .changed(let changes, _):
            var parts: [String] = []
            for change in changes where !parts.contains(change.summary) { parts.append(change.summary) }
            let shown = parts.prefix(3).joined(separator: ", ")
            return parts.count > 3 ? "\(shown) and \(parts.count - 3) more" : shown
        }
    }
}
