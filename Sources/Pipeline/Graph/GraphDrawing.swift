/// A graph as text, for Graphviz, or for Mermaid. Instances of one matrix are one node, unless expanded.
package struct GraphDrawing: Sendable {
    /// Nodes in an order in which they could run, with the numbers of those they need.
    private var nodes: [(label: String, needs: [Int], reads: [Int])] = []

    package init(of graph: StageGraph, showing shown: Set<Int>, isExpanded: Bool) {
        var nodeByName: [String: Int] = [:]
        var nodeByInstance: [Int: Int] = [:]
        var counts: [Int: Int] = [:]
        for index in graph.order where shown.contains(index) {
            let name = graph.instances[index].name
            let key = isExpanded ? "\(name)" : name.declaration
            let node = nodeByName[key] ?? nodes.count
            if node == nodes.count { nodes.append((key, [], [])) }
            nodeByName[key] = node
            nodeByInstance[index] = node
            counts[node, default: 0] += 1
            for (edges, keyPath) in [
                (graph.instances[index].needs, \(label: String, needs: [Int], reads: [Int]).needs),
                (graph.instances[index].runsAfter, \(label: String, needs: [Int], reads: [Int]).reads),
            ] {
                for target in edges.compactMap({ nodeByInstance[$0] })
                where target != node && !nodes[node][keyPath: keyPath].contains(target) {
                    nodes[node][keyPath: keyPath].append(target)
                }
            }
        }
        for (node, count) in counts where count > 1 { nodes[node].label += " ×\(count)" }
    }

    package var text: String {
        nodes.map { node in
            let needs = node.needs.map { nodes[$0].label } + node.reads.map { "\(nodes[$0].label) (as published)" }
            return needs.isEmpty ? node.label : "\(node.label)  ←  \(needs.joined(separator: ", "))"
        }.joined(separator: "\n")
    }

    package var dot: String {
        var lines = ["digraph stages {", "    rankdir=LR;", "    node [shape=box];"]
        for (number, node) in nodes.enumerated() {
            lines.append("    n\(number) [label=\"\(node.label)\"];")
            lines += node.needs.map { "    n\($0) -> n\(number);" }
            lines += node.reads.map { "    n\($0) -> n\(number) [style=dashed];" }
        }
        return (lines + ["}"]).joined(separator: "\n")
    }

    package var mermaid: String {
        var lines = ["graph LR"]
        for (number, node) in nodes.enumerated() {
            lines.append("    n\(number)[\"\(node.label)\"]")
            lines += node.needs.map { "    n\($0) --> n\(number)" }
            lines += node.reads.map { "    n\($0) -.-> n\(number)" }
        }
        return lines.joined(separator: "\n")
    }
}
