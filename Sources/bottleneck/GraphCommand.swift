import ArgumentParser
import Pipeline

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Show the stages and what they need, each matrix as one stage.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, dot, mermaid
    }

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "What to show (default: everything).")
    var selectors: [String] = []

    @Option(help: "How to show it.")
    var format = Format.text

    @Flag(help: "Show every instance of a matrix.")
    var expanded = false

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            let drawing = GraphDrawing(
                of: opened.graph, showing: try opened.select(selectors), isExpanded: expanded)
            switch format {
            case .text: print(drawing.text)
            case .dot: print(drawing.dot)
            case .mermaid: print(drawing.mermaid)
            }
        }
    }
}
