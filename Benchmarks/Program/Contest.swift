import BenchmarkRows
import Tensors

/// One case, measured in rounds: ours and each peer in turn, so that what slows the machine slows all alike.
///
/// The rounds are spread over several visits, between which the other cases have theirs: a neighbour who takes the machine's caches for some
/// seconds spoils one visit, and so does memory of which too many pages fall into the same sets of a cache, since each visit has its own.
struct Contest {
    private let benchmark: BenchmarkCase
    private var ours: [Double] = []
    /// The peers that have the case; `nil` before the first visit.
    private var contestants: [Contestant]?

    private struct Contestant {
        let peer: Peer
        var times: [Double] = []
    }

    init(_ benchmark: BenchmarkCase) { self.benchmark = benchmark }

    /// Makes the case ready on all sides, and measures some rounds.
    mutating func visit(rounds: Range<Int>, level: InstructionSetLevel, peers: [Peer]) throws {
        guard let kernels = CompiledKernels(level: level) else {
            preconditionFailure("kernels at \(level) were made before")
        }
        let stopwatch = Stopwatch(.threadCPUTime, shortest: 20e6, try benchmark.makeOperation(kernels))
        func measureOurs() { ours.append(stopwatch.measure() / Double(benchmark.callsPerOperation)) }
        // A peer's first answer is of memory that is not warm yet.
        let willing = try peers.filter { try $0.measure(benchmark.line) != nil }
        var contestants = contestants ?? willing.map { Contestant(peer: $0) }
        for round in rounds {
            // Who begins changes from round to round.
            let oursIsLast = round % 2 == 1
            if !oursIsLast { measureOurs() }
            for index in contestants.indices {
                contestants[index].times.append(try contestants[index].peer.require(benchmark.line))
            }
            if oursIsLast { measureOurs() }
        }
        self.contestants = contestants
    }

    /// A row for each peer, or one alone where no peer has the case.
    func rows(on machine: Machine) -> [Row] {
        let alone = row(ours: ours.median, machine: machine)
        guard let contestants, !contestants.isEmpty else { return [alone] }
        return contestants.map { contestant in
            let ratios = zip(contestant.times, ours).map { $0 / $1 }
            var row = alone
            (row.against, row.peer, row.ratio) = (contestant.peer.name, contestant.times.median, ratios.median)
            (row.ratioMinimum, row.ratioMaximum) = (ratios.min(), ratios.max())
            return row
        }
    }

    private func row(ours: Double, machine: Machine) -> Row {
        let rate = benchmark.work.rate(nanoseconds: ours)
        var percent: Double?
        if let flops = benchmark.work.flops, let peak = machine.peak { percent = flops / ours / peak * 100 }
        return Row(
            name: benchmark.name, group: benchmark.group, level: machine.level, ours: ours, rate: rate.value,
            rateUnit: rate.unit, percentOfPeak: percent)
    }
}

/// The environment of peers: one thread each, and no wider instructions than ours where ours were held back.
func peerEnvironment(_ environment: [String: String], level: InstructionSetLevel) -> [String: String] {
    var environment = environment
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] { environment[name] = "1" }
    environment["OPENBLAS_CORETYPE"] = nil
    if level == .avx2, InstructionSetLevel.fastest == .avx512 {
        environment["DNNL_MAX_CPU_ISA"] = "AVX2"
        environment["ONEDNN_MAX_CPU_ISA"] = "AVX2"
        environment["OPENBLAS_CORETYPE"] = "Haswell"
        environment["ATEN_CPU_CAPABILITY"] = "avx2"
        environment["MKL_ENABLE_INSTRUCTIONS"] = "AVX2"
    }
    return environment
}
