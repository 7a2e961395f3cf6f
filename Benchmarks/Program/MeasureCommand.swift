import ArgumentParser
import BenchmarkRows
import Foundation
import Tensors

/// Measures the cases, and each peer on the same case in the same rounds.
struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Measure, and print a line per case and peer.",
        discussion:
            "Times are CPU time of the thread, with warm caches. BOTTLENECK_DISPATCH chooses the instruction set.")

    @Option(help: "Only this group of cases.")
    var only: BenchmarkGroup?

    @Option(help: "Only cases whose name contains this.")
    var named: String?

    @Option(help: "Rounds; in each, ours and every peer are measured in turn.")
    var rounds = 9

    @Option(name: .customLong("peer"), help: "NAME=COMMAND of a peer; may be repeated.")
    var peers: [String] = []

    @Flag(help: "Print one JSON object per row instead of text.")
    var json = false

    @Option(help: "Also write machine and rows to this file, for `benchmark report`.")
    var results: String?

    @Option(help: "The compiler, for the machine's line.")
    var compiler = ""

    @Option(help: "The date, for the machine's line.")
    var date = ""

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds \(rounds): at least one") }
        for peer in peers where PeerCommand(peer) == nil { throw ValidationError("--peer \(peer): not NAME=COMMAND") }
    }

    func run() throws {
        // A peer that has ended is an error to report, not a signal that ends us.
        signal(SIGPIPE, SIG_IGN)
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        let machine = Machine(level: kernels.level, compiler: compiler, date: date)
        if !json {
            print(machine.description)
            if !peers.isEmpty { print("× a peer: its time divided by ours, least / median / greatest of the rounds") }
        }
        let commands = peers.compactMap(PeerCommand.init)
        let environment = peerEnvironment(ProcessInfo.processInfo.environment, level: kernels.level)
        let started = try commands.map { try Peer(name: $0.name, command: $0.words, environment: environment) }
        var rows: [Row] = []
        func add(_ row: Row) throws {
            rows.append(row)
            print(json ? try row.jsonLine() : row.text)
            fflush(nil)
        }
        let wanted = BenchmarkCase.all.filter {
            (only == nil || $0.group == only) && (named.map($0.name.contains) ?? true)
        }
        var contests = wanted.map { Contest($0) }
        let comparesTwo = named == nil && (only == nil || only == .train)
        var sideBySide = comparesTwo ? try SideBySide(kernels: kernels) : nil
        let visits = min(rounds, 3)
        for visit in 0..<visits {
            FileHandle.standardError.write(Data("Visit \(visit + 1) of \(visits) to \(wanted.count) cases\n".utf8))
            let share = rounds * visit / visits..<rounds * (visit + 1) / visits
            for index in contests.indices {
                try contests[index].visit(rounds: share, level: kernels.level, peers: started)
                if visit == visits - 1 { try contests[index].rows(on: machine).forEach(add) }
            }
            try sideBySide?.visit(rounds: share.count)
        }
        if let sideBySide { try add(sideBySide.row(level: kernels.level)) }
        if let results { try write(BenchmarkResults(machine: machine, rows: rows), to: results) }
    }

    private func write(_ results: BenchmarkResults, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(results).write(to: URL(filePath: path))
    }
}
