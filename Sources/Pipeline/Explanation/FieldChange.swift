/// One field of a key that differs; `nil` where a side does not have it.
package struct FieldChange: Hashable, Sendable {
    /// Such as `parameters.optimizer.adam.learningRate`, or `inputs.images[0].digest`.
    package let path: String
    package let old: String?
    package let new: String?

    package init(path: String, old: String?, new: String?) {
        self.path = path
        self.old = old
        self.new = new
    }
}

extension FieldChange {
    /// The leaves that differ, by path.
    package static func changes(from old: CanonicalValue, to new: CanonicalValue) -> [FieldChange] {
        // A field whose name has a point can have the path of one within another.
        let before = Dictionary(old.leaves.map { ($0.path, $0.text) }) { first, _ in first }
        let after = Dictionary(new.leaves.map { ($0.path, $0.text) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().compactMap { path in
            before[path] == after[path] ? nil : FieldChange(path: path, old: before[path], new: after[path])
        }
    }

    /// What part of the key a field belongs to.
    package enum Field: Hashable, Sendable {
        case parameter(String)
        /// `position` is that of an artifact in the input, `part` its `digest`, `producer` or `output`; an input that is there or not as a
        /// whole has neither.
        case input(String, position: Int?, part: String?)
        case library(String)
        /// The code of the kind.
        case sources
        case seed
        /// Everything else: the kind's name and version, the outputs' names, the format of keys.
        case other(String)
    }

    package var field: Field {
        if path == FingerprintPreimage.sourcesField { return .sources }
        if path == "seed" { return .seed }
        if let name = path.dropping("parameters.") { return .parameter(String(name)) }
        if let name = path.dropping("libraries.") { return .library(String(name)) }
        guard let rest = path.dropping("inputs.") else { return .other(path) }
        let name = rest.prefix { $0 != "[" && $0 != "." }
        let inside = rest.dropFirst(name.count)
        guard inside.first == "[", let end = inside.firstIndex(of: "]"),
            let position = Int(inside[inside.index(after: inside.startIndex)..<end])
        else { return .input(String(name), position: nil, part: nil) }
        return .input(String(name), position: position, part: String(inside[inside.index(after: end)...].dropFirst()))
    }

    /// A few words: `parameter epochs 449 → 450`, `input images changed`.
    package var summary: String {
        switch field {
        case .sources: "the kind's sources changed"
        case .parameter(let name): "parameter \(name) \(change)"
        case .input(let name, _, _): "input \(name) changed"
        case .library(let name): "library \(name) \(change)"
        case .seed: "seed \(change)"
        case .other(let name): "\(name) \(change)"
        }
    }

    private var change: String { "\(old ?? "(absent)") → \(new ?? "(absent)")" }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
