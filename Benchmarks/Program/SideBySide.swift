import ArgumentParser
import BenchmarkRows
import Foundation
import Tensors

/// Two trainings in two processes against one: the throughput of both together, divided by that of one alone.
///
/// Both processes repeat the step equally often and are warm before the first round, so that each has the other beside it all the time.
struct SideBySide {
    private let line = "train ercan64_b256"
    private let processes: [Peer]
    private var alone: [Double] = []
    private var beside: [Double] = []
    private var ratios: [Double] = []

    init(kernels: CompiledKernels) throws {
        guard let benchmark = BenchmarkCase.all.first(where: { [line] in $0.line == line }) else {
            preconditionFailure("\(line) is a case")
        }
        let repetitions = Stopwatch(.elapsedTime, shortest: 500e6, try benchmark.makeOperation(kernels)).repetitions
        let program = CommandLine.arguments[0]
        let environment = ProcessInfo.processInfo.environment
        processes = try ["first", "second"].map {
            try Peer(
                name: "the \($0) training", command: [program, "serve", "--repetitions", String(repetitions)],
                environment: environment)
        }
    }

    mutating func visit(rounds: Int) throws {
        for process in processes { _ = try process.require(line) }
        for _ in 0..<rounds {
            let one = try processes[0].require(line)
            for process in processes { try process.send(line) }
            let both = try processes.compactMap { try $0.receive() }
            alone.append(one)
            beside.append(both.reduce(0, +) / Double(both.count))
            ratios.append(both.map { one / $0 }.reduce(0, +))
        }
    }

    func row(level: InstructionSetLevel) -> Row {
        let rate = Work.samples(256, flops: 0).rate(nanoseconds: alone.median)
        return Row(
            name: "throughput of two trainings side by side", group: .train, level: level.rawValue, ours: alone.median,
            rate: rate.value, rateUnit: rate.unit, percentOfPeak: nil, against: "one alone", peer: beside.median,
            ratio: ratios.median, ratioMinimum: ratios.min(), ratioMaximum: ratios.max())
    }
}

/// The other end: measures our own cases for another process of this program, in elapsed time.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer lines that name a case with nanoseconds of elapsed time.")

    @Option(help: "How often a case is repeated for one answer.")
    var repetitions: Int

    func run() throws {
        let kernels = try CompiledKernels(environment: ProcessInfo.processInfo.environment)
        var stopwatches: [String: (Stopwatch, callsPerOperation: Int)] = [:]
        while let line = readLine() {
            if stopwatches[line] == nil, let benchmark = BenchmarkCase.all.first(where: { $0.line == line }) {
                let stopwatch = Stopwatch(
                    .elapsedTime, repetitions: repetitions, try benchmark.makeOperation(kernels))
                stopwatches[line] = (stopwatch, benchmark.callsPerOperation)
            }
            if let (stopwatch, calls) = stopwatches[line] {
                print(stopwatch.measure() / Double(calls))
            } else {
                print("unsupported")
            }
            fflush(nil)
        }
    }
}
