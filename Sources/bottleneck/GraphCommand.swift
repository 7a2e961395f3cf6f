import ArgumentParser
import Pipeline

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Show the stages and what they need, each matrix as one stage.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, dot, mermaid, json
    }

    @OptionGroup var options: WorkspaceLocation

    @Argument(help: "What to show (default: everything).")
    var selectors: [String] = []

    @Option(help: "How to show it.")
    var format = Format.text

    @Flag(help: "Show every instance of a matrix.")
    var expanded = false

    @Flag(help: "Say of each stage whether it is up to date, in dot and mermaid by its colour.")
    var verdicts = false

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let shown = try opened.select(selectors)
            let plan = verdicts ? try opened.pipelineRun(.init(selected: opened.graph.withOrigins(shown))).plan() : nil
            let drawing = GraphDrawing(of: opened.graph, showing: shown, isExpanded: expanded, verdicts: plan?.verdicts)
            switch format {
            case .text: print(drawing.text)
            case .dot: print(drawing.dot)
            case .mermaid: print(drawing.mermaid)
            case .json: try printJSON(drawing.nodes)
            }
        }
    }
}
