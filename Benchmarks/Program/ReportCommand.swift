import ArgumentParser
import Foundation

/// Writes Benchmarks/RESULTS.md from what `measure --results` wrote: no number is typed by hand.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Print the tables of one or more runs as Markdown.")

    @Argument(help: "Files that `measure --results` wrote.")
    var files: [String]

    func run() throws {
        let runs = try files.map {
            try JSONDecoder().decode(BenchmarkResults.self, from: Data(contentsOf: URL(filePath: $0)))
        }
        let hasPeers = runs.contains { $0.rows.contains { $0.against != nil } }
        print(
            hasPeers
                ? """
                # Benchmarks

                Written by `make bench-peers`; [README.md](README.md) tells how it is measured. A ratio is a peer's time divided by ours
                in the same round (least / median / greatest over the rounds): above 1, we are faster. For two
                trainings side by side it is their throughput together, divided by that of one alone.
                """
                : """
                # Benchmarks without peers

                Written by `make bench-codecs`; [README.md](README.md) tells how it is measured.
                """)
        for run in runs {
            print("\n## \(run.machine.level)\n\n\(run.machine.description).")
            for group in BenchmarkGroup.allCases { printTable(of: group, in: run.rows) }
        }
    }

    private func printTable(of group: BenchmarkGroup, in rows: [Row]) {
        let rows = rows.filter { $0.group == group }
        guard !rows.isEmpty else { return }
        let peers = rows.compactMap(\.against).uniqued
        let columns = ["case", "ours", "of the peak"] + peers.map { "ratio to \($0)" }
        print("\n### \(group.rawValue)\n")
        print("| \(columns.joined(separator: " | ")) |")
        print("|\(columns.map { _ in "---|" }.joined())")
        for name in rows.map(\.name).uniqued {
            let measured = rows.filter { $0.name == name }
            let ratios = peers.map { peer in measured.first { $0.against == peer }?.ratioText ?? "" }
            print("| \(([name, measured[0].rateText, measured[0].percentText] + ratios).joined(separator: " | ")) |")
        }
    }
}

extension [String] {
    /// The strings in order, each once.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
