/// The same pipeline in the words of each tool, each in the form that the tool has for many stages alike.
extension SyntheticPipeline {
    /// Path → text.
    package var declarations: [String: String] {
        [
            "experiments/pipeline.yaml": pipelineYAML, "experiments/synthetic.yaml": experimentYAML,
            "build.ninja": ninja, "Makefile": makefile, "Snakefile": snakefile, "dvc.yaml": dvcYAML,
        ]
    }

    /// What a stage writes, for the tools that name their outputs.
    private static func output(layer: Int, cell: String) -> String { "out/\(layer)/\(cell).txt" }

    private func inputs(layer: Int, cell: String) -> [String] {
        [layer == 0 ? Self.source(of: cell) : Self.output(layer: layer - 1, cell: cell)]
            + (layer == layers - 1 ? [Self.leaf(of: cell)] : [])
    }

    /// A list in YAML, ten elements a line.
    private func flowList(of elements: [String], indentation: String) -> String {
        let lines = stride(from: 0, to: elements.count, by: 10).map { start in
            elements[start..<min(start + 10, elements.count)].joined(separator: ", ")
        }
        return "[" + lines.joined(separator: ",\n\(indentation)") + "]"
    }

    private var pipelineYAML: String {
        """
        rootSeed: 1
        variables:
          cells: \(flowList(of: cells, indentation: "    "))
        profiles: {paper: {}}

        """
    }

    private var experimentYAML: String {
        "paper: synthetic\nstages:\n"
            + (0..<layers).map { layer in
                let below = layer == 0 ? "\"file:\(Self.source(of: "$cell"))\"" : "layer-\(layer - 1).text"
                let leaf = layer == layers - 1 ? ", \"file:\(Self.leaf(of: "$cell"))\"" : ""
                return """
                      layer-\(layer):
                        kind: \(Concatenate.name)
                        matrix: {cell: $cells}
                        inputs: {texts: [\(below)\(leaf)]}

                    """
            }.joined()
    }

    private var ninja: String {
        var text = "rule concatenate\n  command = cat $in > $out; echo $out >> $out\n"
        for layer in 0..<layers {
            for cell in cells {
                let inputs = inputs(layer: layer, cell: cell).joined(separator: " ")
                text += "build \(Self.output(layer: layer, cell: cell)): concatenate \(inputs)\n"
            }
        }
        return text
    }

    private var makefile: String {
        let last = cells.map { Self.output(layer: layers - 1, cell: $0) }
        var text = "all: \(last.joined(separator: " "))\n"
        for layer in 0..<layers {
            for cell in cells {
                let inputs = inputs(layer: layer, cell: cell).joined(separator: " ")
                text +=
                    "\(Self.output(layer: layer, cell: cell)): \(inputs) | out/\(layer)\n\tcat $^ > $@; echo $@ >> $@\n"
            }
        }
        for layer in 0..<layers { text += "out/\(layer):\n\tmkdir -p $@\n" }
        return text
    }

    private var snakefile: String {
        var text = """
            CELLS = [f"c{index}" for index in range(\(width))]

            rule all:
                input: expand("\(Self.output(layer: layers - 1, cell: "{cell}"))", cell=CELLS)

            """
        for layer in 0..<layers {
            let inputs = inputs(layer: layer, cell: "{cell}").map { "\"\($0)\"" }.joined(separator: ", ")
            text += """

                rule layer_\(layer):
                    input: \(inputs)
                    output: "\(Self.output(layer: layer, cell: "{cell}"))"
                    shell: "cat {input} > {output}; echo {output} >> {output}"

                """
        }
        return text
    }

    private var dvcYAML: String {
        let list = flowList(of: cells, indentation: "        ")
        var text = "stages:\n"
        for layer in 0..<layers {
            let inputs = inputs(layer: layer, cell: "${item.cell}")
            let output = Self.output(layer: layer, cell: "${item.cell}")
            text += """
                  layer-\(layer):
                    matrix:
                      cell: \(list)
                    cmd: cat \(inputs.joined(separator: " ")) > \(output); echo \(output) >> \(output)
                    deps: [\(inputs.map { "\"\($0)\"" }.joined(separator: ", "))]
                    outs: ["\(output)"]

                """
        }
        return text
    }
}
