/// A graph as text, for Graphviz, or for Mermaid. Instances of one matrix are one node, unless expanded.
package struct GraphDrawing: Sendable {
    /// A stage, or all instances of a matrix.
    package struct Node: Encodable, Sendable {
        package let name: String
        package fileprivate(set) var instances = 0
        /// Numbers of the nodes whose outputs it reads, in the same list.
        package fileprivate(set) var needs: [Int] = []
        /// Numbers of those that publish files which it reads.
        package fileprivate(set) var reads: [Int] = []
        /// How many of its instances are so; `nil` where that was not asked.
        package fileprivate(set) var upToDate: Int?, toRun: Int?, mayRun: Int?
    }

    /// In an order in which they could run.
    package private(set) var nodes: [Node] = []

    /// - Parameter verdicts: Of the instances that are shown, where the drawing is to say them.
    package init(
        of graph: StageGraph, showing shown: Set<Int>, isExpanded: Bool, verdicts: InstanceMap<Verdict>? = nil
    ) {
        var nodeByName: [String: Int] = [:]
        var nodeByInstance: [Int: Int] = [:]
        for index in graph.order where shown.contains(index) {
            let instance = graph.instances[index]
            let key = isExpanded ? "\(instance.name)" : instance.name.declaration
            let number = nodeByName[key] ?? nodes.count
            if number == nodes.count { nodes.append(Node(name: key)) }
            (nodeByName[key], nodeByInstance[index]) = (number, number)
            nodes[number].instances += 1
            for (edges, keyPath) in [(instance.needs, \Node.needs), (instance.runsAfter, \Node.reads)] {
                for target in edges.compactMap({ nodeByInstance[$0] })
                where target != number && !nodes[number][keyPath: keyPath].contains(target) {
                    nodes[number][keyPath: keyPath].append(target)
                }
            }
            if let verdicts { nodes[number].count(verdicts[index]) }
        }
    }

    package var text: String {
        nodes.map { node in
            let needs = node.needs.map { nodes[$0].label } + node.reads.map { "\(nodes[$0].label) (as published)" }
            let verdict = node.verdict.map { "  [\($0.words)]" } ?? ""
            return (needs.isEmpty ? node.label : "\(node.label)  ←  \(needs.joined(separator: ", "))") + verdict
        }.joined(separator: "\n")
    }

    package var dot: String {
        var lines = ["digraph stages {", "    rankdir=LR;", "    node [shape=box];"]
        for (number, node) in nodes.enumerated() {
            let colour = node.verdict.map { ", style=filled, fillcolor=\"\($0.colour)\"" } ?? ""
            lines.append("    n\(number) [label=\"\(node.label)\"\(colour)];")
            lines += node.needs.map { "    n\($0) -> n\(number);" }
            lines += node.reads.map { "    n\($0) -> n\(number) [style=dashed];" }
        }
        return (lines + ["}"]).joined(separator: "\n")
    }

    package var mermaid: String {
        var lines = ["graph LR"]
        for (number, node) in nodes.enumerated() {
            lines.append("    n\(number)[\"\(node.label)\"]")
            if let verdict = node.verdict { lines.append("    style n\(number) fill:\(verdict.colour),color:#000000") }
            lines += node.needs.map { "    n\($0) --> n\(number)" }
            lines += node.reads.map { "    n\($0) -.-> n\(number)" }
        }
        return lines.joined(separator: "\n")
    }
}

extension GraphDrawing.Node {
    fileprivate var label: String { instances > 1 ? "\(name) ×\(instances)" : name }

    fileprivate mutating func count(_ verdict: Verdict?) {
        (upToDate, toRun, mayRun) = (upToDate ?? 0, toRun ?? 0, mayRun ?? 0)
        switch verdict {
        case .upToDate: upToDate? += 1
        case .run: toRun? += 1
        case .mayRun: mayRun? += 1
        case nil: break
        }
    }

    /// What holds of all of it, and a colour that differs in lightness too: what has to run is the darkest.
    fileprivate var verdict: (words: String, colour: String)? {
        guard let upToDate, let toRun, let mayRun else { return nil }
        let parts = [(upToDate, "up to date"), (toRun, "to run"), (mayRun, "may run")].filter { $0.0 > 0 }
        let words = parts.map { instances > 1 ? "\($0.0) \($0.1)" : $0.1 }.joined(separator: ", ")
        return (words, toRun > 0 ? "#e69f00" : mayRun > 0 ? "#f5d98b" : "#e3f1fa")
    }
}
