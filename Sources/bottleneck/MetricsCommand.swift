import ArgumentParser

struct MetricsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Rebuild results/metrics.sqlite from the published measurements.",
        discussion:
            "Ask it with `bottleneck query`, or with sqlite3: sqlite3 -box results/metrics.sqlite 'SELECT * FROM table_ercan_2'"
    )

    @OptionGroup var options: WorkspaceLocation

    func run() async throws {
        try await reportingErrors {
            let opened = try options.open()
            print(try MetricIndex(opened).update())
        }
    }
}
