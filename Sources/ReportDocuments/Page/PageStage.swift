/// A stage, or all instances of a matrix, as the page draws it.
package struct PageStage: Equatable, Sendable {
    /// For example `ercan/train`.
    package let name: String
    package let instances: Int
    /// Numbers of the stages whose outputs it reads, in the list of all.
    package let needs: [Int]
    /// Numbers of those that publish files which it reads.
    package let reads: [Int]

    package init(name: String, instances: Int, needs: [Int], reads: [Int]) {
        self.name = name
        self.instances = instances
        self.needs = needs
        self.reads = reads
    }

    /// The paper, or what else it belongs to: what stands before the slash.
    var namespace: String { name.split(separator: "/").first.map(String.init) ?? name }

    var label: String {
        let task = name.split(separator: "/").dropFirst().joined(separator: "/")
        return instances > 1 ? "\(task) ×\(instances)" : task
    }

    var anchor: String { PageStage.anchor(of: name) }

    static func anchor(of name: String) -> String { "stage-\(name)" }
}
