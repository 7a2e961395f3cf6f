/// The parts of an instance's name, for example of `ercan/train[recipe=paper,code=64,replicate=0]`.
struct StageName: Equatable {
    struct Axis: Equatable {
        let name: String
        let value: String
    }

    /// The whole name.
    let name: String
    /// What stands before the first slash: `ercan`.
    let paper: String
    /// The stage without its axes and without the paper: `train`.
    let task: String
    /// In the order of the name, the replicate included.
    let axes: [Axis]
    /// The name without its replicate: what is averaged over, for example `ercan/train[recipe=paper,code=64]`.
    let configuration: String

    /// Reads a name; `nil` when it is not of the form `paper/task` or `paper/task[axis=value,…]`.
    init?(_ name: String) {
        guard let slash = name.firstIndex(of: "/") else { return nil }
        let paper = name[..<slash]
        let rest = name[name.index(after: slash)...]
        var axes: [Axis] = []
        var task = rest
        if let bracket = rest.firstIndex(of: "[") {
            guard rest.hasSuffix("]") else { return nil }
            task = rest[..<bracket]
            let list = rest[rest.index(after: bracket)...].dropLast()
            for pair in list.split(separator: ",", omittingEmptySubsequences: false) {
                let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { return nil }
                axes.append(Axis(name: String(sides[0]), value: String(sides[1])))
            }
        }
        guard !paper.isEmpty, !task.isEmpty else { return nil }
        self.name = name
        self.paper = String(paper)
        self.task = String(task)
        self.axes = axes
        let averaged = axes.filter { $0.name != "replicate" }.map { "\($0.name)=\($0.value)" }
        configuration = averaged.isEmpty ? "\(paper)/\(task)" : "\(paper)/\(task)[\(averaged.joined(separator: ","))]"
    }

    /// - Throws: ``MetricStoreError/stageName(_:)``.
    static func read(_ name: String) throws -> StageName {
        guard let stage = StageName(name) else { throw MetricStoreError.stageName(name) }
        return stage
    }

    /// Which repetition with another seed this is; `nil` where the stage is not repeated.
    var replicate: Int? {
        axes.first { $0.name == "replicate" }.flatMap { Int($0.value) }
    }
}
