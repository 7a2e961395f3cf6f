/// The full name of a stage instance: `ercan/train[recipe=paper,code=64,replicate=0]`, axes in the order of the matrix.
package struct StageName: Hashable, Sendable, CustomStringConvertible {
    /// One axis and this instance's label on it.
    package struct Axis: Hashable, Codable, Sendable {
        package let name: String
        package let label: String

        package init(name: String, label: String) {
            self.name = name
            self.label = label
        }
    }

    package let namespace: String
    package let stage: String
    package let axes: [Axis]
    /// The name as text, made once: it is asked for many times in a run.
    package let description: String

    package init(namespace: String, stage: String, axes: [Axis] = []) {
        self.namespace = namespace
        self.stage = stage
        self.axes = axes
        var text = namespace
        text.reserveCapacity(
            axes.reduce(namespace.utf8.count + stage.utf8.count + 3) {
                $0 + $1.name.utf8.count + $1.label.utf8.count + 2
            })
        text.append("/")
        text.append(stage)
        for (position, axis) in axes.enumerated() {
            text.append(position == 0 ? "[" : ",")
            text.append(axis.name)
            text.append("=")
            text.append(axis.label)
        }
        if !axes.isEmpty { text.append("]") }
        description = text
    }

    /// `ercan/train`: what all instances of one declaration share.
    package var declaration: String { "\(namespace)/\(stage)" }

    /// The name without its replicate, `ercan/train[recipe=paper,code=64]`: what instances share that differ in their seed alone.
    package var configuration: String { Self.configuration(of: description) }

    /// The configuration of an instance whose name is at hand as text.
    static func configuration(of name: String) -> String {
        guard let bracket = name.firstIndex(of: "[") else { return name }
        let declaration = name[..<bracket]
        // No label holds a comma.
        let kept = name[name.index(after: bracket)...].dropLast().split(separator: ",")
            .filter { !$0.hasPrefix("replicate=") }
        return kept.isEmpty ? String(declaration) : "\(declaration)[\(kept.joined(separator: ","))]"
    }

    /// This instance's label on an axis; `nil` when the stage has no such axis.
    package func label(on axis: String) -> String? { axes.first { $0.name == axis }?.label }
}

extension StageName {
    /// By their texts, which are alike only where all else is.
    package static func == (left: StageName, right: StageName) -> Bool { left.description == right.description }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension StageName: Codable {
    private enum CodingKeys: CodingKey { case namespace, stage, axes }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            namespace: try values.decode(String.self, forKey: .namespace),
            stage: try values.decode(String.self, forKey: .stage),
            axes: try values.decode([Axis].self, forKey: .axes))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(namespace, forKey: .namespace)
        try values.encode(stage, forKey: .stage)
        try values.encode(axes, forKey: .axes)
    }
}
