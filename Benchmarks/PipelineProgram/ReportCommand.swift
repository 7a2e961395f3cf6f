import ArgumentParser
import Foundation

/// Writes Benchmarks/PIPELINE.md from what `measure --results` wrote: no number is typed by hand.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Print the tables of a run as Markdown.")

    @Argument(help: "A file that `measure --results` wrote.")
    var file: String

    func run() throws {
        let results = try JSONDecoder().decode(PipelineResults.self, from: Data(contentsOf: URL(filePath: file)))
        print(
            """
            # The runner beside other build tools

            Written by `make bench-pipeline`; [README.md](README.md) tells how it is measured. Times are medians of \(results.rounds) \
            rounds, by the clock; a ratio is a tool's time divided by ours in the same round (least / median / greatest): above 1, we are \
            faster.

            \(results.machine). \(results.versions.joined(separator: "; ")).

            """)
        let tools = PipelineTool.Name.allCases.map(\.rawValue)
        let columns = ["case", "ours"] + tools.dropFirst().flatMap { [$0, "ratio"] }
        print("| \(columns.joined(separator: " | ")) |\n|\(columns.map { _ in "---|" }.joined())")
        var names: [String] = []
        for row in results.rows where !names.contains(row.name) { names.append(row.name) }
        for name in names {
            let cells = tools.flatMap { tool -> [String] in
                guard let row = results.rows.first(where: { $0.name == name && $0.tool == tool }) else {
                    return ["", ""]
                }
                return tool == tools[0] ? [row.timeText] : [row.timeText, row.ratioText ?? ""]
            }
            print("| \(([name] + cells).joined(separator: " | ")) |")
        }
        guard !results.figures.isEmpty else { return }
        print("\n| figure | ours | aimed at | |\n|---|---|---|---|")
        for figure in results.figures {
            print(
                "| \(figure.name) | \(figure.valueText) | \(figure.targetText) | \(figure.isReached ? "reached" : "missed") |"
            )
        }
    }
}
