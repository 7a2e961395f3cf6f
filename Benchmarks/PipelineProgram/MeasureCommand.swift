import ArgumentParser
import BenchmarkRows
import Foundation

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Time the runner on synthetic pipelines, and other tools in the same rounds.",
        discussion: "Groups: no-op, leaf, root, everything, figures.")

    @Option(help: "One group only.")
    var only: String?

    @Option(help: "How often each case is measured.")
    var rounds = 5

    @Flag(help: "Rows as JSON, one a line.")
    var json = false

    @Option(help: "The product's program, for its cold start.")
    var bottleneck: String

    @Option(name: .customLong("peer"), help: "NAME=PATH of another tool: ninja, make, snakemake, dvc. Repeatable.")
    var peers: [String] = []

    @Option(help: "The folder of the pipelines, which are kept for the next time.")
    var folder: String

    @Option(help: "Write all rows into this file as well.")
    var results: String?

    @Option(name: .customLong("version"), help: "A line of the report that names a tool's version. Repeatable.")
    var versions: [String] = []

    @Option(help: "The date, for the machine's line.")
    var date = ""

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds \(rounds): at least one") }
        for peer in peers where tool(peer) == nil { throw ValidationError("--peer \(peer): not NAME=PATH") }
    }

    func run() throws {
        let folder = URL(filePath: folder, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder.appending(path: PipelineTool.removedFolder)) }
        let ours = PipelineTool(name: .bottleneck, path: Bundle.main.executablePath ?? CommandLine.arguments[0])
        var all = PipelineResults(machine: machine, versions: versions, rounds: rounds)
        if !json { print(machine) }
        for benchmark in PipelineCase.all where only == nil || only == benchmark.change.rawValue || needsFor(benchmark)
        {
            let contest = PipelineContest(
                benchmark: benchmark, ours: ours, peers: peers.compactMap { tool($0) }, folder: folder)
            for row in try contest.measure(rounds: rounds) {
                all.rows.append(row)
                print(json ? try row.jsonLine() : row.text)
                fflush(nil)
            }
        }
        if only == nil || only == "figures" {
            let measurement = FigureMeasurement(ours: ours, bottleneck: bottleneck, folder: folder, rounds: rounds)
            all.figures = try measurement.measure(noOps: all.rows)
            for figure in all.figures {
                print(json ? try figure.jsonLine() : "\(figure.name): \(figure.valueText) (\(figure.targetText))")
            }
        }
        if let results {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(all).write(to: URL(filePath: results))
        }
    }

    /// The figures stand on the no-op rows.
    private func needsFor(_ benchmark: PipelineCase) -> Bool { only == "figures" && benchmark.change == .noOp }

    private func tool(_ argument: String) -> PipelineTool? {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let name = PipelineTool.Name(rawValue: parts[0]), name != .bottleneck else {
            return nil
        }
        return PipelineTool(name: name, path: parts[1])
    }

    private var machine: String {
        let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
        let model = text?.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first
        let parts = [
            model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown CPU", "\(cores) cores",
            "load \(load ?? "unknown") at the beginning", date,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
